using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using ClientIpAnalyzers.Analyzers.Flow;

namespace ClientIpAnalyzers.Analyzers.Deciding;

/// <summary>CIP204: a request is taken for local by what every request behind a proxy, or any client, can look like.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class LocalRequestAnalyzer : MemberAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; }
        = ImmutableArray.Create(Descriptors.LocalRequest);

    private protected override OperationKind[] CandidateKinds { get; } = [.. AccessActions.Kinds, OperationKind.PropertyReference];

    private protected override bool IsCandidate(IOperation operation, MemberScan scan) => operation switch
    {
        IPropertyReferenceOperation property => scan.Facts.Peers.ReadProperty(property) is not null
            || (property.Property.Name == "Host" && property.Property.ContainingType.Is(scan.Facts.Types.HttpRequest))
            || scan.MayReadHeader(property),
        IInvocationOperation call => call.TargetMethod.Name == "IsLoopback" || scan.MayReadHeader(call) || AccessActions.IsMatch(call, scan.Facts.Types),
        _ => AccessActions.IsMatch(operation, scan.Facts.Types),
    };

    private protected override void Analyze(MemberAnalysis member, Reporter reporter, CancellationToken cancellation)
    {
        var questions = new AddressQuestions(member);
        var local = new LocalQuestions(member);
        var checks = new PeerChecks(member);
        var deciding = AccessDecisions.In(member);
        foreach (var operation in member.Body.Operations)
        {
            var origin = operation is IInvocationOperation or IBinaryOperation or IIsPatternOperation ? local.OriginOf(operation) : null;
            if (origin is null && deciding.Contains(operation) && questions.Match(operation) is { AsksLocal: true } found)
            {
                origin = found.Origin;
            }

            if (origin is not { } asked
                || member.IsExempt(operation)
                || UnverifiedDecisionAnalyzer.IsVerified(asked, member, cancellation)
                || (asked.Kind == OriginKind.Peer && checks.IsMeantForPeer(operation))
                || OnlyChangesSpelling(operation))
            {
                continue;
            }

            reporter.Report(
                Descriptors.LocalRequest,
                operation,
                [Cause(asked)],
                deciding.Contains(operation) ? null : DiagnosticSeverity.Info,
                related: asked.Read);
        }

        foreach (var (place, cause) in new LocalDefaults(member).Find())
        {
            if (!member.IsExempt(place))
            {
                reporter.Report(Descriptors.LocalRequest, place, [cause], DiagnosticSeverity.Info);
            }
        }
    }

    private static string Cause(Origin origin) => origin.Kind switch
    {
        OriginKind.Peer => "behind a proxy on this machine every request comes from it",
        OriginKind.Host => "the client writes the Host header",
        _ => $"the client writes '{origin.Name}'",
    };

    /// <summary><c>if (ip == "::1") { ip = "127.0.0.1"; }</c> asks nothing of consequence.</summary>
    private static bool OnlyChangesSpelling(IOperation question)
    {
        var current = question;
        while (current.Parent is IBinaryOperation or IParenthesizedOperation or IConversionOperation)
        {
            current = current.Parent;
        }

        if (current.Parent is not IConditionalOperation choice || choice.Condition != current)
        {
            return false;
        }

        var branch = choice.WhenTrue is IBlockOperation { Operations: [var only] } ? only : choice.WhenTrue;
        return branch is IExpressionStatementOperation { Operation: ISimpleAssignmentOperation { Value: var value } } ? LocalQuestions.IsLocal(value)
            : branch is IReturnOperation { ReturnedValue: { } returned } ? LocalQuestions.IsLocal(returned)
            : LocalQuestions.IsLocal(branch);
    }
}
