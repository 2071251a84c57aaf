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
        context.RegisterCompilationStartAction(StartIn);
    }

    /// <summary>Starts the rule for one compilation; for hosts that drive rules themselves.</summary>
    /// <param name="context">Is told what the rule wants to look at.</param>
    public void StartIn(CompilationStartAnalysisContext context)
    {
        var facts = CompilationFacts.Of(context.Compilation);
        if (facts.Types.HasRequests)
        {
            Start(context, facts);
        }
    }

    /// <summary>Registers the rule's actions; state lives in their closure, for this one compilation.</summary>
    private protected abstract void Start(CompilationStartAnalysisContext context, CompilationFacts facts);
}
