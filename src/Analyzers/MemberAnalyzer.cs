using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using ClientIpAnalyzers.Analyzers.Flow;

namespace ClientIpAnalyzers.Analyzers;

/// <summary>
/// The frame of the rules that look at code: one member at a time. A rule first takes a cheap look at single
/// operations; only members that hold a candidate are analysed, and what is found out about one is shared by all rules.
/// </summary>
public abstract class MemberAnalyzer : ClientIpAnalyzer
{
    /// <summary>Whether the rule also looks at test projects, where addresses are made up on purpose.</summary>
    private protected virtual bool LooksAtTests => false;

    private protected sealed override void Start(CompilationStartAnalysisContext context, CompilationFacts facts)
    {
        if ((facts.IsTestProject && !LooksAtTests) || !AppliesTo(facts))
        {
            return;
        }

        context.RegisterOperationBlockAction(block =>
        {
            if (block.OperationBlocks.IsEmpty)
            {
                return;
            }

            var first = block.OperationBlocks[0];
            var scan = facts.ScanOf(first, () => new MemberScan(
                block.OperationBlocks,
                block.OwningSymbol,
                facts,
                RuleOptions.Of(block.Options, first.Syntax.SyntaxTree)));
            if (scan.Any(CandidateKinds, operation => IsCandidate(operation, scan)))
            {
                scan.Analyze(member => Analyze(member, new Reporter(block.ReportDiagnostic, block.IsGeneratedCode), block.CancellationToken));
            }
        });
    }

    /// <summary>The kinds of operation that <see cref="IsCandidate"/> is asked about; no others are.</summary>
    private protected abstract OperationKind[] CandidateKinds { get; }

    /// <summary>Whether the compilation has the types that the rule is about.</summary>
    private protected virtual bool AppliesTo(CompilationFacts facts) => true;

    /// <summary>A cheap look at one operation: could the rule have something to say about it?</summary>
    private protected abstract bool IsCandidate(IOperation operation, MemberScan scan);

    private protected abstract void Analyze(MemberAnalysis member, Reporter reporter, CancellationToken cancellation);
}
