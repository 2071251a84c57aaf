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

    private protected override IEnumerable<Finding> Find(MemberAnalysis member, CancellationToken cancellation)
    {
        var model = member.Facts.Setup.Model(cancellation);

        // Another pipeline may take the configured options.
        if (!model.IsConfiguredInContainer || model.Calls.Any(call => call.Options is null || call.Site is null or { IsShared: true }))
        {
            return [];
        }

        return model.Calls.Select(call => new Finding(call.Options!, DiagnosticSeverity.Warning));
    }
}
