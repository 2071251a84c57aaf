using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ClientIpAnalyzers.Analyzers.Flow;

namespace ClientIpAnalyzers.Analyzers.Configuring;

/// <summary>CIP101: both lists of trusted proxies are cleared and stay empty, which trusts everybody.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class TrustsEverybodyAnalyzer : ForwardedHeadersAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; }
        = ImmutableArray.Create(Descriptors.TrustsEverybody);

    private protected override IEnumerable<Finding> Find(MemberAnalysis member, CancellationToken cancellation)
        => EmptyLists.Find(member.Facts.Setup.Model(cancellation), member.Options, isRefilledElsewhere: false);
}
