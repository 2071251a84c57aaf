using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ClientIpAnalyzers.Analyzers.Flow;

namespace ClientIpAnalyzers.Analyzers.Reading;

/// <summary>CIP002: a client-address header is read although nothing has shown that a trusted proxy sent it.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UncheckedHeaderAnalyzer : MemberAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; }
        = ImmutableArray.Create(Descriptors.UncheckedHeader);

    private protected override OperationKind[] CandidateKinds { get; } = [OperationKind.Invocation, OperationKind.PropertyReference];

    private protected override bool IsCandidate(IOperation operation, MemberScan scan)
        => scan.MayReadHeader(operation);

    private protected override void Analyze(MemberAnalysis member, Reporter reporter, CancellationToken cancellation)
    {
        if (member.Options.AssumesFirewall)
        {
            return;
        }

        var reads = new HeaderReads(member);
        var assigned = AddressFromHeaderAnalyzer.ReadsIn(member);
        foreach (var operation in member.Body.Operations)
        {
            if (reads.Match(operation) is not { } read || member.IsExempt(operation))
            {
                continue;
            }

            var uses = ValueFlow.Trace(operation, read.IsSplit, member);
            var facts = member.Guards.FactsAt(operation);
            if (LeftmostEntryAnalyzer.SaysMore(read, uses, facts) || assigned.Contains(operation) || (facts & GuardFacts.Checked) != 0)
            {
                continue;
            }

            var isMinor = uses.OnlyLogged || (facts & (GuardFacts.FlagOn | GuardFacts.FlagOff)) != 0;
            reporter.Report(Descriptors.UncheckedHeader, operation, [read.Name], isMinor ? DiagnosticSeverity.Info : null);
        }
    }
}
