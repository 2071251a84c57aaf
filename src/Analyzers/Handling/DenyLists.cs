using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ClientIpAnalyzers.Analyzers.Flow;

namespace ClientIpAnalyzers.Analyzers.Handling;

/// <summary>Finds the questions to deny-lists whose "no" lets a client pass that has no address.</summary>
internal sealed class DenyLists(MemberAnalysis member)
{
    /// <summary>Not "block" alone: ranges are called blocks too.</summary>
    private static readonly string[] Words =
    [
        "deny", "denied", "blocked", "blocklist", "black", "banned", "banlist", "bans", "forbidden", "reject", "disallow", "refused",
        "abus", "malicious",
    ];

    private readonly MissingAddresses _missing = new(member);

    public static bool MayAsk(IOperation operation)
        => operation is IInvocationOperation { TargetMethod.Name: "Contains" or "ContainsPeer" or "ContainsKey" or "Any" or "Exists" } call
            && call.Type.IsBoolean()
            && NameOf(call.InstanceOf()) is { } name
            && HasWord(name, Words);

    public bool LetsUnknownPass(IInvocationOperation call)
    {
        if (AddressIn(call) is not { } address || IsKept(call))
        {
            return false;
        }

        var conditions = new KnownConditions(address);
        var isKnown = (new GuardAnalysis(member.Body, conditions).FactsAt(call) & GuardFacts.Checked) != 0;
        if (isKnown && Disjunction(call, conditions) is { } either)
        {
            return MayBeUnknown(address) && LetsPass(either) && !IsTestedOutside(either, conditions);
        }

        if (isKnown)
        {
            return Conjunction(call, conditions) is { } whole
                && MayBeUnknown(address)
                && DecidesBy(whole)
                && !IsTestedOutside(whole, conditions);
        }

        return _missing.MayBe(address)
            && !ThrowsOnNull(call, address)
            && DecidesBy(call)
            && !IsTestedOutside(call, conditions);
    }

    private static string? NameOf(IOperation? list) => list switch
    {
        IMemberReferenceOperation { Member: var member } => member.Name == "Value" || member.Name == "CurrentValue"
            ? NameOf(((IMemberReferenceOperation)list).Instance?.Unwrap())
            : member.Name,
        ILocalReferenceOperation local => local.Local.Name,
        IParameterReferenceOperation parameter => parameter.Parameter.Name,
        IInvocationOperation { TargetMethod: var method } => method.Name,
        _ => null,
    };

    private static bool HasWord(string name, string[] words)
        => words.Any(word => name.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0);

