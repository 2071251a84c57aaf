using System.Collections.Concurrent;
using System.Collections.Immutable;
using ClientIpAnalyzers.Analyzers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace ClientIpAnalyzers.Cli.Scanning;

/// <summary>
/// Runs the rules over one compilation. The compiler's driver binds every member of every file before it asks a rule
/// anything, which takes several times as long as the rules do. So each file is first shown to the rules directly, and
/// only where one of them has something to report the driver decides what becomes of it: it knows about suppressions,
/// severities and generated code.
/// </summary>
/// <param name="failed">Told of every exception of a rule.</param>
internal sealed class ProjectAnalysis(
    CSharpCompilation compilation, ImmutableArray<DiagnosticAnalyzer> rules, AnalyzerOptions options, Action<Exception, DiagnosticAnalyzer> failed)
{
    /// <summary>Files in which a rule has something to report.</summary>
    private readonly ConcurrentDictionary<SyntaxTree, bool> _reported = new();

    /// <summary>Rules that reported a symbol: the driver declares some symbols only in a run over the whole.</summary>
    private readonly ConcurrentDictionary<DiagnosticAnalyzer, bool> _aboutSymbols = new();

    public async Task<IReadOnlyCollection<Diagnostic>> RunAsync(CancellationToken cancellation)
    {
        var actions = rules.Select(rule => Start(rule, cancellation)).OfType<RuleActions>().ToList();
        Parallel.ForEach(compilation.SyntaxTrees, new ParallelOptions { CancellationToken = cancellation }, tree => Look(tree, actions, cancellation));

        var driver = compilation.WithAnalyzers(rules, new CompilationWithAnalyzersOptions(
            options, (exception, rule, _) => failed(exception, rule), concurrentAnalysis: true, logAnalyzerExecutionTime: false));
        var found = new ConcurrentBag<Diagnostic>();
        await Parallel.ForEachAsync(_reported.Keys, cancellation, async (tree, token) =>
        {
            Keep(await driver.GetAnalysisResultAsync(tree, token));
            Keep(await driver.GetAnalysisResultAsync(driver.Compilation.GetSemanticModel(tree), filterSpan: null, token));
        });
        if (!_aboutSymbols.IsEmpty)
        {
            (await driver.GetAnalyzerDiagnosticsAsync([.. _aboutSymbols.Keys], cancellation)).ToList().ForEach(found.Add);
        }

        var readers = actions.Where(actions => actions.ReadsOtherFiles).Select(actions => actions.Rule).ToImmutableArray();
        if (!readers.IsEmpty)
        {
            await Parallel.ForEachAsync(options.AdditionalFiles, cancellation, async (file, token) => Keep(await driver.GetAnalysisResultAsync(file, readers, token)));
        }

        return found;

        void Keep(AnalysisResult result)
        {
            foreach (var diagnostic in result.GetAllDiagnostics())
            {
                found.Add(diagnostic);
            }
        }
    }

    private RuleActions? Start(DiagnosticAnalyzer rule, CancellationToken cancellation)
    {
        RuleActions? actions = null;
        Guard(rule, () => actions = RuleActions.Of(rule, compilation, options, cancellation), cancellation);
        return actions;
    }

    private void Look(SyntaxTree tree, IReadOnlyList<RuleActions> actions, CancellationToken cancellation)
    {
        var model = compilation.GetSemanticModel(tree);
        var symbols = actions.Any(rule => rule.AsksFor(SymbolKind.NamedType) || rule.AsksFor(SymbolKind.Method) || rule.AsksFor(SymbolKind.Property))
            ? DeclaredIn(model, cancellation).ToList()
            : [];
        var isSilent = IsGenerated(tree, cancellation) && !tree.GetLineMappings(cancellation).Any();
        foreach (var rule in actions.Where(rule => !isSilent || rule.Rule is not MemberAnalyzer))
        {
            Guard(
                rule.Rule,
                () =>
                {
                    rule.Look(model, Report, cancellation);
                    symbols.ForEach(symbol => rule.Look(symbol, _ => _aboutSymbols[rule.Rule] = true, cancellation));
                },
                cancellation);
        }

        void Report(Diagnostic diagnostic) => _reported[diagnostic.Location.SourceTree ?? tree] = true;
    }

    private void Guard(DiagnosticAnalyzer rule, Action action, CancellationToken cancellation)
    {
        try
        {
            action();
        }
        catch (Exception failure) when (failure is not OperationCanceledException || !cancellation.IsCancellationRequested)
        {
            failed(failure, rule);
        }
    }

    /// <summary>By the option or the comment alone: what the driver finds out beyond that it may do for itself.</summary>
    private bool IsGenerated(SyntaxTree tree, CancellationToken cancellation)
        => compilation.Options.SyntaxTreeOptionsProvider?.IsGenerated(tree, cancellation) switch
        {
            GeneratedKind.MarkedGenerated => true,
            GeneratedKind.NotGenerated => false,
            _ => tree.GetRoot(cancellation).GetLeadingTrivia().Any(trivia => trivia.ToString() is { } comment
                && comment.StartsWith("//", StringComparison.Ordinal)
                && comment.Contains("<auto-generated", StringComparison.OrdinalIgnoreCase)),
        };

    /// <summary>Types, methods and properties: what rules ask for.</summary>
    private static IEnumerable<ISymbol> DeclaredIn(SemanticModel model, CancellationToken cancellation)
        => model.SyntaxTree.GetRoot(cancellation)
            .DescendantNodes(node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax or TypeDeclarationSyntax)
            .Where(node => node is BaseTypeDeclarationSyntax or DelegateDeclarationSyntax or MethodDeclarationSyntax or PropertyDeclarationSyntax)
            .Select(node => model.GetDeclaredSymbol(node, cancellation))
            .OfType<ISymbol>();
}
