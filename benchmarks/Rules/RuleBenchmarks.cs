using System.Collections.Immutable;
using BenchmarkDotNet.Attributes;
using ClientIpAnalyzers.Analyzers;
using ClientIpAnalyzers.Benchmarks.Checkout;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace ClientIpAnalyzers.Benchmarks.Rules;

/// <summary>
/// Each rule by itself over the same 100 files of a web application, beside an analyzer that does nothing: what is
/// above it is the rule's. Rules share what they find out, so the cost of all is less than the sum.
/// </summary>
[MemoryDiagnoser]
public class RuleBenchmarks
{
    private readonly ImmutableArray<SyntaxTree> _trees =
    [
        .. SyntheticCheckout.Library("Shop", 50).Concat(SyntheticCheckout.Web("Shop", 50, 50))
            .Select(file => CSharpSyntaxTree.ParseText(file.Text, path: file.Name)),
        CSharpSyntaxTree.ParseText(CompileCost.Usings, path: "Usings.cs"),
    ];

    private readonly ImmutableArray<MetadataReference> _references =
        [.. Build.Web.Append(Build.Runtime).Select(file => MetadataReference.CreateFromFile(file))];

    public static IEnumerable<string> Rules =>
    [
        nameof(EmptyAnalyzer),
        "all",
        .. All.Select(type => type.Name),
    ];

    [ParamsSource(nameof(Rules))]
    public string Rule { get; set; } = nameof(EmptyAnalyzer);

    private static IEnumerable<Type> All
        => typeof(ClientIpAnalyzer).Assembly.GetTypes()
            .Where(type => !type.IsAbstract && type.IsSubclassOf(typeof(DiagnosticAnalyzer)))
            .OrderBy(type => type.Name, StringComparer.Ordinal);

    /// <summary>A new compilation each time, as a build has; its files are parsed.</summary>
    [Benchmark]
    public async Task<int> Analyze()
    {
        var types = Rule switch
        {
            nameof(EmptyAnalyzer) => [typeof(EmptyAnalyzer)],
            "all" => All,
            _ => All.Where(type => type.Name == Rule),
        };
        var compilation = CSharpCompilation.Create(
            "Shop", _trees, _references, new CSharpCompilationOptions(OutputKind.ConsoleApplication, nullableContextOptions: NullableContextOptions.Enable));
        var analysis = compilation.WithAnalyzers([.. types.Select(type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!)]);
        return (await analysis.GetAnalyzerDiagnosticsAsync()).Length;
    }
}

/// <summary>What the compiler spends on any analyzer.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class EmptyAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        [new("EMPTY", "Nothing", "Nothing", "Benchmarks", DiagnosticSeverity.Warning, isEnabledByDefault: true)];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.Analyze | GeneratedCodeAnalysisFlags.ReportDiagnostics);
    }
}
