using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.Loader;
using ClientIpAnalyzers.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace ClientIpAnalyzers.Conformance.Engines;

/// <summary>
/// Compiles source together with what the generator adds, against the framework that this process runs on, and loads
/// the result: no download, no file.
/// </summary>
internal static class InMemoryCompiler
{
    private static readonly ImmutableArray<MetadataReference> s_references = FindReferences();

    public static CSharpParseOptions ParseOptions { get; } = new(
        LanguageVersion.CSharp12, DocumentationMode.Diagnose);

    public static CSharpCompilation Compile(IEnumerable<string> sources, string assemblyName)
        => CSharpCompilation.Create(
            assemblyName,
            sources.Select((source, index) => CSharpSyntaxTree.ParseText(source, ParseOptions, $"Source{index}.cs")),
            s_references,
            new CSharpCompilationOptions(
                OutputKind.DynamicallyLinkedLibrary,
                optimizationLevel: OptimizationLevel.Release,
                nullableContextOptions: NullableContextOptions.Enable,
                checkOverflow: true));

    /// <summary>A driver that records its steps.</summary>
    public static GeneratorDriver CreateDriver(
        IEnumerable<AdditionalText>? files = null, AnalyzerConfigOptionsProvider? options = null, IIncrementalGenerator? generator = null)
        => CSharpGeneratorDriver.Create(
            [(generator ?? new ClientIpGenerator()).AsSourceGenerator()],
            files,
            ParseOptions,
            options,
            new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));

    /// <summary>Everything the compiler says, hidden remarks left out.</summary>
    public static ImmutableArray<Diagnostic> DiagnosticsOf(Compilation compilation)
        => [.. compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity > DiagnosticSeverity.Hidden)];

    public static Assembly Load(Compilation compilation)
        => TryLoad(compilation, out var assembly, out var problem) ? assembly : throw new InvalidOperationException(problem);

    /// <param name="compilation">What to load.</param>
    /// <param name="assembly">The result.</param>
    /// <param name="problem">What the compiler says where there is none.</param>
    public static bool TryLoad(
        Compilation compilation, [NotNullWhen(true)] out Assembly? assembly, [NotNullWhen(false)] out string? problem)
    {
        using var image = new MemoryStream();
        var emitted = compilation.Emit(image);
        if (!emitted.Success)
        {
            assembly = null;
            problem = string.Join(
                Environment.NewLine, emitted.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
            return false;
        }

        image.Position = 0;
        assembly = new AssemblyLoadContext(compilation.AssemblyName).LoadFromStream(image);
        problem = null;
        return true;
    }

    private static ImmutableArray<MetadataReference> FindReferences()
    {
        var trusted = (string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!;
        var folders = new[] { typeof(object), typeof(Microsoft.AspNetCore.Http.HttpContext) }
            .Select(type => Path.GetDirectoryName(type.Assembly.Location))
            .ToHashSet();
        return
        [
            .. trusted.Split(Path.PathSeparator)
                .Where(path => folders.Contains(Path.GetDirectoryName(path)))
                .Append(typeof(ClientIp).Assembly.Location)
                .Select(path => MetadataReference.CreateFromFile(path)),
        ];
    }
}
