using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ClientIpAnalyzers.Analyzers.Flow;
using ClientIpAnalyzers.Analyzers.Setup;

namespace ClientIpAnalyzers.Analyzers.Configuring;

/// <summary>CIP103: the number of entries is not limited; worst where everybody is trusted.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class NoForwardLimitAnalyzer : ForwardedHeadersAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; }
        = ImmutableArray.Create(Descriptors.NoForwardLimit);

    private protected override IEnumerable<Finding> Find(MemberAnalysis member, CancellationToken cancellation)
    {
        var model = member.Facts.Setup.Model(cancellation);
        foreach (var site in model.Sites)
        {
            foreach (var path in site.Paths)
            {
                if (path is not { Limit: ForwardLimit.Open, LimitValue: { } place, IsHandedOn: false } || path.Flags == ForwardedFlags.Exactly(0))
                {
                    continue;
                }

                var trust = member.Options.AssumesFirewall ? null : EmptyLists.SeverityOfTrust(model, site, path);
                if (trust is not null || (!path.IsFilled && !model.IsFilledElsewhere(site)))
                {
                    yield return new(place, trust ?? DiagnosticSeverity.Info);
                }
            }
        }
    }
}
