using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace ClientIpAnalyzers.Cli.Scanning;

#pragma warning disable CS0618 // The compiler's driver is the host meant for rules; here it judges what was found, and does not do the looking.

/// <summary>What one rule wants to look at in one compilation.</summary>
internal sealed class RuleActions : CompilationStartAnalysisContext
{
    private readonly List<Action<SemanticModelAnalysisContext>> _models = [];
    private readonly List<Action<SyntaxTreeAnalysisContext>> _trees = [];
    private readonly List<(ImmutableArray<SymbolKind> Kinds, Action<SymbolAnalysisContext> Action)> _symbols = [];

    private RuleActions(DiagnosticAnalyzer rule, Compilation compilation, AnalyzerOptions options, CancellationToken cancellation)
        : base(compilation, options, cancellation) => Rule = rule;

    public DiagnosticAnalyzer Rule { get; }

    /// <summary>Whether it also reads files that are no code.</summary>
    public bool ReadsOtherFiles { get; private set; }

    public static RuleActions Of(DiagnosticAnalyzer rule, Compilation compilation, AnalyzerOptions options, CancellationToken cancellation)
    {
        var actions = new RuleActions(rule, compilation, options, cancellation);
        rule.Initialize(new Registration(start => start(actions)));
        return actions;
    }

    public void Look(SemanticModel model, Action<Diagnostic> report, CancellationToken cancellation)
    {
        foreach (var action in _trees)
        {
            action(new SyntaxTreeAnalysisContext(model.SyntaxTree, Options, report, static _ => true, cancellation));
        }

        foreach (var action in _models)
        {
            action(new SemanticModelAnalysisContext(model, Options, report, static _ => true, cancellation));
        }
    }

    public bool AsksFor(SymbolKind kind) => _symbols.Exists(asked => asked.Kinds.Contains(kind));

    public void Look(ISymbol symbol, Action<Diagnostic> report, CancellationToken cancellation)
    {
        foreach (var (kinds, action) in _symbols)
        {
            if (kinds.Contains(symbol.Kind))
            {
                action(new SymbolAnalysisContext(symbol, Compilation, Options, report, static _ => true, cancellation));
            }
        }
    }

    public override void RegisterSemanticModelAction(Action<SemanticModelAnalysisContext> action) => _models.Add(action);

    public override void RegisterSyntaxTreeAction(Action<SyntaxTreeAnalysisContext> action) => _trees.Add(action);

    public override void RegisterSymbolAction(Action<SymbolAnalysisContext> action, ImmutableArray<SymbolKind> symbolKinds) => _symbols.Add((symbolKinds, action));

    public override void RegisterAdditionalFileAction(Action<AdditionalFileAnalysisContext> action) => ReadsOtherFiles = true;

    // No rule has others: they would have the compiler bind every member, or walk every node, of every file.
    public override void RegisterCompilationEndAction(Action<CompilationAnalysisContext> action) => throw new NotSupportedException();

    public override void RegisterCodeBlockAction(Action<CodeBlockAnalysisContext> action) => throw new NotSupportedException();

    public override void RegisterCodeBlockStartAction<TLanguageKindEnum>(Action<CodeBlockStartAnalysisContext<TLanguageKindEnum>> action)
        => throw new NotSupportedException();

    public override void RegisterSyntaxNodeAction<TLanguageKindEnum>(Action<SyntaxNodeAnalysisContext> action, ImmutableArray<TLanguageKindEnum> syntaxKinds)
        => throw new NotSupportedException();

    /// <summary>What a rule asks for before any compilation, which for those of the package is the start of one.</summary>
    private sealed class Registration(Action<Action<CompilationStartAnalysisContext>> start) : AnalysisContext
    {
        public override void EnableConcurrentExecution()
        {
        }

        public override void ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags analysisMode)
        {
        }

        public override void RegisterCompilationStartAction(Action<CompilationStartAnalysisContext> action) => start(action);

        public override void RegisterCompilationAction(Action<CompilationAnalysisContext> action) => throw new NotSupportedException();

        public override void RegisterSemanticModelAction(Action<SemanticModelAnalysisContext> action)
            => start(actions => actions.RegisterSemanticModelAction(action));

        public override void RegisterSymbolAction(Action<SymbolAnalysisContext> action, ImmutableArray<SymbolKind> symbolKinds)
            => start(actions => actions.RegisterSymbolAction(action, symbolKinds));

        public override void RegisterCodeBlockStartAction<TLanguageKindEnum>(Action<CodeBlockStartAnalysisContext<TLanguageKindEnum>> action)
            => throw new NotSupportedException();

        public override void RegisterCodeBlockAction(Action<CodeBlockAnalysisContext> action) => throw new NotSupportedException();

        public override void RegisterSyntaxTreeAction(Action<SyntaxTreeAnalysisContext> action)
            => start(actions => actions.RegisterSyntaxTreeAction(action));

        public override void RegisterSyntaxNodeAction<TLanguageKindEnum>(Action<SyntaxNodeAnalysisContext> action, ImmutableArray<TLanguageKindEnum> syntaxKinds)
            => throw new NotSupportedException();
    }
}
