using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ClientIpAnalyzers.Analyzers.Flow;

/// <content>Checks that are written as a search for the peer, or as a pattern that it matches.</content>
internal sealed partial class GuardConditions
{
    /// <summary>What a call proves by coming back, provided that the peer is the only address it is given.</summary>
    public GuardFacts AfterReturn(IInvocationOperation call, Body body)
        => call.TargetMethod.IsFromFramework() || call.ExplicitArguments().Any(argument => IsGivenAddress(argument) && !peers.IsPeer(argument.Value, body))
            ? GuardFacts.None
            : helpers.OfReturn(call.TargetMethod);

    /// <summary><c>peer.ToString() is "10.0.0.1" or "10.0.0.2"</c>.</summary>
    private static Outcome OfPattern(IPatternOperation pattern) => pattern switch
    {
        IConstantPatternOperation constant => constant.Value.IsNullOrEmptyText() ? default : Outcome.Check,
        INegatedPatternOperation negated => OfPattern(negated.Pattern).Not(),
        IBinaryPatternOperation { OperatorKind: BinaryOperatorKind.Or } either => OfPattern(either.LeftPattern).Or(OfPattern(either.RightPattern)),
        IBinaryPatternOperation both => OfPattern(both.LeftPattern).And(OfPattern(both.RightPattern)),
        _ => default,
    };

    /// <summary><c>networks.FirstOrDefault(n => n.Contains(peer)) is not null</c>.</summary>
    private Outcome OfPresence(IOperation value, IPatternOperation pattern, Body body, int depth) => pattern switch
    {
        INegatedPatternOperation negated => OfPresence(value, negated.Pattern, body, depth).Not(),
        IConstantPatternOperation constant when constant.Value.IsNullOrDefault() => OfSearch(value, body, depth).Not(),
        IRecursivePatternOperation or IDeclarationPatternOperation or ITypePatternOperation => OfSearch(value, body, depth) with { WhenFalse = GuardFacts.None },
        _ => default,
    };

    /// <summary>What is known where a search has found something: an element, or a count above zero.</summary>
    private Outcome OfSearch(IOperation value, Body body, int depth)
        => value.Unwrap() is IInvocationOperation { TargetMethod.Name: "FirstOrDefault" or "SingleOrDefault" or "LastOrDefault" or "Find" or "Count" or "LongCount" } search
            && search.TargetMethod.IsFromFramework()
            && search.ExplicitArguments().Any(argument => AsksInside(argument.Value.Unwrap(), body, depth - 1))
                ? Outcome.Check
                : default;

    /// <summary><c>Count(...) &gt; 0</c>, <c>FindIndex(...) &gt;= 0</c>, <c>Array.IndexOf(list, peer) &gt; -1</c>, and their opposites.</summary>
    private Outcome OfOrder(IBinaryOperation comparison, Body body, int depth)
    {
        if (comparison.LeftOperand.Unwrap() is not IInvocationOperation search
            || comparison.RightOperand.ConstantValue is not { HasValue: true, Value: int bound }
            || !search.TargetMethod.IsFromFramework())
        {
            return default;
        }

        var isIndex = search.TargetMethod.Name is "FindIndex" or "IndexOf" or "BinarySearch";
        var asks = isIndex
            ? search.Arguments.Any(argument => peers.IsPeer(argument.Value, body)
                || AsksInside(argument.Value.Unwrap(), body, depth - 1)) && !peers.IsPeer(search.Instance, body)
            : OfSearch(search, body, depth) != default;
        var least = isIndex ? 0 : 1;
        return !asks ? default : comparison.OperatorKind switch
        {
            BinaryOperatorKind.GreaterThan when bound == least - 1 => Outcome.Check,
            BinaryOperatorKind.GreaterThanOrEqual when bound == least => Outcome.Check,
            BinaryOperatorKind.LessThan when bound == least => Outcome.Check.Not(),
            BinaryOperatorKind.LessThanOrEqual when bound == least - 1 => Outcome.Check.Not(),
            _ => default,
        };
    }
}
