using System.Collections.Immutable;
using ClientIpAnalyzers.Analyzers.Declaring;
using ClientIpAnalyzers.Analyzers.Tests.Infrastructure;
using ClientIpAnalyzers.CodeFixes.Declaring;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace ClientIpAnalyzers.Analyzers.Tests.Declaring;

public sealed class ClearHostBitsFixTests
{
    [Theory]
    [InlineData("\"10.20.0.9/24\"", "\"10.20.0.0/24\"")]
    [InlineData("@\"10.20.0.9/24\"", "@\"10.20.0.0/24\"")]
    [InlineData("\"\"\"10.20.0.9/24\"\"\"", "\"\"\"10.20.0.0/24\"\"\"")]
    [InlineData("\"2001:DB8::1/48\"", "\"2001:db8::/48\"")]
    [InlineData("\"::ffff:10.0.0.1/104\"", "\"10.0.0.0/8\"")]
    [InlineData("\"10.0.0.0/24, 10.1.0.1/24 ,110.1.0.1/24\"", "\"10.0.0.0/24, 10.1.0.0/24 ,110.1.0.0/24\"")]
    [InlineData("\"\\u0031" + "0.20.0.9/24\"", "\"10.20.0.0/24\"")]
    [InlineData("/* a */ \"10.20.0.9/24\" /* b */, \"10.30.0.9/24\"", "/* a */ \"10.20.0.0/24\" /* b */, \"10.30.0.0/24\"")]
    public async Task The_host_bits_of_all_ranges_are_cleared(string ranges, string mended)
    {
        const string shape = "using ClientIpAnalyzers;\n[ClientIpSource(\"X-Forwarded-For\", Via = [\"alb\"])]\n[TrustedHop(\"alb\", {0})] // why\npartial class P {{ }}\n";
        var solution = Solution(string.Format(System.Globalization.CultureInfo.InvariantCulture, shape, ranges));
        foreach (var scope in new[] { FixAllScope.Document, FixAllScope.Project, FixAllScope.Solution })
        {
            var text = await Text(await FixAll(solution, scope));
            Assert.Equal(string.Format(System.Globalization.CultureInfo.InvariantCulture, shape, mended), text);
        }
    }

    [Fact]
    public async Task One_fix_mends_one_range_and_leaves_the_other()
    {
        var solution = Solution("using ClientIpAnalyzers;\n[ClientIpSource(\"X-Forwarded-For\", Trust = [\"10.1.0.1/24,10.2.0.1/24\"])] partial class P { }");
        var document = solution.Projects.Single().Documents.Single();
        var diagnostics = await Diagnostics(document.Project);
        Assert.Equal(2, diagnostics.Length);
        var action = Assert.Single(await Actions(document, diagnostics[1]));
        var mended = await Text(((ApplyChangesOperation)Assert.Single(await action.GetOperationsAsync(TestContext.Current.CancellationToken))).ChangedSolution);
        Assert.Contains("\"10.1.0.1/24,10.2.0.0/24\"", mended, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_range_from_a_constant_is_reported_without_a_fix()
    {
        var solution = Solution("using ClientIpAnalyzers;\n[ClientIpSource(\"X-Forwarded-For\", Trust = [P.Range])] partial class P { public const string Range = \"10.1.0.1/24\"; }");
        var document = solution.Projects.Single().Documents.Single();
        Assert.Empty(await Actions(document, Assert.Single(await Diagnostics(document.Project))));
    }

    private static async Task<Solution> FixAll(Solution solution, FixAllScope scope)
    {
        var document = solution.Projects.Single().Documents.Single();
        var diagnostics = await Diagnostics(document.Project);
        var action = (await Actions(document, diagnostics[0])).Single();
        var context = new FixAllContext(
            document,
            new ClearHostBitsFix(),
            scope,
            action.EquivalenceKey!,
            [DiagnosticIds.HostBits],
            new Provider(),
            TestContext.Current.CancellationToken);
        var all = await new ClearHostBitsFix().GetFixAllProvider().GetFixAsync(context);
        var changed = ((ApplyChangesOperation)(await all!.GetOperationsAsync(TestContext.Current.CancellationToken)).Single()).ChangedSolution;

        // What is mended is not reported again.
        Assert.Empty(await Diagnostics(changed.Projects.Single()));
        return changed;
    }

    private static async Task<List<CodeAction>> Actions(Document document, Diagnostic diagnostic)
    {
        var actions = new List<CodeAction>();
        await new ClearHostBitsFix().RegisterCodeFixesAsync(
            new CodeFixContext(document, diagnostic, (action, _) => actions.Add(action), TestContext.Current.CancellationToken));
        return actions;
    }

    private static async Task<ImmutableArray<Diagnostic>> Diagnostics(Project project)
    {
        var compilation = (await project.GetCompilationAsync())!;
        var diagnostics = await compilation.WithAnalyzers([new DeclarationAnalyzer()], project.AnalyzerOptions).GetAnalyzerDiagnosticsAsync();
        return [.. diagnostics.Where(diagnostic => diagnostic.Id == DiagnosticIds.HostBits)];
    }

    private static async Task<string> Text(Solution solution)
        => (await solution.Projects.Single().Documents.Single().GetTextAsync()).ToString();

    private static Solution Solution(string source)
    {
        var workspace = new AdhocWorkspace();
        var project = workspace.AddProject("Declared", LanguageNames.CSharp)
            .WithParseOptions(new CSharpParseOptions((LanguageVersion)1200))
            .WithCompilationOptions(new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary))
            .WithMetadataReferences(TestReferences.WebAndRuntime);
        return project.AddDocument("0.cs", source).Project.Solution;
    }

    private sealed class Provider : FixAllContext.DiagnosticProvider
    {
        public override async Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken)
            => await Diagnostics(project);

        public override async Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken)
            => await Diagnostics(document.Project);

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken)
            => Task.FromResult<IEnumerable<Diagnostic>>([]);
    }
}
