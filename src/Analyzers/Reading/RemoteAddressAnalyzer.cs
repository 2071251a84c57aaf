using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ClientIpAnalyzers.Analyzers.Deciding;
using ClientIpAnalyzers.Analyzers.Flow;

namespace ClientIpAnalyzers.Analyzers.Reading;

/// <summary>CIP001: the connection's remote address is taken for the client.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class RemoteAddressAnalyzer : MemberAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; }
        = ImmutableArray.Create(Descriptors.RemoteAddressIsThePeer);

    private protected override OperationKind[] CandidateKinds { get; } = [OperationKind.PropertyReference];

    private protected override bool IsCandidate(IOperation operation, MemberScan scan)
        => scan.Facts.Peers.ReadProperty(operation) is not null;

    private protected override void Analyze(MemberAnalysis member, Reporter reporter, CancellationToken cancellation)
    {
        var checks = new PeerChecks(member);
        foreach (var operation in member.Body.Operations)
        {
            if (member.Peers.ReadProperty(operation) is not { } property
                || operation.IsWritten()
                || operation.IsInNameOf()
                || member.IsExempt(operation)
                || member.HasSetup(cancellation))
            {
                continue;
            }

            var uses = ValueFlow.Trace(operation, isSplit: false, member);
            var facts = member.Guards.FactsAt(operation);

            // The peer is what a check is for; and where a check of it has failed, whoever connected is the client.
            if (uses.ReachesCheck || (facts & (GuardFacts.Checked | GuardFacts.CheckFailed)) != 0)
            {
                continue;
            }

            // What is compared is a check in other words, where it leads to a header, or else a decision, which is CIP201's.
            if (uses.IsCompared && (checks.LeadsToHeader || UnverifiedDecisionAnalyzer.ReadsIn(member, cancellation).Contains(operation)))
            {
                continue;
            }

            var isMinor = uses.OnlyLogged || member.IsLibrary || (facts & (GuardFacts.FlagOn | GuardFacts.FlagOff)) != 0;
            reporter.Report(Descriptors.RemoteAddressIsThePeer, operation, [property.Name], isMinor ? DiagnosticSeverity.Info : null);
        }
    }
}
