using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ClientIpAnalyzers.Analyzers.Flow;

namespace ClientIpAnalyzers.Analyzers.Reading;

/// <summary>CIP003: the leftmost entry of a forwarding header is taken, which is the client's own text.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class LeftmostEntryAnalyzer : MemberAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; }
        = ImmutableArray.Create(Descriptors.LeftmostEntry);

    /// <summary>
    /// Whether this rule reports the read. A check of the peer does not help: the proxy itself passes the client's
    /// text on. It does help where the proxy overwrites the header as a whole.
    /// </summary>
    internal static bool SaysMore(HeaderRead read, ValueUses uses, GuardFacts facts)
        => (uses.Leftmost is not null || read.TakesLeftmost)
            && !((facts & GuardFacts.Checked) != 0 && ClientAddressHeaders.IsSingleValue(read.Name));

    private protected override OperationKind[] CandidateKinds { get; } = [OperationKind.Invocation, OperationKind.PropertyReference];

    private protected override bool IsCandidate(IOperation operation, MemberScan scan)
        => scan.MayReadHeader(operation);

    private protected override void Analyze(MemberAnalysis member, Reporter reporter, CancellationToken cancellation)
    {
        var reads = new HeaderReads(member);
        var reported = new HashSet<IOperation>();
        foreach (var operation in member.Body.Operations)
        {
            if (reads.Match(operation) is not { } read || member.IsExempt(operation))
            {
                continue;
            }

            var uses = ValueFlow.Trace(operation, read.IsSplit, member);
            var taking = uses.Leftmost ?? operation;

            // Several headers that one expression falls back through are one mistake.
            if (SaysMore(read, uses, member.Guards.FactsAt(operation)) && reported.Add(taking))
            {
                reporter.Report(Descriptors.LeftmostEntry, taking, [read.Name], related: operation);
            }
        }
    }
}