    /// <summary>What is looked for, in the call itself or in the lambda that looks for it.</summary>
    private static IOperation? AddressIn(IInvocationOperation call)
    {
        var argument = call.ExplicitArguments().FirstOrDefault()?.Value.Unwrap();
        if (argument is not IAnonymousFunctionOperation lambda)
        {
            return argument;
        }

        return lambda.Body.Descendants().Select(part => part switch
            {
                IInvocationOperation { TargetMethod.Name: "Contains" or "Equals", Arguments.Length: > 0 } inner
                    => new[] { inner.ExplicitArguments().FirstOrDefault()?.Value, inner.InstanceOf() },
                IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals } equals => [equals.LeftOperand, equals.RightOperand],
                _ => [],
            })
            .SelectMany(inputs => inputs)
            .FirstOrDefault(input => input is not null && !IsOfLambda(input, lambda));
    }

    private static bool IsOfLambda(IOperation input, IAnonymousFunctionOperation lambda)
        => input.DescendantsAndSelf().OfType<IParameterReferenceOperation>().Any(reference
            => lambda.Symbol.Parameters.Contains(reference.Parameter, SymbolEqualityComparer.Default));

    /// <summary>The list grows here: <c>if (!blocked.Contains(ip)) blocked.Add(ip)</c>.</summary>
    private bool IsKept(IInvocationOperation call)
        => member.Body.Operations.OfType<IInvocationOperation>().Any(other
            => other.TargetMethod.Name is "Add" or "TryAdd" or "Remove" or "TryRemove" && SameValue.Is(other.InstanceOf(), call.InstanceOf(), member.Body));

    private bool MayBeUnknown(IOperation address)
        => _missing.MayBe(address)
            || (address.Unwrap() is ILocalReferenceOperation local
                && member.Body.DefinitionsOf(local.Local).Any(definition => definition.Kind == DefinitionKind.Out || _missing.MayBe(definition.Source)));

    /// <summary>Networks and dictionaries refuse null, which ends the request.</summary>
    private static bool ThrowsOnNull(IInvocationOperation call, IOperation address)
    {
        var asked = address.Parent is IArgumentOperation { Parent: IInvocationOperation inner } ? inner : call;
        return (asked.TargetMethod.ContainingType.Name is "IPNetwork" || asked.TargetMethod.Name == "ContainsKey")
            && address.Unwrap() is not (ICoalesceOperation or IInterpolatedStringOperation);
    }

    /// <summary><c>ip is not null &amp;&amp; denied.Contains(ip)</c>, as a whole.</summary>
    private IOperation? Conjunction(IOperation call, KnownConditions conditions)
    {
        var child = call;
        while (child.Parent is IParenthesizedOperation or IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd })
        {
            if (child.Parent is IBinaryOperation and && and.RightOperand == child
                && (conditions.Of(and.LeftOperand, member.Body).WhenTrue & GuardFacts.Checked) != 0)
            {
                return and;
            }

            child = child.Parent;
        }

        return null;
    }

    /// <summary><c>ip is null || !denied.Contains(ip)</c>, as a whole.</summary>
    private IOperation? Disjunction(IInvocationOperation call, KnownConditions conditions)
    {
        IOperation child = call;
        while (child.Parent is IParenthesizedOperation or IUnaryOperation { OperatorKind: UnaryOperatorKind.Not })
        {
            child = child.Parent;
        }

        return child != call
            && child.Parent is IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalOr } either
            && either.RightOperand == child
            && (conditions.Of(either.LeftOperand, member.Body).WhenFalse & GuardFacts.Checked) != 0
                ? either
                : null;
    }

    /// <summary>Whether a "yes" goes on: it is the answer of the member, or what is under the condition refuses nobody.</summary>
    private static bool LetsPass(IOperation answer)
    {
        while (answer.Parent is IParenthesizedOperation or IConversionOperation)
        {
            answer = answer.Parent;
        }

        return answer.Parent is IReturnOperation
            || (answer.Parent is IConditionalOperation { Type: null } conditional && conditional.Condition == answer
                && !conditional.WhenTrue.DescendantsAndSelf().Any(part => part is IThrowOperation
                    or ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property.Name: "StatusCode" or "Result" } }));
    }

    /// <summary>Whether "not in the list" goes on and "in the list" ends the request, or the answer is turned around.</summary>
    private static bool DecidesBy(IOperation question)
    {
        for (var current = question.Parent; current is not null; question = current, current = current.Parent)
        {
            switch (current)
            {
                case IParenthesizedOperation or IConversionOperation or IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalOr }:
                    break;
                case IConditionalAccessOperation access when access.WhenNotNull == question:
                    break;
                case IUnaryOperation { OperatorKind: UnaryOperatorKind.Not }:
                case IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals, RightOperand.ConstantValue: { HasValue: true, Value: false } }:
                case IIsPatternOperation { Pattern: IConstantPatternOperation { Value.ConstantValue: { HasValue: true, Value: false } } }:
                    return true;
                case IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals, RightOperand.ConstantValue: { HasValue: true, Value: true } }:
                    break;
                case IConditionalOperation conditional when conditional.Condition == question:
                    return conditional.Type is not null || Refuses(conditional.WhenTrue);
                default:
                    return false;
            }
        }

        return false;
    }

    private static bool Refuses(IOperation branch) => branch.DescendantsAndSelf().Any(operation => operation switch
    {
        IReturnOperation or IThrowOperation => true,
        IInvocationOperation { TargetMethod.Name: "Abort" or "Forbid" or "ForbidAsync" or "Unauthorized" } => true,
        ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property.Name: "StatusCode" or "Result" } } => true,
        _ => false,
    });

    /// <summary>Whether the member also asks elsewhere whether there is an address, and listens; then it has thought of it.</summary>
    private bool IsTestedOutside(IOperation question, KnownConditions conditions)
        => member.Body.Operations.Any(operation
            => operation is IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals } or IIsPatternOperation
                    or IPropertyReferenceOperation or IInvocationOperation
                && operation.Parent is not IExpressionStatementOperation
                && !question.Syntax.Span.Contains(operation.Syntax.Span)
                && conditions.Of(operation, member.Body) != default);
}
