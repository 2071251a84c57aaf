using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ClientIpAnalyzers.Analyzers.Setup;

/// <summary>One place that makes or configures a <c>ForwardedHeadersOptions</c>, and what each path through it does.</summary>
/// <param name="Origin">The creation of the object, or the function that receives it.</param>
/// <param name="IsShared">Whether they are the container's options, which other places may configure as well.</param>
internal sealed record ForwardedOptionsSite(
    IOperation Origin,
    OptionsSubject Subject,
    bool IsShared,
    IReadOnlyList<ForwardedOptionsState> Paths);

/// <summary>A call of the framework's <c>UseForwardedHeaders</c>.</summary>
/// <param name="Options">The options it is given; null where it takes those of the container.</param>
/// <param name="Site">Where those options are made; null where they come from somewhere that is not followed.</param>
internal sealed record ForwardedHeadersCall(IInvocationOperation Call, IOperation? Options, ForwardedOptionsSite? Site);
