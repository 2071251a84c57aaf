using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ClientIpAnalyzers.Analyzers.Flow;

/// <summary>
/// Follows code that sets something up along its paths: what holds at the end of each of them is kept apart, where
/// <see cref="FunctionFlow"/> keeps only what all of them have in common. Set-up code is short, so its tree is walked as
/// it stands; the number of states is bounded, and a path that throws leads nowhere.
/// </summary>
internal abstract class PathWalker<TState>
    where TState : struct, IEquatable<TState>
{
    private const int MaxStates = 64;
    private const int MaxDepth = 200;

    private HashSet<TState> _exits = [];
    private HashSet<TState> _breaks = [];
    private HashSet<TState> _continues = [];
    private int _depth;

    /// <summary>The states in which a function can be left.</summary>
    public HashSet<TState> WalkFunction(IOperation body, IEnumerable<TState> start)
    {
        var (outerExits, outerBreaks, outerContinues) = (_exits, _breaks, _continues);
        (_exits, _breaks, _continues) = ([], [], []);
        var end = Walk(body, [.. start]);
        end.UnionWith(_exits);
        (_exits, _breaks, _continues) = (outerExits, outerBreaks, outerContinues);
        return end;
    }

    /// <summary>What one operation, whose parts have been walked, does to a state.</summary>
    protected abstract IEnumerable<TState> Apply(IOperation operation, TState state);

    /// <summary>The state in which a branch is entered; null where the condition excludes it.</summary>
    protected virtual TState? Enter(IOperation condition, bool isTrue, TState state)
        => condition.ConstantValue is { HasValue: true, Value: bool constant } && constant != isTrue ? null : state;

    /// <summary>Whether the body of the loop runs once at least.</summary>
    protected virtual bool RunsAtLeastOnce(IForEachLoopOperation loop) => false;

    protected HashSet<TState> Walk(IOperation? operation, HashSet<TState> states)
    {
        if (operation is null || states.Count == 0 || _depth > MaxDepth)
        {
            return states;
        }

        _depth++;
        var result = WalkKnown(operation, states);
        _depth--;
        return result.Count > MaxStates ? [.. result.Take(MaxStates)] : result;
    }

    private HashSet<TState> WalkKnown(IOperation operation, HashSet<TState> states)
    {
        switch (operation)
        {
            case IAnonymousFunctionOperation or ILocalFunctionOperation:
                return ApplyAll(operation, states);
            case IMethodBodyOperation method:
                return Walk(method.BlockBody ?? method.ExpressionBody, states);
            case IConstructorBodyOperation constructor:
                return Walk(constructor.BlockBody ?? constructor.ExpressionBody, Walk(constructor.Initializer, states));
            case IConditionalOperation conditional:
                var decided = Walk(conditional.Condition, states);
                var whenTrue = Walk(conditional.WhenTrue, Entering(conditional.Condition, true, decided));
                return Union(whenTrue, Walk(conditional.WhenFalse, Entering(conditional.Condition, false, decided)));
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.ConditionalOr } logical:
                var left = Walk(logical.LeftOperand, states);
                return Union(left, Walk(logical.RightOperand, left));
            case ICoalesceOperation coalesce:
                var value = Walk(coalesce.Value, states);
                return Union(value, Walk(coalesce.WhenNull, value));
            case ISwitchOperation choice:
                return WalkSwitch(choice, Walk(choice.Value, states));
            case ISwitchExpressionOperation choice:
                var chosen = Walk(choice.Value, states);
                return choice.Arms.Aggregate(new HashSet<TState>(), (all, arm) => Union(all, Walk(arm.Value, chosen)));
            case ILoopOperation loop:
                return WalkLoop(loop, states);
            case ITryOperation attempt:
                return WalkTry(attempt, states);
            case IReturnOperation { Kind: OperationKind.Return } result:
                _exits.UnionWith(ApplyAll(result, Walk(result.ReturnedValue, states)));
                return [];
            case IThrowOperation:
                return [];
            case IBranchOperation { BranchKind: BranchKind.Break }:
                _breaks.UnionWith(states);
                return [];
            case IBranchOperation { BranchKind: BranchKind.Continue }:
                _continues.UnionWith(states);
                return [];
            default:
                var current = operation.ChildOperations.Aggregate(states, (before, child) => Walk(child, before));
                return ApplyAll(operation, current);
        }
    }

    private HashSet<TState> WalkSwitch(ISwitchOperation choice, HashSet<TState> states)
    {
        var outer = _breaks;
        _breaks = [];
        var end = new HashSet<TState>();
        foreach (var section in choice.Cases)
        {
            end.UnionWith(section.Body.Aggregate(states, (before, statement) => Walk(statement, before)));
        }

        if (!choice.Cases.Any(section => section.Clauses.Any(clause => clause is IDefaultCaseClauseOperation)))
        {
            end.UnionWith(states);
        }

        end.UnionWith(_breaks);
        _breaks = outer;
        return end;
    }

    private HashSet<TState> WalkLoop(ILoopOperation loop, HashSet<TState> states)
    {
        var (outerBreaks, outerContinues) = (_breaks, _continues);
        (_breaks, _continues) = ([], []);
        var (before, condition, entersFirst) = loop switch
        {
            IForEachLoopOperation each => (Walk(each.Collection, states), null, RunsAtLeastOnce(each)),
            IForLoopOperation counted => (counted.Before.Aggregate(states, (state, part) => Walk(part, state)), counted.Condition, false),
            IWhileLoopOperation repeated => (states, repeated.Condition, !repeated.ConditionIsTop),
            _ => (states, null, false),
        };
        var entered = condition is null || entersFirst ? before : Entering(condition, true, Walk(condition, before));
        var end = Walk(loop.Body, entered);
        end = Union(end, _continues);
        var never = condition is null ? before : Entering(condition, false, before);
        end = Union(Union(end, _breaks), entersFirst ? [] : never);
        (_breaks, _continues) = (outerBreaks, outerContinues);
        return end;
    }

    private HashSet<TState> WalkTry(ITryOperation attempt, HashSet<TState> states)
    {
        var body = Walk(attempt.Body, states);
        var thrown = Union(states, body);
        var end = attempt.Catches.Aggregate(body, (all, handler) => Union(all, Walk(handler.Handler, thrown)));
        return Walk(attempt.Finally, end);
    }

    private HashSet<TState> Entering(IOperation condition, bool isTrue, HashSet<TState> states)
        => [.. states.Select(state => Enter(condition, isTrue, state)).Where(state => state.HasValue).Select(state => state!.Value)];

    private HashSet<TState> ApplyAll(IOperation operation, HashSet<TState> states)
        => [.. states.SelectMany(state => Apply(operation, state))];

    private static HashSet<TState> Union(HashSet<TState> first, HashSet<TState> second) => [.. first.Concat(second)];
}
