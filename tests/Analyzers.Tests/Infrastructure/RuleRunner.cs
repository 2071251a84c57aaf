using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace ClientIpAnalyzers.Analyzers.Tests.Infrastructure;

/// <summary>
/// Runs every rule of the assembly over a piece of code, without the markup of the testing library: for tests that
/// ask which ids come out, at which severity and line, and for code that does not compile.
/// </summary>
internal static class RuleRunner
{
    public const string Usings = """
        using System;
        using System.Collections.Generic;
        using System.IO;
        using System.Linq;
        using System.Net;
        using System.Threading.Tasks;
        using Microsoft.AspNetCore.Builder;
        using Microsoft.AspNetCore.Http;
        using Microsoft.AspNetCore.Http.Features;
        using Microsoft.AspNetCore.HttpOverrides;
        using Microsoft.AspNetCore.Mvc;
        using Microsoft.Extensions.Configuration;
        using Microsoft.Extensions.DependencyInjection;
        using Microsoft.Extensions.Hosting;
        using Microsoft.Extensions.Logging;
        using Microsoft.Extensions.Primitives;

        """;

    private static readonly Dictionary<string, string> NoFiles = [];

    private static readonly string GlobalUsings = Usings.Replace("using ", "global using ", StringComparison.Ordinal);

