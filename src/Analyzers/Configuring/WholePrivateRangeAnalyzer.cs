using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ClientIpAnalyzers.Analyzers.Setup;

namespace ClientIpAnalyzers.Analyzers.Configuring;

/// <summary>CIP110: a whole private range is trusted.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class WholePrivateRangeAnalyzer : TrustedRangeAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; }
        = ImmutableArray.Create(Descriptors.WholePrivateRange);

    /// <summary>Silent where ranges hold everybody together, of which CIP102 says more.</summary>
    private protected override IEnumerable<IOperation> Select(IReadOnlyList<(IOperation Value, IReadOnlyList<AddressRange> Ranges)> added)
        => CompletesEverybody(added) is null
            ? added.Where(one => one.Ranges.Any(TrustedRange.HoldsPrivateRange)).Select(one => one.Value)
            : [];
}
