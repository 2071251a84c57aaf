using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ClientIpAnalyzers.Analyzers.Flow;

namespace ClientIpAnalyzers.Analyzers.Configuring;

/// <summary>CIP106: options given to the call replace those that are configured in the container.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class IgnoredOptionsAnalyzer : ForwardedHeadersAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; }
        = ImmutableArray.Create(Descriptors.IgnoredOptions);

    /// <summary>Present where the configured options enable something, so that the argument can go.</summary>
    internal const string CanDropProperty = "canDrop";

    private protected override IEnumerable<Finding> Find(MemberAnalysis member, CancellationToken cancellation)
    {
        var model = member.Facts.Setup.Model(cancellation);

        // Another pipeline may take the configured options.
        if (!model.IsConfiguredInContainer || model.Calls.Any(call => call.Options is null || call.Site is null or { IsShared: true }))
        {
            return [];
        }

        var canDrop = model.IsConfiguredUnseen || model.SharedSites.Any(site => site.Paths.Any(path => path.Flags.On != 0));
        var properties = canDrop ? ImmutableDictionary<string, string?>.Empty.Add(CanDropProperty, null) : null;
        return model.Calls.Select(call => new Finding(call.Options!, DiagnosticSeverity.Warning) { Properties = properties });
    }
}
