using Microsoft.CodeAnalysis;

namespace ClientIpAnalyzers.Cli.Scanning;

/// <summary>One finding, where a reader finds it: the path relative to what was scanned, lines and columns from 1.</summary>
internal sealed record Finding(
    string File, int Line, int Column, int EndLine, int EndColumn, DiagnosticSeverity Severity, string Message, DiagnosticDescriptor Rule)
{
    public string Id => Rule.Id;

    public string SeverityName => Severity switch
    {
        DiagnosticSeverity.Error => "error",
        DiagnosticSeverity.Warning => "warning",
        _ => "info",
    };

    /// <summary>Null for a diagnostic that stands nowhere.</summary>
    public static Finding? From(Diagnostic diagnostic, string root)
    {
        var span = diagnostic.Location.GetMappedLineSpan();
        return span.IsValid
            ? new Finding(
                Path.GetRelativePath(root, span.Path).Replace('\\', '/'),
                span.StartLinePosition.Line + 1,
                span.StartLinePosition.Character + 1,
                span.EndLinePosition.Line + 1,
                span.EndLinePosition.Character + 1,
                diagnostic.Severity,
                diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture),
                diagnostic.Descriptor)
            : null;
    }

    /// <summary>In the order of files and lines; once where a file belongs to several projects, at its highest severity.</summary>
    public static IReadOnlyList<Finding> Sorted(IEnumerable<Finding> findings) =>
    [
        .. findings
            .GroupBy(finding => (finding.File, finding.Line, finding.Column, finding.Id))
            .Select(same => same.MaxBy(finding => finding.Severity)!)
            .OrderBy(finding => finding.File, StringComparer.Ordinal)
            .ThenBy(finding => finding.Line)
            .ThenBy(finding => finding.Column)
            .ThenBy(finding => finding.Id, StringComparer.Ordinal),
    ];
}
