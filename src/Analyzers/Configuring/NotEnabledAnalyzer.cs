using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ClientIpAnalyzers.Analyzers.Flow;
using ClientIpAnalyzers.Analyzers.Setup;

namespace ClientIpAnalyzers.Analyzers.Configuring;

/// <summary>CIP105: forwarded headers are taken into the pipeline, but no header is switched on.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class NotEnabledAnalyzer : ForwardedHeadersAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; }
        = ImmutableArray.Create(Descriptors.ForwardedHeadersNotEnabled);

    private protected override IEnumerable<Finding> Find(MemberAnalysis member, CancellationToken cancellation)
    {
        var model = member.Facts.Setup.Model(cancellation);
        foreach (var call in model.Calls.Where(call => member.Body.Holds(call.Call.Syntax)))
        {
            var isShared = call.Options is null || call.Site is { IsShared: true };
            var sites = isShared ? model.SharedSites.ToList() : call.Site is null ? [] : [call.Site];
            if (isShared ? MayBeSetElsewhere(model, member) : call.Site is null)
            {
                continue;
            }

            if (sites.All(site => site.Paths.Count > 0 && site.Paths.All(path => path.Flags.IsUnset && !path.IsHandedOn)))
            {
                yield return new(call.Call, DiagnosticSeverity.Warning) { Related = sites.FirstOrDefault()?.Origin };
            }
        }
    }

    private static bool MayBeSetElsewhere(ForwardedHeadersModel model, MemberAnalysis member)
        => model.IsLibrary
            || model.IsConfiguredUnseen
            || ForeignConfiguration.IsPossible(member.Facts.Sources.Compilation, member.Types.ForwardedHeadersOptions!)
            || EnvironmentSwitch.IsMentioned(member.Facts.Sources.Compilation, member.Options.AdditionalFiles);
}
