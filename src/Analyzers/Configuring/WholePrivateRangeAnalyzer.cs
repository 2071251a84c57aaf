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

    private protected override bool IsReported(AddressRange range) => TrustedRange.HoldsPrivateRange(range);
}
