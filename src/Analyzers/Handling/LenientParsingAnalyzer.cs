using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using ClientIpAnalyzers.Analyzers.Flow;

namespace ClientIpAnalyzers.Analyzers.Handling;

/// <summary>CIP305: header text is read by <c>IPAddress</c>, which accepts forms that no proxy writes.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class LenientParsingAnalyzer : MemberAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; }
        = ImmutableArray.Create(Descriptors.LenientParsing);

    private protected override OperationKind[] CandidateKinds { get; } = [OperationKind.Invocation, OperationKind.MethodReference];

    private protected override bool AppliesTo(CompilationFacts facts) => facts.Types.IPAddress is not null;

    private protected override bool IsCandidate(IOperation operation, MemberScan scan)
        => ParserOf(operation) is { } method && method.ContainingType.Is(scan.Facts.Types.IPAddress);

    private protected override void Analyze(MemberAnalysis member, Reporter reporter, CancellationToken cancellation)
    {
        var texts = new AddressTexts(member, asksCallers: true);
        foreach (var operation in member.Body.Operations)
        {
            if (ParserOf(operation) is { } method
                && method.ContainingType.Is(member.Types.IPAddress)
                && (texts.Of(TextOf(operation)) & TextOrigin.Header) != 0
                && !member.IsExempt(operation))
            {
                reporter.Report(Descriptors.LenientParsing, operation, ["IPAddress." + method.Name, method.Name]);
            }
        }
    }

    private static IMethodSymbol? ParserOf(IOperation operation)
    {
        var method = operation switch
        {
            IInvocationOperation { Arguments.Length: > 0 } call => call.TargetMethod,
            IMethodReferenceOperation reference => reference.Method,
            _ => null,
        };
        return method is { IsStatic: true, Name: "Parse" or "TryParse" } ? method : null;
    }

    /// <summary>The text that is parsed; for <c>parts.Select(IPAddress.Parse)</c> the sequence of texts.</summary>
    private static IOperation? TextOf(IOperation operation)
        => operation is IInvocationOperation call ? call.Arguments[0].Value : operation.ReceivingCall()?.InstanceOf();
}
