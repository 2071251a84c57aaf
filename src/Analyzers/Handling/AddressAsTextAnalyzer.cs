using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using ClientIpAnalyzers.Analyzers.Flow;

namespace ClientIpAnalyzers.Analyzers.Handling;

/// <summary>CIP302: a decision compares the text of an address.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class AddressAsTextAnalyzer : MemberAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; }
        = ImmutableArray.Create(Descriptors.AddressAsText);

    private protected override OperationKind[] CandidateKinds { get; }
        = [OperationKind.Invocation, OperationKind.PropertyReference, OperationKind.Interpolation];

    private protected override bool AppliesTo(CompilationFacts facts) => facts.Types.IPAddress is not null;

    /// <summary>The text is the rarer half of a comparison: members without any are not looked at.</summary>
    private protected override bool IsCandidate(IOperation operation, MemberScan scan) => operation switch
    {
        IInvocationOperation { TargetMethod.Name: "ToString" } call => IsAddress(call.InstanceOf(), scan),
        IInvocationOperation call when AddressTexts.IsAddressHelper(call) => true,
        IInterpolationOperation interpolation => IsAddress(interpolation.Expression.Unwrap(), scan),
        _ => scan.MayReadHeader(operation),
    };

    private protected override void Analyze(MemberAnalysis member, Reporter reporter, CancellationToken cancellation)
    {
        var comparisons = new TextComparisons(member);
        foreach (var operation in member.Body.Operations)
        {
            if (!comparisons.Match(operation) || member.IsExempt(operation))
            {
                continue;
            }

            var (at, name) = operation switch
            {
                IInvocationOperation call => (call, call.TargetMethod.Name),
                IBinaryOperation { OperatorKind: BinaryOperatorKind.NotEquals } => (operation, "!="),
                IBinaryOperation => (operation, "=="),
                ISwitchOperation choice => (choice.Value, "switch"),
                ISwitchExpressionOperation choice => (choice.Value, "switch"),
                _ => (operation, "is"),
            };
            reporter.Report(Descriptors.AddressAsText, at, [name]);
        }
    }

    private static bool IsAddress(IOperation? value, MemberScan scan)
        => value?.Type.IsOrInherits(scan.Facts.Types.IPAddress) == true || value?.Type.Is(scan.Facts.Types.IPEndPoint) == true;
}
