using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using ClientIpAnalyzers.Analyzers.Flow;

namespace ClientIpAnalyzers.Analyzers.Handling;

/// <summary>CIP303: IPv4-mapped addresses are handled in a way that breaks them or others.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MappedAddressAnalyzer : MemberAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; }
        = ImmutableArray.Create(Descriptors.MappedAddress);

    private protected override OperationKind[] CandidateKinds { get; } = [OperationKind.Invocation];

    private protected override bool AppliesTo(CompilationFacts facts) => facts.Types.IPAddress is not null;

    private protected override bool IsCandidate(IOperation operation, MemberScan scan)
        => MappedHandling.MayBeWrong(operation, scan.Facts.Types);

    private protected override void Analyze(MemberAnalysis member, Reporter reporter, CancellationToken cancellation)
    {
        var handling = new MappedHandling(member);
        foreach (var operation in member.Body.Operations)
        {
            if (MappedHandling.MayBeWrong(operation, member.Types)
                && operation is IInvocationOperation call
                && handling.WrongBecause(call) is { } reason)
            {
                reporter.Report(Descriptors.MappedAddress, call, [reason]);
            }
        }
    }
}
