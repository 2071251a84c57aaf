using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ClientIpAnalyzers.Analyzers.Flow;

namespace ClientIpAnalyzers.Analyzers.Setup;

/// <summary>Evaluates conditions about how much is in the lists of trusted proxies; null where that is not known.</summary>
internal sealed class ListCounts(OptionsSubject subject)
{
    public bool? Evaluate(IOperation condition, ForwardedOptionsState state)
    {
        condition = condition.Unwrap();
        if (condition.ConstantValue is { HasValue: true, Value: bool constant })
        {
            return constant;
        }

        switch (condition)
        {
            case IUnaryOperation { OperatorKind: UnaryOperatorKind.Not } not:
                return !Evaluate(not.Operand, state);
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd } and:
                return (Evaluate(and.LeftOperand, state), Evaluate(and.RightOperand, state)) switch
                {
                    (false, _) or (_, false) => false,
                    (true, true) => true,
                    _ => null,
                };
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalOr } or:
                return (Evaluate(or.LeftOperand, state), Evaluate(or.RightOperand, state)) switch
                {
                    (true, _) or (_, true) => true,
                    (false, false) => false,
                    _ => null,
                };
            case IInvocationOperation { TargetMethod.Name: "Any" } any when Count(any.InstanceOf(), state) is { } count:
                return any.ExplicitArguments().Any() ? null : count.Maximum > 0;
            case IBinaryOperation comparison:
                return Compare(comparison, state);
            default:
                return null;
        }
    }

    private bool? Compare(IBinaryOperation comparison, ForwardedOptionsState state)
    {
        if (Sum(comparison.LeftOperand, state) is not { } left || Sum(comparison.RightOperand, state) is not { } right)
        {
            return null;
        }

        return comparison.OperatorKind switch
        {
            BinaryOperatorKind.GreaterThan => left.Minimum > right.Maximum ? true : left.Maximum <= right.Minimum ? false : null,
            BinaryOperatorKind.GreaterThanOrEqual => left.Minimum >= right.Maximum ? true : left.Maximum < right.Minimum ? false : null,
            BinaryOperatorKind.LessThan => left.Maximum < right.Minimum ? true : left.Minimum >= right.Maximum ? false : null,
            BinaryOperatorKind.LessThanOrEqual => left.Maximum <= right.Minimum ? true : left.Minimum > right.Maximum ? false : null,
            BinaryOperatorKind.Equals => IsSame(left, right),
            BinaryOperatorKind.NotEquals => !IsSame(left, right),
            _ => null,
        };
    }

    private static bool? IsSame((int Minimum, int Maximum) left, (int Minimum, int Maximum) right)
        => left.Minimum > right.Maximum || right.Minimum > left.Maximum
            ? false
            : left == right && left.Minimum == left.Maximum ? true : null;

    private (int Minimum, int Maximum)? Sum(IOperation value, ForwardedOptionsState state)
    {
        value = value.Unwrap();
        switch (value)
        {
            case { ConstantValue: { HasValue: true, Value: int constant } }:
                return (constant, constant);
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Add } sum
                when Sum(sum.LeftOperand, state) is { } left && Sum(sum.RightOperand, state) is { } right:
                return (left.Minimum + right.Minimum, left.Maximum == int.MaxValue || right.Maximum == int.MaxValue ? int.MaxValue : left.Maximum + right.Maximum);
            case IPropertyReferenceOperation { Property.Name: "Count" } count:
                return Count(count.Instance, state);
            case IInvocationOperation { TargetMethod.Name: "Count" } count when !count.ExplicitArguments().Any():
                return Count(count.InstanceOf(), state);
            default:
                return null;
        }
    }

    private (int Minimum, int Maximum)? Count(IOperation? list, ForwardedOptionsState state)
        => subject.ListOf(list) is not { } isProxies
            ? null
            : (isProxies ? state.Proxies : state.Networks) switch
            {
                TrustedList.Cleared => (0, 0),
                TrustedList.Filled => (1, int.MaxValue),
                _ => (0, int.MaxValue),
            };
}
