using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ClientIpAnalyzers.Analyzers.Flow;

namespace ClientIpAnalyzers.Analyzers.Reading;

/// <summary>CIP003: the leftmost entry of a forwarding header is taken, which is the client's own text.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class LeftmostEntryAnalyzer : ReadingAnalyzer
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

    private protected override bool IsCandidate(IOperation operation, ReadingFacts facts, RequestHeaders headers, ReadingOptions options)
        => MayReadHeader(operation, headers, options);

    private protected override void Analyze(MemberAnalysis member, ReportRead report)
    {
        var reads = new HeaderReads(member);
        var reported = new HashSet<IOperation>();
        foreach (var operation in member.Body.Operations)
        {
            if (reads.Match(operation) is not { } read || member.IsExempt(operation))
            {
                continue;
            }

            var uses = ValueFlow.Trace(operation, read.IsSplit, member.Body, member.Conditions);
            var taking = uses.Leftmost ?? operation;

            // Several headers that one expression falls back through are one mistake.
            if (SaysMore(read, uses, member.Guards.FactsAt(operation)) && reported.Add(taking))
            {
                report(Descriptors.LeftmostEntry, taking, DiagnosticSeverity.Warning, read.Name, operation);
            }
        }
    }
}
