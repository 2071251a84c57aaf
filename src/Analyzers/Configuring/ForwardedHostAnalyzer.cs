using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ClientIpAnalyzers.Analyzers.Flow;
using ClientIpAnalyzers.Analyzers.Setup;

namespace ClientIpAnalyzers.Analyzers.Configuring;

/// <summary>CIP109: X-Forwarded-Host is accepted and nothing says which hosts are allowed.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ForwardedHostAnalyzer : ForwardedHeadersAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; }
        = ImmutableArray.Create(Descriptors.ForwardedHost);

    private protected override IEnumerable<Finding> Find(MemberAnalysis member, CancellationToken cancellation)
    {
        var model = member.Facts.Setup.Model(cancellation);
        foreach (var site in model.Sites)
        {
            var places = site.IsShared ? model.SharedSites : [site];
            if (places.Any(place => place.Paths.Any(path => path.RestrictsHosts)))
            {
                continue;
            }

            // Configuration and other assemblies may fill the list.
            var isOpen = site.IsShared && (model.IsConfiguredUnseen || model.IsLibrary);
            foreach (var path in site.Paths)
            {
                if (path is { IsCreated: true, FlagsValue: { } value } && path.Flags.Has(ForwardedFlags.XForwardedHost) == true)
                {
                    yield return new(value, isOpen || path.IsHandedOn ? DiagnosticSeverity.Info : DiagnosticSeverity.Warning);
                }
            }
        }
    }
}
