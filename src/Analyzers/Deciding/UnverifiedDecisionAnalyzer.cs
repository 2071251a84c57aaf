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

    /// <summary>The reads of the peer that decide about access, by this rule or by CIP204.</summary>
    internal static ISet<IOperation> ReadsIn(MemberAnalysis member, CancellationToken cancellation)
        => new HashSet<IOperation>(Find(member, cancellation).Select(found => found.Origin.Read));

    private protected override void Analyze(MemberAnalysis member, Reporter reporter, CancellationToken cancellation)
    {
        foreach (var (question, origin, _) in Find(member, cancellation).Where(found => !found.AsksLocal))
        {
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

    private static IEnumerable<AddressQuestion> Find(MemberAnalysis member, CancellationToken cancellation)
    {
        var questions = new AddressQuestions(member);
        var checks = new PeerChecks(member);
        return AccessDecisions.In(member)
            .OrderBy(question => question.Syntax.SpanStart)
            .Select(questions.Match)
            .OfType<AddressQuestion>()
            .Where(found => !member.IsExempt(found.Operation)
                && !IsVerified(found.Origin, member, cancellation)
                && !(found.Origin.Kind == OriginKind.Peer && checks.IsMeantForPeer(found.Operation)));
    }

    /// <summary>Whether the address is the client's after all: it was rewritten, or nobody else can connect.</summary>
    internal static bool IsVerified(Origin origin, MemberAnalysis member, CancellationToken cancellation) => origin.Kind switch
    {
        OriginKind.Peer => member.HasSetup(cancellation),
        OriginKind.ClientHeader => member.Options.AssumesFirewall,
        _ => false,
    };
}
