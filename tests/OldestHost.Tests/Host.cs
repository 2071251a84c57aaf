using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace ClientIpAnalyzers.OldestHost.Tests;

/// <summary>What the compiler of the oldest supported SDK does with a project that uses the package: C# 12.</summary>
internal static class Host
{
    private const string Usings = """
        global using System;
        global using System.Collections.Generic;
        global using System.Linq;
        global using System.Threading.Tasks;
        global using ClientIpAnalyzers;
        global using Microsoft.AspNetCore.Builder;
        global using Microsoft.AspNetCore.Http;
        global using Microsoft.Extensions.DependencyInjection;
        """;

    private static readonly CSharpParseOptions s_options = new(LanguageVersion.CSharp12);

    private static readonly MetadataReference[] s_references =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(file => Path.GetFileName(file) is var name
                && (name.StartsWith("System.", StringComparison.Ordinal)
                    || name.StartsWith("Microsoft.AspNetCore.", StringComparison.Ordinal)
                    || name.StartsWith("Microsoft.Extensions.", StringComparison.Ordinal)
                    || name is "ClientIpAnalyzers.dll" or "netstandard.dll"))
            .Select(file => MetadataReference.CreateFromFile(file)),
    ];

    public static CSharpCompilation Compile(string source)
        => CSharpCompilation.Create(
            "Application",
            [CSharpSyntaxTree.ParseText(Usings, s_options, "Usings.cs"), CSharpSyntaxTree.ParseText(source, s_options, "Code.cs")],
            s_references,
            new CSharpCompilationOptions(OutputKind.ConsoleApplication, nullableContextOptions: NullableContextOptions.Enable));

    /// <summary>Runs the shipped generator, as a build does before it asks the analyzers.</summary>
    public static GeneratorDriverRunResult Generate(Compilation compilation, out Compilation output, out ImmutableArray<Diagnostic> diagnostics)
        => CSharpGeneratorDriver.Create(Shipped.Generators, parseOptions: s_options)
            .RunGeneratorsAndUpdateCompilation(compilation, out output, out diagnostics, TestContext.Current.CancellationToken)
            .GetRunResult();

    /// <summary>What every shipped analyzer reports, the generator having run; failures of analyzers are among it.</summary>
    public static async Task<IReadOnlyList<Diagnostic>> Analyze(string source, params IEnumerable<AdditionalText> files)
    {
        Generate(Compile(source), out var output, out _);
        var diagnostics = await output
            .WithAnalyzers([.. Shipped.Analyzers], new AnalyzerOptions([.. files]))
            .GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
        return diagnostics;
    }
}
