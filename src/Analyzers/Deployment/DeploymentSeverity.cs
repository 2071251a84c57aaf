using Microsoft.CodeAnalysis;

namespace ClientIpAnalyzers.Analyzers.Deployment;

/// <summary>
/// The severity of the reports in deployment files. The compiler looks a severity by id up for code only, not for other
/// files, so <c>clientip_deployment_severity</c> stands in for it.
/// </summary>
internal readonly record struct DeploymentSeverity(bool IsOff, DiagnosticSeverity? Chosen)
{
    public static DeploymentSeverity Parse(string? text)
        => text?.Trim().ToLowerInvariant() switch
        {
            "none" => new(true, null),
            "silent" or "refactoring" => new(false, DiagnosticSeverity.Hidden),
            "suggestion" => new(false, DiagnosticSeverity.Info),
            "warning" => new(false, DiagnosticSeverity.Warning),
            "error" => new(false, DiagnosticSeverity.Error),
            _ => new(false, null),
        };

    /// <summary>
    /// May be above that of the descriptor: compilers drop a raised report only where every rule of its analyzer is
    /// milder than they show, and two of this one's are warnings.
    /// </summary>
    public DiagnosticSeverity For(DiagnosticDescriptor descriptor, SeverityPreset preset)
        => Chosen ?? (preset == SeverityPreset.Strict ? DiagnosticSeverity.Warning : preset.Apply(descriptor, graded: null));
}
