using Microsoft.CodeAnalysis;

namespace ClientIpAnalyzers.Analyzers;

/// <summary>
/// What becomes of the severity of a report under the build property <c>ClientIpPreset</c>. A rule grades what it
/// finds, and a line per id in a configuration file would flatten that: so rules ask here. What users set by id or
/// category is applied by the compiler afterwards, and wins.
/// </summary>
internal enum SeverityPreset
{
    /// <summary>Each report as the rule grades it.</summary>
    Recommended,

    /// <summary>What would be an information is a warning.</summary>
    Strict,

    /// <summary>Every report is an information.</summary>
    Audit,
}

internal static class SeverityPresets
{
    public static SeverityPreset Parse(string? text)
        => Enum.TryParse<SeverityPreset>(text?.Trim(), ignoreCase: true, out var preset) ? preset : SeverityPreset.Recommended;

    /// <param name="graded">The severity that the rule chose for this report; null for its own.</param>
    public static DiagnosticSeverity Apply(this SeverityPreset preset, DiagnosticDescriptor descriptor, DiagnosticSeverity? graded)
    {
        var severity = graded ?? descriptor.DefaultSeverity;
        return preset switch
        {
            SeverityPreset.Strict when severity == DiagnosticSeverity.Info && descriptor.DefaultSeverity > severity => DiagnosticSeverity.Warning,
            SeverityPreset.Audit => severity < DiagnosticSeverity.Info ? severity : DiagnosticSeverity.Info,
            _ => severity,
        };
    }
}
