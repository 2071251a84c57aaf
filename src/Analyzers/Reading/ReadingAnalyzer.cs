using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using ClientIpAnalyzers.Analyzers.Flow;

namespace ClientIpAnalyzers.Analyzers.Reading;

/// <summary>Reports what a rule found.</summary>
/// <param name="name">The property or header that was read, for the message.</param>
/// <param name="read">Where the value was read, if that is not where the mistake is.</param>
internal delegate void ReportRead(
    DiagnosticDescriptor descriptor,
    IOperation operation,
    DiagnosticSeverity severity,
    string name,
    IOperation? read = null);

/// <summary>
/// The frame of the rules about reads: one member at a time, and only members that hold a candidate are indexed.
/// </summary>
public abstract class ReadingAnalyzer : ClientIpAnalyzer
{
    private protected sealed override void Start(CompilationStartAnalysisContext context, WellKnownTypes types)
    {
        if (ReadingFacts.IsTestProject(context.Compilation))
        {
            return;
        }

        var facts = new ReadingFacts(context.Compilation, types);
        context.RegisterOperationBlockAction(block =>
        {
            if (block.OperationBlocks.IsEmpty)
            {
                return;
            }

            var options = ReadingOptions.Of(block.Options.AnalyzerConfigOptionsProvider, block.OperationBlocks[0].Syntax.SyntaxTree);
            var headers = new RequestHeaders(types, options.Headers);
            if (!block.OperationBlocks.Any(root => root.DescendantsAndSelf().Any(operation => IsCandidate(operation, facts, headers, options))))
            {
                return;
            }

            var body = new Body(
                block.OperationBlocks,
                block.OwningSymbol,
                root => block.OperationBlocks.FirstOrDefault(candidate => candidate == root || candidate.Parent == root) is { } owned
                    ? block.GetControlFlowGraph(owned)
                    : null);
            var member = new MemberAnalysis(body, facts, options, block.CancellationToken);
            Analyze(member, (descriptor, operation, severity, name, read)
                => Report(block, descriptor, operation.Syntax.GetLocation(), read?.Syntax.GetLocation(), severity, name));
        });
    }

    /// <summary>A cheap look at one operation: could the rule have something to say about it?</summary>
    private protected abstract bool IsCandidate(IOperation operation, ReadingFacts facts, RequestHeaders headers, ReadingOptions options);

    private protected abstract void Analyze(
        MemberAnalysis member,
        ReportRead report);

    private static void Report(
        OperationBlockAnalysisContext block,
        DiagnosticDescriptor descriptor,
        Location location,
        Location? read,
        DiagnosticSeverity severity,
        string name)
    {
        // Generated code is nobody's to repair, except where it stands for a line that somebody wrote: Razor.
        if (block.IsGeneratedCode && !location.GetMappedLineSpan().HasMappedPath)
        {
            return;
        }

        block.ReportDiagnostic(Diagnostic.Create(
            descriptor, location, severity, additionalLocations: read is null ? null : [read], properties: null, name));
    }

    /// <summary>Whether a request header may be read here, directly or by a helper that is given its name.</summary>
    private protected static bool MayReadHeader(IOperation operation, RequestHeaders headers, ReadingOptions options) => operation switch
    {
        IInvocationOperation call => call.Arguments.Any(argument => MayNameHeader(argument, options))
            || headers.Match(call, body: null) is not null,
        IPropertyReferenceOperation { Arguments.Length: 1 } indexer => MayNameHeader(indexer.Arguments[0], options)
            || headers.Match(indexer, body: null) is not null,
        _ => false,
    };

    private static bool MayNameHeader(IArgumentOperation argument, ReadingOptions options)
        => argument.Value.ConstantValue is { HasValue: true, Value: var constant }
            ? constant is string name && options.Headers.Contains(name)
            : argument.Value is IFieldReferenceOperation { Field: { IsReadOnly: true, Type.SpecialType: SpecialType.System_String } };
}
