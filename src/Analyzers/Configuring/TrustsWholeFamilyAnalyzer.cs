using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ClientIpAnalyzers.Analyzers.Setup;

namespace ClientIpAnalyzers.Analyzers.Configuring;

/// <summary>CIP102: a range that holds every address is trusted, in whatever spelling, or several that do together.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class TrustsWholeFamilyAnalyzer : TrustedRangeAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; }
        = ImmutableArray.Create(Descriptors.TrustsWholeFamily);

    private protected override IEnumerable<IOperation> Select(IReadOnlyList<(IOperation Value, IReadOnlyList<AddressRange> Ranges)> added)
        => added.Where(one => one.Ranges.Any(TrustedRange.HoldsEverybody))
            .Select(one => one.Value)
            .Concat(CompletesEverybody(added) is { } value ? [value] : []);
}
