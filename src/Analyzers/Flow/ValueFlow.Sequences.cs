using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ClientIpAnalyzers.Analyzers.Flow;

/// <content>Entries of a list: what turns them around, and what takes one of them.</content>
internal sealed partial class ValueFlow
{
    /// <summary>Methods that turn entries around or take one of them.</summary>
    private bool VisitSequenceMethod(IInvocationOperation call, Shape shape)
    {
        var lambdas = call.ExplicitArguments().Select(argument => argument.Value.Unwrap()).OfType<IAnonymousFunctionOperation>().ToList();
        foreach (var parameter in lambdas.SelectMany(lambda => lambda.Symbol.Parameters.Take(1)))
        {
            FollowVariable(parameter, Shape.Whole);
        }

        switch (call.TargetMethod.Name)
        {
            // Lines that are split one by one make one list of entries.
            case "SelectMany" when shape == Shape.Whole && lambdas.Any(lambda
                => lambda.Descendants().OfType<IInvocationOperation>().Any(CallKinds.SplitsAtCommas)):
                Push(call, Shape.Entries);
                return true;
            case "Reverse" when call.Type?.SpecialType == SpecialType.System_Void:
                _turnedAround = true;
                return true;
            case "Reverse":
                Push(call, shape switch { Shape.Entries => Shape.Reversed, Shape.Reversed => Shape.Entries, _ => shape });
                return true;
            case "First" or "FirstOrDefault" or "Find" when call.Type.ElementType() is null || shape != Shape.Whole:
                Take(call, shape == Shape.Entries);
                return true;
            case "Dequeue" or "Peek" or "Pop" or "TryDequeue" or "TryPeek" or "TryPop":
                Take(call, shape == Shape.Entries);
                FollowOutArguments(call, Shape.Whole);
                return true;
            case "Last" or "LastOrDefault":
                Take(call, shape == Shape.Reversed);
                return true;
            case "ElementAt" or "ElementAtOrDefault":
                TakeElement(call, call.ExplicitArguments().FirstOrDefault()?.Value, shape);
                return true;
            case "Substring" or "Slice" or "AsSpan" or "Remove" when CallKinds.CutsAtFirstComma(call.ExplicitArguments().Select(argument => argument.Value), _body):
                var start = call.ExplicitArguments().First().Value;
                var isPrefix = call.TargetMethod.Name == "Remove" || start.ConstantValue is { HasValue: true, Value: 0 };
                Take(call, isPrefix && shape == Shape.Whole);
                return true;
            default:
                return false;
        }
    }

    private void VisitProperty(IPropertyReferenceOperation property, Shape shape)
    {
        if (property.Property.IsIndexer)
        {
            TakeElement(property, property.Arguments.FirstOrDefault()?.Value, shape);
        }
        else if (property.Type?.SpecialType != SpecialType.System_Int32)
        {
            Push(property, shape);
        }
    }

    private void VisitSlice(IImplicitIndexerReferenceOperation slice, Shape shape)
    {
        if (slice.Argument.Unwrap() is IRangeOperation range)
        {
            var startsAtZero = range.LeftOperand is null || range.LeftOperand.Unwrap().ConstantValue is { HasValue: true, Value: 0 };
            var cuts = range.RightOperand is { } end && CallKinds.CutsAtFirstComma([end], _body);
            Take(slice, startsAtZero && cuts && shape == Shape.Whole, shape);
        }
        else
        {
            Take(slice, leftmost: false);
        }
    }

    private void TakeElement(IOperation taking, IOperation? index, Shape shape)
        => Take(taking, shape == Shape.Entries && (index?.Unwrap().ConstantValue is { HasValue: true, Value: 0 } || CountsUp(index)));

    /// <summary><c>for (var i = 0; ...; i++)</c> that ends with an entry does what <c>foreach</c> does.</summary>
    private static bool CountsUp(IOperation? index)
    {
        if (index?.Unwrap() is not ILocalReferenceOperation { Local: var counter })
        {
            return false;
        }

        for (var current = index.Parent; current is not null; current = current.Parent)
        {
            if (current is IForLoopOperation loop && loop.Locals.Contains(counter))
            {
                return loop.AtLoopBottom.SelectMany(step => step.Descendants()).Any(step => step is IIncrementOrDecrementOperation { Kind: OperationKind.Increment })
                    && loop.Before.SelectMany(start => start.Descendants()).Any(start
                        => start is IVariableInitializerOperation { Value.ConstantValue: { HasValue: true, Value: 0 } })
                    && loop.Body.Descendants().Any(statement => LeavesWithEntry(statement, loop));
            }
        }

        return false;
    }

    private void Take(IOperation taking, bool leftmost, Shape next = Shape.Whole)
    {
        _leftmost ??= leftmost ? taking : null;
        Push(taking, leftmost ? Shape.Whole : next);
    }

    private void VisitLoop(IForEachLoopOperation loop, Shape shape)
    {
        foreach (var local in loop.Locals)
        {
            FollowVariable(local, Shape.Whole);
        }

        // The first that satisfies the loop wins, from the left.
        if (shape == Shape.Entries && loop.Body.Descendants().Any(statement => LeavesWithEntry(statement, loop)))
        {
            _leftmost ??= loop.Collection.Unwrap();
        }
    }

    private static bool IsSequenceLambda(IOperation? function)
    {
        var call = function is IAnonymousFunctionOperation ? function.Parent : null;
        while (call is IConversionOperation or IDelegateCreationOperation or IArgumentOperation)
        {
            call = call.Parent;
        }

        return call is IInvocationOperation { TargetMethod.ContainingType.Name: "Enumerable" };
    }

    private static bool LeavesWithEntry(IOperation statement, ILoopOperation loop) => statement switch
    {
        IReturnOperation { Kind: OperationKind.Return, ReturnedValue: { } returned } result
            => result.EnclosingFunction() == loop.EnclosingFunction()
                && !returned.IsNullOrDefault() && !returned.ConstantValue.HasValue && !returned.Type.IsBoolean(),
        IBranchOperation { BranchKind: BranchKind.Break } leave => leave.Target.Equals(loop.ExitLabel, SymbolEqualityComparer.Default),
        _ => false,
    };
}
