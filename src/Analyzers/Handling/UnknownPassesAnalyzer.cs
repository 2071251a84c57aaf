using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using ClientIpAnalyzers.Analyzers.Flow;

namespace ClientIpAnalyzers.Analyzers.Handling;

/// <summary>CIP306: a deny-list is asked about an address that may be missing, and its "no" lets the unknown pass.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UnknownPassesAnalyzer : MemberAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; }
        = ImmutableArray.Create(Descriptors.UnknownPasses);

    private protected override OperationKind[] CandidateKinds { get; } = [OperationKind.Invocation];

    private protected override bool IsCandidate(IOperation operation, MemberScan scan) => DenyLists.MayAsk(operation);

    private protected override void Analyze(MemberAnalysis member, Reporter reporter, CancellationToken cancellation)
    {
        var lists = new DenyLists(member);
        foreach (var operation in member.Body.Operations)
        {
            if (DenyLists.MayAsk(operation)
                && operation is IInvocationOperation call
                && lists.LetsUnknownPass(call)
                && !member.IsExempt(call))
            {
                reporter.Report(Descriptors.UnknownPasses, call, [call.InstanceOf()!.Syntax.ToString()]);
            }
        }
    }
}