    public static ImmutableArray<DiagnosticAnalyzer> AllAnalyzers { get; } =
    [
        .. typeof(ClientIpAnalyzer).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(DiagnosticAnalyzer)) && !type.IsAbstract)
            .Select(type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!),
    ];

    /// <summary>The diagnostics of every rule, in the order of the code. Analyzer failures throw.</summary>
    public static async Task<IReadOnlyList<Diagnostic>> RunAsync(
        string source,
        OutputKind output = OutputKind.ConsoleApplication,
        IReadOnlyDictionary<string, string>? options = null,
        IEnumerable<MetadataReference>? references = null,
        bool mustCompile = true,
        string path = "Test.cs",
        IReadOnlyDictionary<string, string>? files = null,
        params string[] more)
    {
        var parse = new CSharpParseOptions(LanguageVersion.CSharp13);
        var trees = new List<SyntaxTree>
        {
            CSharpSyntaxTree.ParseText(SourceText.From(source), parse, path),
            CSharpSyntaxTree.ParseText(GlobalUsings, parse, "Usings.cs"),
        };
        trees.AddRange(more.Select((text, index) => CSharpSyntaxTree.ParseText(text, parse, $"Other{index}.cs")));
        var hasProgram = trees.Any(tree => tree.GetRoot().DescendantNodes().Any(node
            => node.IsKind(SyntaxKind.GlobalStatement)
                || node is Microsoft.CodeAnalysis.CSharp.Syntax.MethodDeclarationSyntax { Identifier.ValueText: "Main" }));
        if (!hasProgram && output == OutputKind.ConsoleApplication)
        {
            trees.Add(CSharpSyntaxTree.ParseText("internal static class EntryPoint { private static void Main() { } }", parse, "EntryPoint.cs"));
        }

        var compilation = CSharpCompilation.Create(
            "App",
            trees,
            references ?? TestReferences.WebAndRuntime,
            new CSharpCompilationOptions(output, nullableContextOptions: NullableContextOptions.Enable));
        if (mustCompile)
        {
            Assert.Empty(compilation.GetDiagnostics(TestContext.Current.CancellationToken).Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
        }

        var failures = new List<string>();
        var withAnalyzers = compilation.WithAnalyzers(AllAnalyzers, new CompilationWithAnalyzersOptions(
            new AnalyzerOptions([.. (files ?? NoFiles).Select(file => new TextFile(file.Key, file.Value))], new FixedOptions(options ?? new Dictionary<string, string>())),
            (exception, analyzer, _) => failures.Add(analyzer + ": " + exception),
            concurrentAnalysis: true,
            logAnalyzerExecutionTime: false));
        var found = await withAnalyzers.GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
        Assert.Empty(failures);
        Assert.DoesNotContain(found, diagnostic => diagnostic.Id == "AD0001");

        // A preset has a line for each rule of one severity: a rule that grades its reports has to be known as such.
        Assert.All(
            found.Where(diagnostic => diagnostic.Severity != diagnostic.DefaultSeverity && options is null),
            diagnostic => Assert.True(
                GradedRules.Ids.Contains(diagnostic.Id),
                $"{diagnostic.Id} is reported as {diagnostic.Severity}: add it to GradedRules."));
        return [.. found.OrderBy(diagnostic => diagnostic.Location.SourceSpan.Start).ThenBy(diagnostic => diagnostic.Id)];
    }

    /// <summary>The ids of the rules about reads, each with <c>i</c> appended where it is only an information.</summary>
    public static async Task<string> IdsAsync(
        string source,
        OutputKind output = OutputKind.ConsoleApplication,
        IReadOnlyDictionary<string, string>? options = null,
        params string[] more)
        => string.Join(" ", (await RunAsync(source, output, options, more: more))
            .Where(IsAboutReading)
            .Select(diagnostic => diagnostic.Id + (diagnostic.Severity == DiagnosticSeverity.Info ? "i" : "")));

    /// <summary>The ids of the rules about reading, binding and deciding by addresses, marked the same way.</summary>
    public static async Task<string> AccessIdsAsync(string source)
        => string.Join(" ", (await RunAsync(source))
            .Where(diagnostic => IsAboutReading(diagnostic) || diagnostic.Descriptor.Category == "ClientIp.Deciding" || diagnostic.Id == "CIP515")
            .Select(diagnostic => diagnostic.Id + (diagnostic.Severity == DiagnosticSeverity.Info ? "i" : "")));

    public static bool IsAboutReading(Diagnostic diagnostic) => diagnostic.Descriptor.Category == "ClientIp.Reading";

    /// <summary>The same for the body of a method that has <c>ctx</c>, a logger and a set of proxies at hand.</summary>
    public static Task<string> IdsInBodyAsync(string body, IReadOnlyDictionary<string, string>? options = null)
        => IdsAsync(InBody(body), options: options);

    public static string InBody(string body) => $$"""
        public class Sample(ILogger<Sample> logger, HashSet<IPAddress> proxies, List<System.Net.IPNetwork> networks, Settings settings)
        {
            public object? Get(HttpContext ctx)
            {
                {{body}}
            }

            private static bool IsTrustedProxy(IPAddress? peer) => peer is not null;
            private static Task<bool> IsTrustedProxyAsync(IPAddress? peer) => Task.FromResult(true);
            private static bool LooksValid(string? text) => text is not null;
            private object? Keep() => (logger, proxies, networks, settings, IsTrustedProxy(null), LooksValid(""), IsTrustedProxyAsync(null));
        }

        public class Settings
        {
            public bool TrustProxyHeaders { get; set; }
            public bool Verbose { get; set; }
            public string? OriginSecret { get; set; }
            public string RealIpHeader { get; set; } = "X-Real-IP";
        }
        """;

    /// <summary>An additional file.</summary>
    internal sealed class TextFile(string path, string text) : AdditionalText
    {
        private readonly SourceText _text = SourceText.From(text);

        public override string Path { get; } = path;

        public override SourceText GetText(CancellationToken cancellationToken = default) => _text;
    }

    private sealed class FixedOptions(IReadOnlyDictionary<string, string> values) : AnalyzerConfigOptionsProvider
    {
        public override AnalyzerConfigOptions GlobalOptions { get; } = new Options(values);

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => GlobalOptions;

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => GlobalOptions;

        private sealed class Options(IReadOnlyDictionary<string, string> values) : AnalyzerConfigOptions
        {
            public override IEnumerable<string> Keys => values.Keys;

            public override bool TryGetValue(string key, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out string? value)
                => values.TryGetValue(key, out value);
        }
    }
}
