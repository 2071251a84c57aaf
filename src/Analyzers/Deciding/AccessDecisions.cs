using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ClientIpAnalyzers.Analyzers.Flow;

namespace ClientIpAnalyzers.Analyzers.Deciding;

/// <summary>
/// Finds the single questions of a member on whose answer it depends whether a request is let in: what stands in the
/// conditions around an access action and in front of it, taken apart down to what is not itself made of bool values.
/// </summary>
internal sealed class AccessDecisions
{
    private static readonly string[] DecidingNames =
        ["Allow", "Permit", "White", "Black", "Safelist", "SafeList", "Block", "Banned", "Denied", "Authoriz", "CanAccess", "HasAccess"];

    private readonly MemberAnalysis _member;
    private readonly HashSet<IOperation> _questions = [];
    private readonly HashSet<IOperation> _seen = [];
    private bool _mayBeLookup;

    private AccessDecisions(MemberAnalysis member) => _member = member;

    /// <summary>The questions that decide in the member itself.</summary>
    public static ISet<IOperation> In(MemberAnalysis member)
    {
        var decisions = new AccessDecisions(member);
        foreach (var operation in member.Body.Operations)
        {
            if (AccessActions.IsMatch(operation, member.Types))
            {
                decisions._mayBeLookup = AccessActions.SaysNotFound(operation);
                decisions.AddConditionsOf(operation);
            }
            else if (operation is IReturnOperation { ReturnedValue: { } answer } && answer.Type.IsAwaitableBoolean() && IsDecision(operation, member))
            {
                decisions._mayBeLookup = false;
                decisions.AddAnswer(operation, answer);
            }
        }

        return decisions._questions;
    }

    /// <summary>The questions that decide what a bool helper answers.</summary>
    public static ISet<IOperation> OfAnswers(MemberAnalysis helper)
    {
        var decisions = new AccessDecisions(helper);
        foreach (var result in helper.Body.Operations.OfType<IReturnOperation>())
        {
            if (result.ReturnedValue is { } answer && result.EnclosingFunction() is null)
            {
                decisions.AddAnswer(result, answer);
            }
        }

        return decisions._questions;
    }

    public static bool HasDecidingName(ISymbol symbol) => DecidingNames.Any(symbol.Name.Contains);

    /// <summary>What is returned decides by itself: the lambda of a policy, an authorization filter, <c>IsAllowed(context)</c>.</summary>
    public static bool IsDecision(IOperation result, MemberAnalysis member)
    {
        if (result.EnclosingFunction() is not { } function)
        {
            return member.Body.Owner is IMethodSymbol { MethodKind: MethodKind.Ordinary } method && HasDecidingName(method);
        }

        var outer = function.Parent;
        while (outer is IConversionOperation or IDelegateCreationOperation or IArgumentOperation)
        {
            outer = outer.Parent;
        }

        return function is ILocalFunctionOperation local
            ? HasDecidingName(local.Symbol)
            : outer is IInvocationOperation { TargetMethod: { Name: "RequireAssertion" } assertion } && assertion.IsFromFramework();
    }

    private void AddAnswer(IOperation result, IOperation answer)
    {
        if (answer.Unwrap().ConstantValue.HasValue)
        {
            AddConditionsOf(result);
        }
        else
        {
            Add(answer);
        }
    }

    /// <summary>The conditions around an operation, and those that leave the function just before it.</summary>
    private void AddConditionsOf(IOperation action)
    {
        var isDirect = true;
        var child = action;
        for (var current = action.Parent; current is not null and not IAnonymousFunctionOperation and not ILocalFunctionOperation; child = current, current = current.Parent)
        {
            switch (current)
            {
                case IConditionalOperation conditional when conditional.Condition != child:
                    Add(conditional.Condition);
                    isDirect = false;
                    break;
                case ISwitchExpressionArmOperation { Parent: ISwitchExpressionOperation choice } arm when arm.Value == child:
                    Add(arm.Guard);
                    Add(choice.Value.Type.IsBoolean() ? choice.Value : null);
                    isDirect = false;
                    break;
                case ISwitchCaseOperation { Parent: ISwitchOperation choice }:
                    Add(choice.Value.Type.IsBoolean() ? choice.Value : null);
                    isDirect = false;
                    break;
                case IBlockOperation block when isDirect:
                    foreach (var earlier in block.Operations.TakeWhile(statement => statement != child).SelectMany(LeavingConditions))
                    {
                        Add(earlier);
                    }

                    break;
            }
        }
    }

    private static IEnumerable<IOperation> LeavingConditions(IOperation statement)
        => (statement is ILoopOperation loop ? loop.Body.DescendantsAndSelf() : [statement])
            .OfType<IConditionalOperation>()
            .Where(conditional => conditional.WhenFalse is null && Leaves(conditional.WhenTrue))
            .Select(conditional => conditional.Condition);

    private static bool Leaves(IOperation branch)
        => branch is IReturnOperation || (branch is IBlockOperation { Operations: [.., IReturnOperation] });

    private void Add(IOperation? condition)
    {
        if (condition is null || !_seen.Add(condition))
        {
            return;
        }

        condition = condition.Unwrap();
        switch (condition)
        {
            case { ConstantValue.HasValue: true }:
                break;
            case IUnaryOperation not:
                Add(not.Operand);
                break;
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.ConditionalOr or BinaryOperatorKind.And or BinaryOperatorKind.Or } both
                when both.LeftOperand.Type.IsBoolean():
                Add(both.LeftOperand);
                Add(both.RightOperand);
                break;
            case IBinaryOperation { RightOperand: var expected } comparison when expected.Unwrap().ConstantValue is { HasValue: true, Value: bool }:
                Add(comparison.LeftOperand);
                break;
            case IIsPatternOperation { Value: var value } when value.Type.IsBoolean():
                Add(value);
                break;
            case ICoalesceOperation coalesce:
                Add(coalesce.Value);
                Add(coalesce.WhenNull);
                break;
            case IConditionalAccessOperation access:
                Add(access.WhenNotNull);
                break;
            case IConditionalOperation choice:
                Add(choice.Condition);
                Add(choice.WhenTrue);
                Add(choice.WhenFalse);
                break;
            case ILocalReferenceOperation local:
                AddVariable(local.Local);
                break;
            case IInvocationOperation { TargetMethod.Name: "TryGetValue" } when _mayBeLookup:
                break;
            default:
                _questions.Add(condition);
                break;
        }
    }

    /// <summary><c>var allowed = false; foreach (...) { if (range.Contains(ip)) { allowed = true; } }</c></summary>
    private void AddVariable(ISymbol variable)
    {
        foreach (var definition in _member.Body.DefinitionsOf(variable))
        {
            var value = definition.Source is ICompoundAssignmentOperation compound ? compound.Value : definition.Source;
            if (value.Unwrap().ConstantValue.HasValue)
            {
                AddConditionsOf(value);
            }
            else
            {
                Add(value);
            }
        }
    }
}
