using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ClientIpAnalyzers.Analyzers.Flow;

namespace ClientIpAnalyzers.Analyzers.Reading;

/// <summary>CIP006: the name of a CGI variable is looked up among the headers, where only an attacker puts one.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class CgiNameAnalyzer : MemberAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; }
        = ImmutableArray.Create(Descriptors.CgiName);

    private protected override OperationKind[] CandidateKinds { get; } = [OperationKind.Invocation, OperationKind.PropertyReference];

    private protected override bool IsCandidate(IOperation operation, MemberScan scan)
        => scan.MayReadHeader(operation);

    private protected override void Analyze(MemberAnalysis member, Reporter reporter, CancellationToken cancellation)
    {
        var cgi = new HeaderReads(member, new HeaderNameValues(member.Types, member.Facts.Sources, ClientAddressHeaders.Cgi));
        var headers = new HeaderReads(member);
        foreach (var operation in member.Body.Operations)
        {
            // A check of the peer does not help: no proxy sets such a header. Among several names, the real ones say more.
            if (cgi.Match(operation) is { } read && headers.Match(operation) is null && !member.IsExempt(operation))
            {
                reporter.Report(Descriptors.CgiName, operation, [read.Name]);
            }
        }
    }
}
