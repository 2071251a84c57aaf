using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ClientIpAnalyzers.Analyzers.Flow;

namespace ClientIpAnalyzers.Analyzers;

/// <summary>
/// The frame of the rules that look at code: one member at a time. Only files that mention something of the
/// <see cref="Searching.Vocabulary"/> are bound at all. In them a rule first takes a cheap look at single operations; only
/// members that hold a candidate are analysed, and what is found out about one is shared by all rules.
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

        context.RegisterSemanticModelAction(file =>
        {
            if (file.IsGeneratedCode && !Reporter.MayReportInGenerated(file.SemanticModel.SyntaxTree, file.CancellationToken))
            {
                return;
            }

            foreach (var scan in facts.ScansOf(file.SemanticModel, file.Options, file.CancellationToken))
            {
                if (scan.Any(CandidateKinds, operation => IsCandidate(operation, scan)))
                {
                    var reporter = new Reporter(file.ReportDiagnostic, file.IsGeneratedCode, scan.Options.Preset);
                    scan.Analyze(member => Analyze(member, reporter, file.CancellationToken));
                }
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
