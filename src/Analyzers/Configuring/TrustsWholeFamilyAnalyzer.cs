using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ClientIpAnalyzers.Analyzers.Setup;

namespace ClientIpAnalyzers.Analyzers.Configuring;

/// <summary>CIP102: a range that holds every address is trusted, in whatever spelling.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class TrustsWholeFamilyAnalyzer : TrustedRangeAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; }
        = ImmutableArray.Create(Descriptors.TrustsWholeFamily);

    private protected override bool IsReported(AddressRange range) => TrustedRange.HoldsEverybody(range);
}
