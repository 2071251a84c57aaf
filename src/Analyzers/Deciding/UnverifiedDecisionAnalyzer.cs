using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using ClientIpAnalyzers.Analyzers.Flow;

namespace ClientIpAnalyzers.Analyzers.Deciding;

/// <summary>CIP201: requests are let in or turned away by an address that nobody has verified.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UnverifiedDecisionAnalyzer : MemberAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; }
        = ImmutableArray.Create(Descriptors.UnverifiedDecision);

    private protected override OperationKind[] CandidateKinds { get; } = [.. AccessActions.Kinds, OperationKind.Return];

    private protected override bool IsCandidate(IOperation operation, MemberScan scan)
        => AccessActions.IsMatch(operation, scan.Facts.Types) || MayReturnDecision(operation, scan);

    private static bool MayReturnDecision(IOperation operation, MemberScan scan)
        => operation is IReturnOperation { ReturnedValue: { } answer } && answer.Type.IsAwaitableBoolean()
            && (operation.EnclosingFunction() is not null || AccessDecisions.HasDecidingName(scan.Owner));

    private protected override void Analyze(MemberAnalysis member, Reporter reporter, CancellationToken cancellation)
    {
        var questions = new AddressQuestions(member);
        var checks = new PeerChecks(member);
        foreach (var question in AccessDecisions.In(member).OrderBy(question => question.Syntax.SpanStart))
        {
            if (questions.Match(question) is not { AsksLocal: false, Origin: var origin }
                || member.IsExempt(question)
                || IsVerified(origin, member, cancellation)
                || (origin.Kind == OriginKind.Peer && checks.IsMeantForPeer(question)))
            {
                continue;
            }

            var isMinor = (origin.Kind == OriginKind.Peer && member.IsLibrary)
                || (member.Guards.FactsAt(question) & (GuardFacts.FlagOn | GuardFacts.FlagOff)) != 0;
            reporter.Report(
                Descriptors.UnverifiedDecision,
                question,
                [origin.Name],
                isMinor ? DiagnosticSeverity.Info : null,
                related: origin.Read);
        }
    }

    /// <summary>Whether the address is the client's after all: it was rewritten, or nobody else can connect.</summary>
    internal static bool IsVerified(Origin origin, MemberAnalysis member, CancellationToken cancellation) => origin.Kind switch
    {
        OriginKind.Peer => member.HasSetup(cancellation),
        OriginKind.ClientHeader => member.Options.AssumesFirewall,
        _ => false,
    };
}
