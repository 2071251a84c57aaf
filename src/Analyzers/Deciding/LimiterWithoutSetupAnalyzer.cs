using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ClientIpAnalyzers.Analyzers.Flow;

namespace ClientIpAnalyzers.Analyzers.Deciding;

/// <summary>CIP203: a limiter counts by the connection's address although nothing makes that the client's.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class LimiterWithoutSetupAnalyzer : MemberAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; }
        = ImmutableArray.Create(Descriptors.LimiterWithoutSetup);

    private protected override OperationKind[] CandidateKinds => LimiterKeys.Kinds;

    // The set-up of a library is somebody else's.
    private protected override bool AppliesTo(CompilationFacts facts) => !facts.IsLibrary;

    private protected override bool IsCandidate(IOperation operation, MemberScan scan)
        => LimiterKeys.KeyOf(operation, scan.Facts.Types, scan.Owner) is not null;

    private protected override void Analyze(MemberAnalysis member, Reporter reporter, CancellationToken cancellation)
    {
        var reported = new HashSet<IOperation>();
        foreach (var operation in member.Body.Operations)
        {
            if (LimiterKeys.KeyOf(operation, member.Types, member.Body.Owner) is not { } key
                || member.IsExempt(operation)
                || ForgeableLimitKeyAnalyzer.Forged(key, member) is not null)
            {
                continue;
            }

            foreach (var origin in ValueOrigins.Of(key, member).Where(origin => origin.Kind == OriginKind.Peer).Take(1))
            {
                if (!member.HasSetup(cancellation) && reported.Add(origin.Read))
                {
                    reporter.Report(Descriptors.LimiterWithoutSetup, key, [origin.Name], related: origin.Read);
                }
            }
        }
    }
}
