using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ClientIpAnalyzers.Analyzers.Flow;

namespace ClientIpAnalyzers.Analyzers.Handling;

/// <summary>What a condition proves about one address or its text: "checked" is that there is one.</summary>
internal sealed class KnownConditions(IOperation address) : IConditionFacts
{
    private const int MaxDepth = 6;

    public GuardFacts AfterReturn(IInvocationOperation call, Body body) => GuardFacts.None;

    public Outcome Of(IOperation? condition, Body body)
    {
        switch (condition?.Unwrap())
        {
            case IUnaryOperation { OperatorKind: UnaryOperatorKind.Not } not:
                return Of(not.Operand, body).Not();
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd } and:
                return Of(and.LeftOperand, body).And(Of(and.RightOperand, body));
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalOr } or:
                return Of(or.LeftOperand, body).Or(Of(or.RightOperand, body));
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.NotEquals } differs:
                return OfNull(differs.LeftOperand, differs.RightOperand, body);
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals } equals:
                return OfNull(equals.LeftOperand, equals.RightOperand, body).Not();
            case IPropertyReferenceOperation { Property.Name: "HasValue" or "IsKnown" } property when Concerns(property.Instance, body):
                return Outcome.Check;
            case IIsPatternOperation test when Concerns(test.Value, body):
                return OfPattern(test.Pattern);
            case IIsTypeOperation test when Concerns(test.ValueOperand, body):
                return Outcome.Check;
            case IInvocationOperation { TargetMethod.Name: "IsNullOrEmpty" or "IsNullOrWhiteSpace", Arguments: [{ Value: var text }] } when Concerns(text, body):
                return Outcome.Check.Not();
            case IInvocationOperation call when call.TargetMethod.Name.StartsWith("Try", StringComparison.Ordinal)
                && call.Arguments.Any(argument => argument.Parameter?.RefKind == RefKind.Out && Concerns(argument.Value, body)):
                return Outcome.Check;
            default:
                return default;
        }
    }

    private Outcome OfNull(IOperation left, IOperation right, Body body)
        => (right.IsNullOrEmptyText() && Concerns(left, body)) || (left.IsNullOrEmptyText() && Concerns(right, body)) ? Outcome.Check : default;

    private static Outcome OfPattern(IPatternOperation pattern) => pattern switch
    {
        INegatedPatternOperation negated => OfPattern(negated.Pattern).Not(),
        IConstantPatternOperation { Value: var value } when value.IsNullOrDefault() => Outcome.Check.Not(),
        IDeclarationPatternOperation { MatchesNull: false } or ITypePatternOperation or IRecursivePatternOperation => Outcome.Check,
        IConstantPatternOperation => new(GuardFacts.Checked, GuardFacts.None),
        _ => default,
    };

    private bool Concerns(IOperation? value, Body body)
        => value is not null && Origins(address, body, MaxDepth).Any(origin => SameValue.Is(value, origin, body));

    /// <summary>The address and whatever it is missing together with: the address of a text, the answer of an address.</summary>
    private static IEnumerable<IOperation> Origins(IOperation? value, Body body, int depth)
    {
        if (value is null || depth == 0)
        {
            yield break;
        }

        value = value.Unwrap();
        yield return value;
        IEnumerable<IOperation?> inner = value switch
        {
            IConditionalAccessOperation access => [access.Operation, access.WhenNotNull],
            IConditionalAccessInstanceOperation placeholder => [placeholder.Receiver()],
            ICoalesceOperation coalesce => [coalesce.Value],
            IInvocationOperation call => [call.InstanceOf(), .. call.Arguments.Select(argument => argument.Value)],
            IPropertyReferenceOperation property => [property.Instance],
            IInterpolatedStringOperation { Parts: [IInterpolationOperation { Expression: var only }] } => [only],
            _ => Body.VariableOf(value) is { } variable
                ? body.DefinitionsOf(variable).Take(8).Select(definition => definition.Kind == DefinitionKind.Unknown ? null : definition.Source)
                : [],
        };
        foreach (var origin in inner.SelectMany(next => Origins(next, body, depth - 1)))
        {
            yield return origin;
        }
    }
}
