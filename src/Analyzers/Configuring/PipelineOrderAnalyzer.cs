using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ClientIpAnalyzers.Analyzers.Flow;

namespace ClientIpAnalyzers.Analyzers.Configuring;

/// <summary>The frame of the rules about what is put into a pipeline, and in which order.</summary>
public abstract class PipelineOrderAnalyzer : ForwardedHeadersAnalyzer
{
    private protected sealed override bool AppliesTo(CompilationFacts facts) => facts.Types.ApplicationBuilder is not null;

    /// <summary>Any call that is given a pipeline: a helper may do it all.</summary>
    private protected sealed override bool IsCandidate(IOperation operation, MemberScan scan)
        => operation is IInvocationOperation call
            && call.Arguments.Any(argument => argument.Value.Unwrap().Type.IsOrInherits(scan.Facts.Types.ApplicationBuilder));
}
