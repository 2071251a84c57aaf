using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using ClientIpAnalyzers.Analyzers.Flow;

namespace ClientIpAnalyzers.Analyzers.Handling;

/// <summary>CIP304: <c>System.Net.IPNetwork</c> is asked about a network that wrongly contains IPv4-mapped addresses.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class FrameworkNetworkAnalyzer : MemberAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; }
        = ImmutableArray.Create(Descriptors.FrameworkNetwork);

    private protected override OperationKind[] CandidateKinds { get; } = [OperationKind.Invocation];

    /// <summary>.NET 8 compares correctly, and .NET 11 again.</summary>
    private protected override bool AppliesTo(CompilationFacts facts)
        => facts.Types.IPNetwork?.ContainingAssembly.Identity.Version.Major is 9 or 10;

    private protected override bool IsCandidate(IOperation operation, MemberScan scan) => Asks(operation, scan.Facts.Types);

    private protected override void Analyze(MemberAnalysis member, Reporter reporter, CancellationToken cancellation)
    {
        var constants = new NetworkConstants(member);
        foreach (var operation in member.Body.Operations)
        {
            if (Asks(operation, member.Types)
                && operation is IInvocationOperation { Arguments: [{ Value: var address }] } call
                && constants.FindAffected(call.InstanceOf()) is { } network
                && !IsNeverMapped(address, call, member))
            {
                reporter.Report(Descriptors.FrameworkNetwork, call, [network.Text, network.Example]);
            }
        }
    }

    private static bool Asks(IOperation operation, WellKnownTypes types)
        => operation is IInvocationOperation { TargetMethod.Name: "Contains" } call && call.TargetMethod.ContainingType.Is(types.IPNetwork);

    /// <summary>Whether mapped addresses are left out before, or have been mapped to IPv4.</summary>
    private static bool IsNeverMapped(IOperation address, IInvocationOperation call, MemberAnalysis member)
        => (new GuardAnalysis(member.Body, new MappedConditions(address)).FactsAt(call) & GuardFacts.CheckFailed) != 0
            || IsMappedToIPv4(address)
            || (Body.VariableOf(address.Unwrap()) is { } variable
                && member.Body.DefinitionsOf(variable).Any(definition => IsMappedToIPv4(definition.Source)));

    private static bool IsMappedToIPv4(IOperation value)
        => value.DescendantsAndSelf().Any(part => part is IInvocationOperation { TargetMethod.Name: "MapToIPv4" });
}
