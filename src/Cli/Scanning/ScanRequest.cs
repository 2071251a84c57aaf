using Microsoft.CodeAnalysis;

namespace ClientIpAnalyzers.Cli.Scanning;

/// <summary>What the user asked for.</summary>
internal sealed record ScanRequest(
    string Path, bool Json, string? Sarif, DiagnosticSeverity Severity, IReadOnlyList<string> Excluded, IReadOnlyList<string> Ids);
