using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ClientIpAnalyzers.Analyzers.Flow;
using ClientIpAnalyzers.Analyzers.Setup;

namespace ClientIpAnalyzers.Analyzers.Configuring;

/// <summary>
/// The frame of the rules about forwarded headers. What is wrong is found once for the whole compilation; each member
/// reports what lies in it, so that the reports are live.
/// </summary>
public abstract class ForwardedHeadersAnalyzer : MemberAnalyzer
{
    private protected sealed override OperationKind[] CandidateKinds { get; }
        = [OperationKind.Invocation, OperationKind.PropertyReference, OperationKind.ObjectCreation];

    private protected override bool AppliesTo(CompilationFacts facts) => facts.Types.ForwardedHeadersOptions is not null;

    private protected override bool IsCandidate(IOperation operation, MemberScan scan) => operation switch
    {
        IPropertyReferenceOperation reference => reference.Property.ContainingType.Is(scan.Facts.Types.ForwardedHeadersOptions),
        IObjectCreationOperation creation => creation.Type.Is(scan.Facts.Types.ForwardedHeadersOptions),
        IInvocationOperation call => SetupCalls.IsUseForwardedHeaders(call),
        _ => false,
    };

    private protected sealed override void Analyze(MemberAnalysis member, Reporter reporter, CancellationToken cancellation)
    {
        var worst = new Dictionary<SyntaxNode, Finding>();
        foreach (var finding in Find(member, cancellation))
        {
            // Several paths and callers lead to one place: it is reported once, for the worst of them.
            if (member.Body.Holds(finding.Place.Syntax)
                && (!worst.TryGetValue(finding.Place.Syntax, out var known) || known.Severity < finding.Severity))
            {
                worst[finding.Place.Syntax] = finding;
            }
        }

        foreach (var finding in worst.Values)
        {
            reporter.Report(SupportedDiagnostics[0], finding.Place, finding.Arguments, finding.Severity, finding.Related, finding.Properties);
        }
    }

    /// <summary>What is wrong in this member, or anywhere in the compilation.</summary>
    private protected abstract IEnumerable<Finding> Find(MemberAnalysis member, CancellationToken cancellation);
}
