using System.Text.RegularExpressions;
using ClientIpAnalyzers.Analyzers.Tests.Infrastructure;
using ClientIpAnalyzers.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace ClientIpAnalyzers.Analyzers.Tests.Robustness;

/// <summary>
/// The code of this test suite and of the rules' pages, broken at random places from fixed seeds: no rule, fix or
/// generator may throw on it.
/// </summary>
public partial class MutatedCodeTests
{
    private const int Parts = 8;
    private const int InPart = 40;

    private static readonly string[] Snippets = [.. OfPages().Concat(OfTests()).Distinct().Order(StringComparer.Ordinal)];

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, Parts)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Nothing_throws_on_code_with_tokens_lost_doubled_or_swapped(int seed)
    {
        var random = new Random(seed);
        for (var i = 0; i < InPart; i++)
        {
            var source = MutatedCode.Of(Snippets[random.Next(Snippets.Length)], random);
            var failures = await FailuresOnAsync(source);
            Assert.True(failures.Count == 0, string.Join(Environment.NewLine, failures.Append(source)));
        }
    }

    [Fact]
    public void There_are_many_snippets_to_break()
    {
        Assert.True(OfPages().Count() > 80, "docs/rules");
        Assert.True(OfTests().Count() > 300, "tests");
    }

    [Fact]
    public async Task A_rule_that_throws_would_be_noticed()
    {
        var failures = await FailuresOnAsync("class A { }", new ThrowingAnalyzer());
        Assert.Contains("Thrown on purpose", Assert.Single(failures), StringComparison.Ordinal);
    }

    private static async Task<IReadOnlyList<string>> FailuresOnAsync(string source, params DiagnosticAnalyzer[] more)
    {
        var failures = new List<string>();
        var project = FixRunner.CreateSolution(FixRunner.GlobalUsings, [source]).Projects.Single();
        var compilation = (await project.GetCompilationAsync(TestContext.Current.CancellationToken))!;

        var generated = CSharpGeneratorDriver.Create(new ClientIpGenerator()).RunGenerators(compilation, TestContext.Current.CancellationToken).GetRunResult();
        failures.AddRange(generated.Results.Select(result => result.Exception?.ToString()).OfType<string>());

        var analysis = compilation.WithAnalyzers([.. RuleRunner.AllAnalyzers, .. more], new CompilationWithAnalyzersOptions(
            project.AnalyzerOptions,
            (exception, _, _) =>
            {
                lock (failures)
                {
                    failures.Add(exception.ToString());
                }
            },
            concurrentAnalysis: true,
            logAnalyzerExecutionTime: false));
        foreach (var diagnostic in await analysis.GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken))
        {
            if (FixRunner.FixableIds.Contains(diagnostic.Id) && project.GetDocument(diagnostic.Location.SourceTree) is { } document)
            {
                try
                {
                    if (await FixRunner.ActionAsync(document, diagnostic) is { } action)
                    {
                        await action.GetOperationsAsync(TestContext.Current.CancellationToken);
                    }
                }
                catch (Exception failure) when (failure is not OperationCanceledException)
                {
                    failures.Add($"Fix of {diagnostic}: {failure}");
                }
            }
        }

        return failures;
    }

    private static IEnumerable<string> OfPages()
        => Directory.GetFiles(Path.Combine(TestReferences.RepositoryRoot, "docs", "rules"), "CIP*.md")
            .SelectMany(page => Block().Matches(File.ReadAllText(page)).Select(match => match.Groups[1].Value));

    /// <summary>Texts in tests that declare something.</summary>
    private static IEnumerable<string> OfTests()
        => Directory.GetFiles(Path.Combine(TestReferences.RepositoryRoot, "tests", "Analyzers.Tests"), "*Tests.cs", SearchOption.AllDirectories)
            .SelectMany(file => CSharpSyntaxTree.ParseText(File.ReadAllText(file)).GetRoot().DescendantNodes().OfType<LiteralExpressionSyntax>())
            .Where(literal => literal.IsKind(SyntaxKind.StringLiteralExpression))
            .Select(literal => literal.Token.ValueText)
            .Where(text => text.Length > 40 && (text.Contains("class ", StringComparison.Ordinal) || text.Contains("app.", StringComparison.Ordinal) || text.Contains("ctx", StringComparison.Ordinal)))
            .Select(text => text.Contains("class ", StringComparison.Ordinal) || text.Contains("app.", StringComparison.Ordinal) ? text : RuleRunner.InBody(text));

    [GeneratedRegex(@"```csharp\r?\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Block();

    [DiagnosticAnalyzer(LanguageNames.CSharp)]
    private sealed class ThrowingAnalyzer : DiagnosticAnalyzer
    {
        public override System.Collections.Immutable.ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
            [new("THROW", "", "", "", DiagnosticSeverity.Warning, isEnabledByDefault: true)];

        public override void Initialize(AnalysisContext context)
        {
            context.EnableConcurrentExecution();
            context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
            context.RegisterSyntaxTreeAction(tree =>
            {
                if (tree.Tree.FilePath.EndsWith("File0.cs", StringComparison.Ordinal))
                {
                    throw new InvalidOperationException("Thrown on purpose");
                }
            });
        }
    }
}
