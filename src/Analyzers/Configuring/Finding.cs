using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace ClientIpAnalyzers.Analyzers.Configuring;

/// <summary>Something to report.</summary>
/// <param name="Place">Where.</param>
/// <param name="Severity">As the rule's, or milder.</param>
internal sealed record Finding(IOperation Place, DiagnosticSeverity Severity)
{
    public object?[] Arguments { get; init; } = [];

    /// <summary>The other place that the fix needs.</summary>
    public IOperation? Related { get; init; }

    public ImmutableDictionary<string, string?>? Properties { get; init; }
}
