using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ClientIpAnalyzers.Analyzers.Flow;

/// <summary>
/// What a rule wants to know from conditions: the flow analysis asks it about each bool expression that has no
/// operator for "not", "and" or "or" at its top, and finds out where what it proves holds on every path.
/// </summary>
internal interface IConditionFacts
{
    Outcome Of(IOperation? condition, Body body);

    /// <summary>What holds once a call has come back.</summary>
    GuardFacts AfterReturn(IInvocationOperation call, Body body);
}
