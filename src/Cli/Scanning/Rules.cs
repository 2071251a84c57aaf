using System.Collections.Immutable;
using ClientIpAnalyzers.Analyzers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace ClientIpAnalyzers.Cli.Scanning;

/// <summary>The rules of the package.</summary>
internal static class Rules
{
    public static ImmutableArray<DiagnosticAnalyzer> All { get; } =
    [
        .. typeof(ClientIpAnalyzer).Assembly.GetTypes()
            .Where(type => !type.IsAbstract && type.IsSubclassOf(typeof(DiagnosticAnalyzer)))
            .OrderBy(type => type.Name, StringComparer.Ordinal)
            .Select(type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!),
    ];

    public static ImmutableArray<DiagnosticDescriptor> Descriptors { get; } =
    [
        .. All.SelectMany(analyzer => analyzer.SupportedDiagnostics).DistinctBy(rule => rule.Id).OrderBy(rule => rule.Id, StringComparer.Ordinal),
    ];

    /// <summary>Those that report one of the ids; all where none is named.</summary>
    public static ImmutableArray<DiagnosticAnalyzer> For(IReadOnlyCollection<string> ids)
        => ids.Count == 0 ? All : All.RemoveAll(analyzer => !analyzer.SupportedDiagnostics.Any(rule => ids.Contains(rule.Id)));
}
