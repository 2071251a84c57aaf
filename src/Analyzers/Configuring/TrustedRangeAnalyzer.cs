using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ClientIpAnalyzers.Analyzers.Flow;
using ClientIpAnalyzers.Analyzers.Setup;

namespace ClientIpAnalyzers.Analyzers.Configuring;

/// <summary>The frame of the rules about a single range that is added to a list of trusted proxies.</summary>
public abstract class TrustedRangeAnalyzer : ForwardedHeadersAnalyzer
{
    private protected sealed override IEnumerable<Finding> Find(MemberAnalysis member, CancellationToken cancellation)
    {
        if (member.Options.AssumesFirewall)
        {
            yield break;
        }

        var ranges = new RangeValues(member.Facts.Sources, member.Types);
        var added = member.Body.Operations.OfType<IInvocationOperation>()
            .SelectMany(call => TrustedLists.Added(call, member.Types, member.Body))
            .Select(value => (Value: value, Ranges: ranges.Find(value, member.Body)))
            .ToList();
        foreach (var value in Select(added))
        {
            yield return new(value, SupportedDiagnostics[0].DefaultSeverity);
        }
    }

    /// <summary>Those of the values added in one member that the rule reports.</summary>
    private protected abstract IEnumerable<IOperation> Select(IReadOnlyList<(IOperation Value, IReadOnlyList<AddressRange> Ranges)> added);

    /// <summary>The value with which ranges that are none of everybody hold everybody together; null where they do not.</summary>
    private protected static IOperation? CompletesEverybody(IReadOnlyList<(IOperation Value, IReadOnlyList<AddressRange> Ranges)> added)
    {
        var narrow = added.Select(one => (one.Value, Ranges: one.Ranges.Where(range => !TrustedRange.HoldsEverybody(range)).ToList())).ToList();
        return Enumerable.Range(1, narrow.Count)
            .FirstOrDefault(count => TrustedRange.HoldEverybody(narrow.Take(count).SelectMany(one => one.Ranges))) is > 0 and var complete
                ? narrow[complete - 1].Value
                : null;
    }
}
