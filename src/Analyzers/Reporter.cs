using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace ClientIpAnalyzers.Analyzers;

/// <summary>Reports what a rule found in one member.</summary>
/// <param name="preset">What holds for the file, from <see cref="RuleOptions"/>.</param>
internal sealed class Reporter(Action<Diagnostic> report, bool isGeneratedCode, SeverityPreset preset = SeverityPreset.Recommended)
{
    /// <summary>Whether generated code stands for lines that somebody wrote; all other is not even looked at.</summary>
    public static bool MayReportInGenerated(SyntaxTree tree, CancellationToken cancellation) => tree.GetLineMappings(cancellation).Any();

    /// <summary>Reports at an operation.</summary>
    /// <param name="severity">Where this report is milder than its rule.</param>
    /// <param name="related">Where the value came from, if that is not where the mistake is; for the fix.</param>
    public void Report(
        DiagnosticDescriptor descriptor,
        IOperation operation,
        object?[] arguments,
        DiagnosticSeverity? severity = null,
        IOperation? related = null,
        ImmutableDictionary<string, string?>? properties = null)
        => Report(descriptor, operation.Syntax.GetLocation(), arguments, severity, related?.Syntax.GetLocation(), properties);

    /// <summary>Reports at a place in the code.</summary>
    public void Report(
        DiagnosticDescriptor descriptor,
        Location location,
        object?[] arguments,
        DiagnosticSeverity? severity = null,
        Location? related = null,
        ImmutableDictionary<string, string?>? properties = null)
    {
        // Generated code is nobody's to repair, except where it stands for a line that somebody wrote: Razor.
        if (isGeneratedCode && !location.GetMappedLineSpan().HasMappedPath)
        {
            return;
        }

        report(Diagnostic.Create(
            descriptor,
            location,
            preset.Apply(descriptor, severity),
            additionalLocations: related is null ? null : [related],
            properties: properties,
            messageArgs: arguments));
    }
}
