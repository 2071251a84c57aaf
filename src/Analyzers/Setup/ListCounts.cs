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

    /// <summary>
    /// Whether a condition holds only where there are proxies to add: <c>addresses.Length &gt; 0</c>, or a variable that
    /// was given that.
    /// </summary>
    public static bool AsksForProxies(IOperation condition, Body body, int depth = 4)
    {
        condition = condition.Unwrap();
        if (depth == 0)
        {
            return false;
        }

        switch (condition)
        {
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd } and:
                return AsksForProxies(and.LeftOperand, body, depth - 1) || AsksForProxies(and.RightOperand, body, depth - 1);
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalOr } either:
                return AsksForProxies(either.LeftOperand, body, depth - 1) && AsksForProxies(either.RightOperand, body, depth - 1);
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.GreaterThan or BinaryOperatorKind.GreaterThanOrEqual or BinaryOperatorKind.NotEquals } comparison:
                return comparison.LeftOperand.Unwrap() is IPropertyReferenceOperation { Property.Name: "Count" or "Length", Instance: { } counted }
                    && HoldsProxies(counted.Type);
            case IInvocationOperation { TargetMethod.Name: "Any" } any:
                return !any.ExplicitArguments().Any() && HoldsProxies(any.InstanceOf()?.Type);
            case ILocalReferenceOperation { Type.SpecialType: SpecialType.System_Boolean } local:
                var given = body.DefinitionsOf(local.Local).Where(definition
                    => definition.Source.ConstantValue is not { HasValue: true, Value: false }).ToList();
                return given.Count > 0 && given.All(definition
                    => definition.Kind == DefinitionKind.Value
                        && AsksForProxiesAgain(definition.Source, local.Local, body, depth - 1));
            default:
                return false;
        }
    }

    /// <summary><c>any = any || networks.Length &gt; 0</c>: what the variable was before counts for itself.</summary>
    private static bool AsksForProxiesAgain(IOperation value, ILocalSymbol variable, Body body, int depth)
        => value.Unwrap() is IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalOr, LeftOperand: ILocalReferenceOperation before } either
            && SymbolEqualityComparer.Default.Equals(before.Local, variable)
                ? AsksForProxies(either.RightOperand, body, depth)
                : AsksForProxies(value, body, depth);

    private static bool HoldsProxies(ITypeSymbol? list)
        => list.ElementType() is { Name: "IPAddress" or "IPNetwork" } element && element.IsFromFramework();

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
