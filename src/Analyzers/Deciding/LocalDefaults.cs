using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ClientIpAnalyzers.Analyzers.Flow;

namespace ClientIpAnalyzers.Analyzers.Deciding;

/// <summary>Finds the places where a client without a readable address becomes this machine.</summary>
internal sealed class LocalDefaults(MemberAnalysis member)
{
    private const string Default = "a client whose address is missing or cannot be read becomes a local one";
    private const string Missing = "a request without an address is not one from this machine";

    public IEnumerable<(IOperation Place, string Cause)> Find()
    {
        foreach (var operation in member.Body.Operations)
        {
            switch (operation)
            {
                case ICoalesceOperation { WhenNull: var otherwise } coalesce when LocalQuestions.IsLocal(otherwise) && IsAddress(coalesce.Value):
                    yield return (otherwise, Default);
                    break;
                case IConditionalOperation { Type: not null, WhenFalse: { } otherwise } choice when AsksForValue(choice.Condition):
                    if (LocalQuestions.IsLocal(otherwise) && IsAddress(choice.WhenTrue))
                    {
                        yield return (otherwise, Default);
                    }
                    else if (LocalQuestions.IsLocal(choice.WhenTrue) && IsAddress(otherwise))
                    {
                        yield return (choice.WhenTrue, Default);
                    }

                    break;
                case ICoalesceAssignmentOperation { Value: var value, Target: ILocalReferenceOperation variable } when LocalQuestions.IsLocal(value) && IsAddress(variable):
                    yield return (value, Default);
                    break;
                case ISimpleAssignmentOperation { Value: var value, Target: ILocalReferenceOperation variable } assignment
                    when LocalQuestions.IsLocal(value) && Condition(assignment) is { } condition && AsksForValue(condition) && IsAddress(variable):
                    yield return (value, Default);
                    break;
                case IReturnOperation { ReturnedValue: { } value } result when LocalQuestions.IsLocal(value) && ReturnsAddress(result):
                    yield return (value, Default);
                    break;
                case IReturnOperation { ReturnedValue.ConstantValue: { HasValue: true, Value: true } } result
                    when IsNamedLocal() && Condition(result) is { } condition && MissingPeer(condition) is { } missing:
                    yield return (missing, Missing);
                    break;
            }
        }
    }

    private bool IsAddress(IOperation value)
        => ValueOrigins.Of(value, member).Any(origin => origin.Kind is OriginKind.Peer or OriginKind.ClientHeader);

    /// <summary>Another branch of the same function returns what was read.</summary>
    private bool ReturnsAddress(IReturnOperation result)
        => !(Condition(result) is { } condition && !AsksForValue(condition))
            && member.Body.Operations.OfType<IReturnOperation>().Any(other
                => other != result && other.EnclosingFunction() == result.EnclosingFunction() && other.ReturnedValue is { } value && IsAddress(value));

    private static IOperation? Condition(IOperation operation)
    {
        var child = operation;
        for (var current = operation.Parent; current is not null and not IAnonymousFunctionOperation and not ILocalFunctionOperation; child = current, current = current.Parent)
        {
            if (current is IConditionalOperation conditional && conditional.Condition != child)
            {
                return conditional.Condition;
            }
        }

        return null;
    }

    /// <summary>Whether there is a value, or whether it could be parsed.</summary>
    private static bool AsksForValue(IOperation condition)
    {
        condition = condition.Unwrap();
        return condition switch
        {
            IUnaryOperation not => AsksForValue(not.Operand),
            IInvocationOperation call => CallKinds.IsNeutralQuestion(call),
            IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.ConditionalOr } both
                => AsksForValue(both.LeftOperand) || AsksForValue(both.RightOperand),
            IBinaryOperation comparison => comparison.LeftOperand.IsNullOrEmptyText() || comparison.RightOperand.IsNullOrEmptyText(),
            IIsPatternOperation test => test.Pattern is IRecursivePatternOperation or IDeclarationPatternOperation or INegatedPatternOperation
                || (test.Pattern is IConstantPatternOperation constant && constant.Value.IsNullOrEmptyText()),
            _ => false,
        };
    }

    private bool IsNamedLocal() => member.Body.Owner.Name.Contains("Local");

    private IOperation? MissingPeer(IOperation condition)
        => condition.DescendantsAndSelf().FirstOrDefault(part => part switch
        {
            IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals } comparison
                => (comparison.RightOperand.IsNullOrDefault() && member.Peers.IsPeer(comparison.LeftOperand, member.Body))
                    || (comparison.LeftOperand.IsNullOrDefault() && member.Peers.IsPeer(comparison.RightOperand, member.Body)),
            IIsPatternOperation { Pattern: IConstantPatternOperation constant } test
                => constant.Value.IsNullOrDefault() && member.Peers.IsPeer(test.Value, member.Body),
            _ => false,
        });
}
