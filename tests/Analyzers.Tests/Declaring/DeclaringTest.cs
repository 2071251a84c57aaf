using System.Collections.Immutable;
using System.Text;
using ClientIpAnalyzers.Analyzers.Declaring;
using ClientIpAnalyzers.Analyzers.Tests.Infrastructure;
using ClientIpAnalyzers.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace ClientIpAnalyzers.Analyzers.Tests.Declaring;

/// <summary>
/// Runs the rules about declarations over sources in which the expected reports are marked:
/// <c>{|CIP507:"waf"|}</c>, with <c>!</c>, <c>?</c> or <c>~</c> after the id for error, warning or information.
/// </summary>
internal static class DeclaringTest
{
    private const string Usings = "using ClientIpAnalyzers; using Microsoft.AspNetCore.Http; using Microsoft.AspNetCore.Mvc;\n";

    public static Task Verify(string source, params (string Path, string Text)[] files) => VerifyAll([source], files);

    public static async Task VerifyAll(string[] sources, params (string Path, string Text)[] files)
    {
        var expected = new List<string>();
        var parsed = sources.Select((source, index) => Unmark(Usings + source, index, expected)).ToArray();
        var diagnostics = await Run(parsed, files);
        var actual = diagnostics.Select(diagnostic => Describe(diagnostic, parsed));
        Assert.Equal(expected.Order(StringComparer.Ordinal), actual.Order(StringComparer.Ordinal));
    }

    /// <summary>The reports on a source without marks.</summary>
    public static Task<ImmutableArray<Diagnostic>> Reports(string source, params (string Path, string Text)[] files)
        => Run([Usings + source], files);

    /// <summary>The reports on a source and on what the generator adds to it, as in a real build.</summary>
    public static Task<ImmutableArray<Diagnostic>> ReportsWithGenerator(string source)
        => Run([Usings + source], [], new ClientIpGenerator().AsSourceGenerator());

    private static async Task<ImmutableArray<Diagnostic>> Run(
        string[] sources,
        (string Path, string Text)[] files,
        ISourceGenerator? generator = null)
    {
        var options = new CSharpParseOptions((LanguageVersion)1200);
        Compilation compilation = CSharpCompilation.Create(
            "Declared",
            sources.Select((source, index) => CSharpSyntaxTree.ParseText(source, options, path: $"{index}.cs")),
            TestReferences.WebAndRuntime,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        if (generator is not null)
        {
            var before = compilation.SyntaxTrees.Count();
            CSharpGeneratorDriver.Create([generator], parseOptions: options)
                .RunGeneratorsAndUpdateCompilation(compilation, out compilation, out _, TestContext.Current.CancellationToken);
            Assert.True(compilation.SyntaxTrees.Count() > before);
        }

        var failures = new List<Exception>();
        var analyzed = compilation.WithAnalyzers(
            [new DeclarationAnalyzer(), new CarrierAnalyzer()],
            new CompilationWithAnalyzersOptions(
                new AnalyzerOptions([.. files.Select(file => (AdditionalText)new File(file.Path, file.Text))]),
                (failure, _, _) => failures.Add(failure),
                concurrentAnalysis: true,
                logAnalyzerExecutionTime: false));
        var diagnostics = await analyzed.GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
        Assert.Empty(failures);
        return [.. diagnostics.Where(diagnostic => !diagnostic.IsSuppressed)];
    }

    private static string Describe(Diagnostic diagnostic, string[] sources)
    {
        var index = int.Parse(diagnostic.Location.SourceTree!.FilePath.Replace(".cs", ""));
        var span = diagnostic.Location.SourceSpan;
        return $"{index}:{span.Start} {diagnostic.Id} {diagnostic.Severity} {sources[index].Substring(span.Start, span.Length)}";
    }

    private static string Unmark(string source, int index, List<string> expected)
    {
        var text = new StringBuilder();
        var open = new Stack<(int Start, string Id)>();
        for (var position = 0; position < source.Length; position++)
        {
            if (string.CompareOrdinal(source, position, "{|CIP", 0, 5) == 0)
            {
                var colon = source.IndexOf(':', position);
                open.Push((text.Length, source[(position + 2)..colon]));
                position = colon;
            }
            else if (open.Count > 0 && string.CompareOrdinal(source, position, "|}", 0, 2) == 0)
            {
                var (start, id) = open.Pop();
                var severity = id[^1] switch { '!' => "Error", '?' => "Warning", _ => "Info" };
                expected.Add($"{index}:{start} {id[..^1]} {severity} {text.ToString(start, text.Length - start)}");
                position++;
            }
            else
            {
                text.Append(source[position]);
            }
        }

        return text.ToString();
    }

    private sealed class File(string path, string text) : AdditionalText
    {
        public override string Path => path;

        public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(text);
    }
}
