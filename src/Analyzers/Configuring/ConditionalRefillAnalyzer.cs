using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ClientIpAnalyzers.Analyzers.Flow;

namespace ClientIpAnalyzers.Analyzers.Configuring;

/// <summary>CIP111: both lists are cleared, and proxies are added on some paths only.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ConditionalRefillAnalyzer : ForwardedHeadersAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; }
        = ImmutableArray.Create(Descriptors.ConditionalRefill);

    private protected override IEnumerable<Finding> Find(MemberAnalysis member, CancellationToken cancellation)
        => EmptyLists.Find(member.Facts.Setup.Model(cancellation), member.Options, isRefilledElsewhere: true);
}
