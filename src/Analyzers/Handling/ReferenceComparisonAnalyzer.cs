using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using ClientIpAnalyzers.Analyzers.Flow;

namespace ClientIpAnalyzers.Analyzers.Handling;

/// <summary>CIP301: two <c>IPAddress</c> are compared with <c>==</c> or <c>!=</c>, which compares references.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ReferenceComparisonAnalyzer : MemberAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; }
        = ImmutableArray.Create(Descriptors.ReferenceComparison);

    private protected override OperationKind[] CandidateKinds { get; } = [OperationKind.Binary];

    private protected override bool AppliesTo(CompilationFacts facts) => facts.Types.IPAddress is not null;

    private protected override bool IsCandidate(IOperation operation, MemberScan scan) => Compares(operation, scan.Facts.Types);

    private protected override void Analyze(MemberAnalysis member, Reporter reporter, CancellationToken cancellation)
    {
        foreach (var operation in member.Body.Operations)
        {
            if (operation is IBinaryOperation comparison
                && Compares(comparison, member.Types)
                && !IsFollowedByEquals(comparison)
                && !comparison.IsInExpressionTree(member.Types))
            {
                var sign = comparison.OperatorKind == BinaryOperatorKind.Equals ? "==" : "!=";
                reporter.Report(Descriptors.ReferenceComparison, comparison, [sign]);
            }
        }
    }

    private static bool Compares(IOperation operation, WellKnownTypes types)
        => operation is IBinaryOperation
        {
            OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals,
            OperatorMethod: null,
        } comparison
            && IsAddress(comparison.LeftOperand, types)
            && IsAddress(comparison.RightOperand, types);

    /// <summary>A cast to object says that references are meant, and so does asking what an exchange replaced.</summary>
    private static bool IsAddress(IOperation operand, WellKnownTypes types)
    {
        while (operand is IConversionOperation { IsImplicit: true } conversion)
        {
            operand = conversion.Operand;
        }

        return operand.Type.IsOrInherits(types.IPAddress)
            && !operand.IsNullOrDefault()
            && operand is not IInvocationOperation { TargetMethod.ContainingType.Name: "Interlocked" };
    }

    /// <summary><c>a == b || a.Equals(b)</c>: one object is only the short way to equality.</summary>
    private static bool IsFollowedByEquals(IBinaryOperation comparison)
    {
        IOperation current = comparison;
        while (current.Parent is IParenthesizedOperation or IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalOr or BinaryOperatorKind.ConditionalAnd })
        {
            if (current.Parent is IBinaryOperation either
                && either.LeftOperand == current
                && either.RightOperand.DescendantsAndSelf().OfType<IInvocationOperation>().Any(call
                    => call.TargetMethod.Name == "Equals" && IsOfSameOperands(call, comparison)))
            {
                return true;
            }

            current = current.Parent;
        }

        return false;
    }

    private static bool IsOfSameOperands(IInvocationOperation call, IBinaryOperation comparison)
    {
        var (left, right) = (comparison.LeftOperand.Syntax.ToString(), comparison.RightOperand.Syntax.ToString());
        var operands = call.Arguments.Select(argument => argument.Value).Append(call.Instance).Where(operand => operand is not null).ToList();
        return operands.Exists(operand => operand!.Syntax.ToString() == left) && operands.Exists(operand => operand!.Syntax.ToString() == right);
    }
}
