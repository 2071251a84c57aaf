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
        foreach (var call in member.Body.Operations.OfType<IInvocationOperation>())
        {
            foreach (var value in TrustedLists.Added(call, member.Types, member.Body))
            {
                if (ranges.Find(value, member.Body).Any(IsReported))
                {
                    yield return new(value, SupportedDiagnostics[0].DefaultSeverity);
                }
            }
        }
    }

    private protected abstract bool IsReported(AddressRange range);
}
