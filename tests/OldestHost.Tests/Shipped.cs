using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace ClientIpAnalyzers.OldestHost.Tests;

/// <summary>The three files that the package ships for the compiler, loaded as a compiler loads them.</summary>
internal static class Shipped
{
    private static readonly List<AnalyzerLoadFailureEventArgs> s_failures = [];

    public static IReadOnlyList<string> Files { get; } =
    [
        .. Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "shipped"), "*.dll").Order(StringComparer.Ordinal),
    ];

    private static readonly AnalyzerFileReference[] s_references = [.. Files.Select(Load)];

    public static IReadOnlyList<DiagnosticAnalyzer> Analyzers { get; } =
        [.. s_references.SelectMany(reference => reference.GetAnalyzers(LanguageNames.CSharp))];

    public static IReadOnlyList<ISourceGenerator> Generators { get; } =
        [.. s_references.SelectMany(reference => reference.GetGenerators(LanguageNames.CSharp))];

    /// <summary>What the compiler would report as CS8032 and CS8033, or say nothing about.</summary>
    public static IReadOnlyList<string> LoadFailures
        => [.. s_failures.Select(failure => $"{failure.ErrorCode}: {failure.TypeName} {failure.Message}")];

    public static IReadOnlyList<string> RuleIds { get; } =
    [
        .. Analyzers.SelectMany(analyzer => analyzer.SupportedDiagnostics)
            .Select(rule => rule.Id)
            .Distinct()
            .Order(StringComparer.Ordinal),
    ];

    public static Assembly CodeFixes
        => Loader.Instance.LoadFromPath(Files.Single(file => file.EndsWith(".CodeFixes.dll", StringComparison.Ordinal)));

    private static AnalyzerFileReference Load(string file)
    {
        var reference = new AnalyzerFileReference(file, Loader.Instance);
        reference.AnalyzerLoadFailed += (_, failure) => s_failures.Add(failure);
        return reference;
    }

    private sealed class Loader : IAnalyzerAssemblyLoader
    {
        public static Loader Instance { get; } = new();

        public void AddDependencyLocation(string fullPath)
        {
            // Files beside the one that is loaded are found without being announced.
        }

        public Assembly LoadFromPath(string fullPath) => Assembly.LoadFrom(fullPath);
    }
}
