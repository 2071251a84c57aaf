using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using ClientIpAnalyzers.Analyzers.Flow;

namespace ClientIpAnalyzers.Analyzers.Reading;

/// <summary>CIP004: the connection's address is overwritten with what a header says.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class AddressFromHeaderAnalyzer : MemberAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; }
        = ImmutableArray.Create(Descriptors.AddressFromHeader);

    private protected override OperationKind[] CandidateKinds { get; } = [OperationKind.SimpleAssignment, OperationKind.CoalesceAssignment];

    /// <summary>The header reads that this rule reports at the assignment they reach.</summary>
    internal static ISet<IOperation> ReadsIn(MemberAnalysis member)
        => new HashSet<IOperation>(Find(member).Select(found => found.Origin.Read));

    private protected override bool IsCandidate(IOperation operation, MemberScan scan)
        => operation is IAssignmentOperation assignment && scan.Facts.Peers.ReadProperty(assignment.Target) is not null;

    private protected override void Analyze(MemberAnalysis member, Reporter reporter, CancellationToken cancellation)
    {
        foreach (var (assignment, origin) in Find(member))
        {
            var isMinor = (member.Guards.FactsAt(assignment) & (GuardFacts.FlagOn | GuardFacts.FlagOff)) != 0;
            reporter.Report(
                Descriptors.AddressFromHeader, assignment, [origin.Name], isMinor ? DiagnosticSeverity.Info : null, related: origin.Read);
        }
    }

    private static IEnumerable<(IAssignmentOperation Assignment, Origin Origin)> Find(MemberAnalysis member)
    {
        if (member.Options.AssumesFirewall)
        {
            yield break;
        }

        foreach (var assignment in member.Body.Operations.OfType<IAssignmentOperation>())
        {
            if (member.Peers.ReadProperty(assignment.Target) is null
                || member.IsExempt(assignment)
                || (member.Guards.FactsAt(assignment) & GuardFacts.Checked) != 0)
            {
                continue;
            }

            // Any header: what is written into the address is meant as one, whatever the header's name.
            foreach (var origin in ValueOrigins.Of(assignment.Value, member)
                .Where(origin => origin.Kind is OriginKind.ClientHeader or OriginKind.OtherHeader).Take(1))
            {
                yield return (assignment, origin);
            }
        }
    }
}
