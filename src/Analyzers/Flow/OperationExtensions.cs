using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ClientIpAnalyzers.Analyzers.Flow;

/// <summary>Small steps through a tree of operations.</summary>
internal static class OperationExtensions
{
    /// <summary>The operation without the conversions, parentheses and awaits around it.</summary>
    public static IOperation Unwrap(this IOperation operation)
    {
        while (true)
        {
            var inner = operation switch
            {
                IConversionOperation conversion => conversion.Operand,
                IParenthesizedOperation parenthesized => parenthesized.Operand,
                IAwaitOperation await => await.Operation,
                IDelegateCreationOperation creation => creation.Target,
                IInvocationOperation { TargetMethod.Name: "ConfigureAwait", Instance: { } task } => task,
                _ => null,
            };
            if (inner is null)
            {
                return operation;
            }

            operation = inner;
        }
    }

    public static bool IsNullOrDefault(this IOperation operation)
        => operation.Unwrap() is IDefaultValueOperation or { ConstantValue: { HasValue: true, Value: null } };

    public static bool IsNullOrEmptyText(this IOperation operation)
        => operation.IsNullOrDefault()
            || operation.Unwrap() is { ConstantValue: { HasValue: true, Value: "" or 0 } }
            || operation.Unwrap() is IFieldReferenceOperation { Field: { Name: "Empty", IsStatic: true } };

    /// <summary>The lambda or local function that the operation is in; null directly in the member.</summary>
    public static IOperation? EnclosingFunction(this IOperation operation)
    {
        var current = operation.Parent;
        while (current is not null and not IAnonymousFunctionOperation and not ILocalFunctionOperation)
        {
            current = current.Parent;
        }

        return current;
    }

    public static IMethodSymbol? FunctionSymbol(this IOperation function) => function switch
    {
        IAnonymousFunctionOperation anonymous => anonymous.Symbol,
        ILocalFunctionOperation local => local.Symbol,
        _ => null,
    };

    /// <summary>What <c>?.</c> was applied to, seen from the placeholder to its right.</summary>
    public static IOperation? Receiver(this IConditionalAccessInstanceOperation instance)
    {
        IOperation child = instance;
        for (var current = instance.Parent; current is not null; child = current, current = current.Parent)
        {
            if (current is IConditionalAccessOperation access && access.WhenNotNull == child)
            {
                return access.Operation;
            }
        }

        return null;
    }

    /// <summary>The expression a member is reached through, with <c>?.</c> resolved.</summary>
    public static IOperation? InstanceOf(this IOperation operation)
    {
        var instance = operation switch
        {
            IMemberReferenceOperation member => member.Instance,
            IInvocationOperation { Instance: { } receiver } => receiver,
            IInvocationOperation { TargetMethod.IsExtensionMethod: true, Arguments.Length: > 0 } extension
                => extension.Arguments[0].Value,
            _ => null,
        };
        instance = instance?.Unwrap();
        return instance is IConditionalAccessInstanceOperation placeholder ? placeholder.Receiver()?.Unwrap() : instance;
    }

    /// <summary>The arguments without the receiver of an extension method.</summary>
    public static IEnumerable<IArgumentOperation> ExplicitArguments(this IInvocationOperation call)
        => call is { TargetMethod.IsExtensionMethod: true, Instance: null } ? call.Arguments.Skip(1) : call.Arguments;

    /// <summary>The value that a pattern, however deep in others, is matched against.</summary>
    public static IOperation? MatchedValue(this IPatternOperation pattern, out bool isElement)
    {
        isElement = false;
        IOperation child = pattern;
        for (var current = pattern.Parent; current is not null; child = current, current = current.Parent)
        {
            switch (current)
            {
                case IIsPatternOperation test:
                    return test.Value;
                case IPropertySubpatternOperation part:
                    return part.Member;
                case ISwitchExpressionArmOperation { Parent: ISwitchExpressionOperation expression }:
                    return expression.Value;
                case ISwitchCaseOperation { Parent: ISwitchOperation statement }:
                    return statement.Value;
                case IListPatternOperation:
                    isElement = true;
                    break;
                case IRecursivePatternOperation recursive when recursive.DeconstructionSubpatterns.Contains(child):
                    return null;
                case IPatternOperation or ICaseClauseOperation:
                    break;
                default:
                    return null;
            }
        }

        return null;
    }

    /// <summary>Whether the operation is what an assignment writes to.</summary>
    public static bool IsWritten(this IOperation operation)
    {
        var child = operation;
        for (var current = operation.Parent; current is not null; child = current, current = current.Parent)
        {
            switch (current)
            {
                case IAssignmentOperation assignment:
                    return assignment.Target == child;
                case ITupleOperation or IParenthesizedOperation or IConversionOperation:
                    break;
                default:
                    return false;
            }
        }

        return false;
    }

    public static bool IsInNameOf(this IOperation operation)
    {
        for (var current = operation.Parent; current is not null; current = current.Parent)
        {
            if (current is INameOfOperation)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The call that is given the lambda as an argument, seen from inside the lambda.</summary>
    public static IInvocationOperation? EnclosingCallOf(this IOperation operation, IMethodSymbol lambda)
    {
        for (var current = operation.EnclosingFunction(); current is not null; current = current.EnclosingFunction())
        {
            if (SymbolEqualityComparer.Default.Equals(current.FunctionSymbol(), lambda))
            {
                return current.ReceivingCall();
            }
        }

        return null;
    }

    /// <summary>The call that a lambda is an argument of.</summary>
    public static IInvocationOperation? ReceivingCall(this IOperation function)
    {
        var call = function.Parent;
        while (call is IConversionOperation or IDelegateCreationOperation or IArgumentOperation)
        {
            call = call.Parent;
        }

        return call as IInvocationOperation;
    }

    /// <summary>Whether the code is data for somebody who translates it, such as a query to a database.</summary>
    public static bool IsInExpressionTree(this IOperation operation, WellKnownTypes types)
    {
        for (var function = operation.EnclosingFunction(); function is not null; function = function.EnclosingFunction())
        {
            for (var current = function.Parent; current is IConversionOperation or IDelegateCreationOperation; current = current.Parent)
            {
                if (current.Type.IsOrInherits(types.LambdaExpression))
                {
                    return true;
                }
            }
        }

        return false;
    }
}
