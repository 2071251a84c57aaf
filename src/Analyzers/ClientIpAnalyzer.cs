using Microsoft.CodeAnalysis.Diagnostics;

namespace ClientIpAnalyzers.Analyzers;

/// <summary>
/// What every rule has in common: it runs concurrently, sees the code that Razor generates, and costs nothing in a
/// compilation that has no type of which a client's address could be read.
/// </summary>
public abstract class ClientIpAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public sealed override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(
            GeneratedCodeAnalysisFlags.Analyze | GeneratedCodeAnalysisFlags.ReportDiagnostics);
        context.RegisterCompilationStartAction(start =>
        {
            var facts = CompilationFacts.Of(start.Compilation);
            if (facts.Types.HasRequests)
            {
                Start(start, facts);
            }
        });
    }

    /// <summary>Registers the rule's actions; state lives in their closure, for this one compilation.</summary>
    private protected abstract void Start(CompilationStartAnalysisContext context, CompilationFacts facts);
}
