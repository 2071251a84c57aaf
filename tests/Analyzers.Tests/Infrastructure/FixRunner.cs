using System.Collections.Immutable;
using ClientIpAnalyzers.CodeFixes.Reading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace ClientIpAnalyzers.Analyzers.Tests.Infrastructure;

/// <summary>Applies the fixes of the assembly in a real workspace: one by one, or all in a scope.</summary>
internal static class FixRunner
{
    private static readonly ImmutableArray<CodeFixProvider> Providers =
    [
        .. typeof(UseAccessorFixProvider).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(CodeFixProvider)) && !type.IsAbstract)
            .Select(type => (CodeFixProvider)Activator.CreateInstance(type)!),
    ];

    public static IReadOnlySet<string> FixableIds { get; } = Providers.SelectMany(provider => provider.FixableDiagnosticIds).ToHashSet(StringComparer.Ordinal);

    /// <summary>A solution with one project per set of files; the usings are global ones, as web projects have them.</summary>
    public static Solution CreateSolution(string? usings, params string[][] projects)
    {
        var solution = new AdhocWorkspace().CurrentSolution;
        foreach (var (files, index) in projects.Select((files, index) => (files, index)))
        {
            var id = ProjectId.CreateNewId();
            solution = solution.AddProject(ProjectInfo.Create(
                id,
                VersionStamp.Create(),
                "App" + index,
                "App" + index,
                LanguageNames.CSharp,
                compilationOptions: new CSharpCompilationOptions(OutputKind.ConsoleApplication, nullableContextOptions: NullableContextOptions.Enable),
                parseOptions: new CSharpParseOptions(LanguageVersion.CSharp13),
                metadataReferences: TestReferences.WebAndRuntime));
            foreach (var (text, number) in files.Select((text, number) => (text, number)))
            {
                solution = solution.AddDocument(DocumentId.CreateNewId(id), $"File{number}.cs", SourceText.From(text));
            }

            if (usings is not null)
            {
                solution = solution.AddDocument(DocumentId.CreateNewId(id), "Usings.cs", usings);
            }

            if (!files.Any(text => CSharpSyntaxTree.ParseText(text).GetRoot().ChildNodes().Any(node => node.IsKind(SyntaxKind.GlobalStatement))))
            {
                solution = solution.AddDocument(DocumentId.CreateNewId(id), "EntryPoint.cs", "internal static class EntryPoint { private static void Main() { } }");
            }
        }

        return solution;
    }

    public static string GlobalUsings { get; } = RuleRunner.Usings.Replace("using ", "global using ", StringComparison.Ordinal);

    public static async Task<ImmutableArray<Diagnostic>> DiagnosticsAsync(Project project)
    {
        var compilation = await project.GetCompilationAsync(TestContext.Current.CancellationToken);
        return [.. (await compilation!.WithAnalyzers(RuleRunner.AllAnalyzers).GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken))
            .OrderBy(diagnostic => diagnostic.Location.SourceSpan.Start)];
    }

    /// <summary>Applies the fix of the first diagnostic that has one, until none has.</summary>
    public static async Task<Solution> FixEachAsync(Solution solution)
    {
        for (var round = 0; round < 20; round++)
        {
            var before = solution;
            foreach (var project in solution.Projects)
            {
                foreach (var diagnostic in await DiagnosticsAsync(project))
                {
                    if (solution == before && await ActionAsync(solution.GetDocument(diagnostic.Location.SourceTree!)!, diagnostic) is { } action)
                    {
                        solution = await ChangedAsync(action);
                    }
                }
            }

            if (solution == before)
            {
                return solution;
            }
        }

        throw new InvalidOperationException("The fixes do not come to an end.");
    }

    public static async Task<CodeAction?> ActionAsync(Document document, Diagnostic diagnostic)
    {
        CodeAction? action = null;
        foreach (var provider in Providers.Where(provider => provider.FixableDiagnosticIds.Contains(diagnostic.Id)))
        {
            await provider.RegisterCodeFixesAsync(new CodeFixContext(
                document, diagnostic, (found, _) => action ??= found, TestContext.Current.CancellationToken));
        }

        return action;
    }

    public static async Task<Solution> FixAllAsync(Solution solution, FixAllScope scope, string id)
    {
        var provider = Providers.First(candidate => candidate.FixableDiagnosticIds.Contains(id));
        var document = solution.Projects.First().Documents.First();
        var context = scope == FixAllScope.Document
            ? new FixAllContext(document, provider, scope, null, [id], new Diagnostics(), TestContext.Current.CancellationToken)
            : new FixAllContext(document.Project, provider, scope, null, [id], new Diagnostics(), TestContext.Current.CancellationToken);
        var action = await provider.GetFixAllProvider()!.GetFixAsync(context);
        return action is null ? solution : await ChangedAsync(action);
    }

    public static async Task<string> TextAsync(Solution solution, int project = 0, string file = "File0.cs")
        => (await solution.Projects.ElementAt(project).Documents.Single(document => document.Name == file).GetTextAsync()).ToString();

    public static async Task AssertCompilesAsync(Solution solution)
    {
        foreach (var project in solution.Projects)
        {
            var compilation = await project.GetCompilationAsync(TestContext.Current.CancellationToken);
            Assert.Empty(compilation!.GetDiagnostics(TestContext.Current.CancellationToken).Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
        }
    }

    private static async Task<Solution> ChangedAsync(CodeAction action)
        => (await action.GetOperationsAsync(TestContext.Current.CancellationToken)).OfType<ApplyChangesOperation>().Single().ChangedSolution;

    private sealed class Diagnostics : FixAllContext.DiagnosticProvider
    {
        public override async Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken)
            => await DiagnosticsAsync(project);

        public override async Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken)
        {
            var tree = await document.GetSyntaxTreeAsync(cancellationToken);
            return (await DiagnosticsAsync(document.Project)).Where(diagnostic => diagnostic.Location.SourceTree == tree);
        }

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken)
            => Task.FromResult<IEnumerable<Diagnostic>>([]);
    }
}
