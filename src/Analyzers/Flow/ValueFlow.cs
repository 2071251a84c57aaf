using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ClientIpAnalyzers.Analyzers.Flow;

/// <summary>Where a value that was read ends up.</summary>
/// <param name="Leftmost">The expression that takes its leftmost entry; null where none does.</param>
/// <param name="IsCompared">It is compared with another value, apart from checks that are calls.</param>
internal readonly record struct ValueUses(bool ReachesLog, bool ReachesElse, bool ReachesCheck, IOperation? Leftmost, bool IsCompared)
{
    public bool OnlyLogged => ReachesLog && !ReachesElse && !ReachesCheck;
}

/// <summary>
/// Follows one value forward through a member: locals, null-conditional and fallback operators, text and sequence
/// methods, patterns, interpolation. Assignments are followed without regard to order; the number of steps is bounded.
/// </summary>
internal sealed partial class ValueFlow
{
    private const int MaxSteps = 400;
    private const int MaxHelperDepth = 2;

    private enum Shape
    {
        /// <summary>The value as a whole, or one entry of it.</summary>
        Whole,

        /// <summary>Its entries from left to right.</summary>
        Entries,

        /// <summary>Its entries from right to left.</summary>
        Reversed,
    }

    private readonly MemberAnalysis _member;
    private readonly Body _body;
    private readonly GuardConditions _conditions;
    private readonly int _depth;
    private readonly Queue<(IOperation Value, Shape Shape)> _pending = new();
    private readonly HashSet<(IOperation, Shape)> _seen = [];
    private bool _log;
    private bool _else;
    private bool _returned;
    private bool _check;
    private bool _compared;
    private IOperation? _leftmost;
    private bool _turnedAround;

    private ValueFlow(MemberAnalysis member, int depth)
    {
        _member = member;
        _body = member.Body;
        _conditions = member.Conditions;
        _depth = depth;
    }

    public static ValueUses Trace(IOperation read, bool isSplit, MemberAnalysis member)
    {
        var flow = new ValueFlow(member, MaxHelperDepth);
        flow.Start(read, isSplit ? Shape.Entries : Shape.Whole);
        return flow.Run();
    }

    private ValueUses Run()
    {
        for (var steps = 0; _pending.Count > 0 && steps < MaxSteps; steps++)
        {
            var (value, valueShape) = _pending.Dequeue();
            Visit(value, valueShape);
        }

        // What was not followed to its end may have gone anywhere.
        return new(_log, _else || _returned || _pending.Count > 0, _check, _turnedAround ? null : _leftmost, _compared);
    }

    private void Start(IOperation read, Shape shape)
    {
        if (read is IInvocationOperation call)
        {
            FollowOutArguments(call, shape);
            if (call.Type.IsBoolean())
            {
                return;
            }
        }

        Push(read, shape);
    }

    private void Push(IOperation? value, Shape shape)
    {
        if (value is not null && _seen.Add((value, shape)))
        {
            _pending.Enqueue((value, shape));
        }
    }

    private void FollowVariable(ISymbol? variable, Shape shape)
    {
        if (variable is null)
        {
            return;
        }

        foreach (var reference in _body.ReferencesTo(variable))
        {
            if (!reference.IsWritten())
            {
                Push(reference, shape);
            }
        }
    }

    private void FollowOutArguments(IInvocationOperation call, Shape shape)
    {
        foreach (var argument in call.Arguments)
        {
            if (argument.Parameter?.RefKind is RefKind.Out or RefKind.Ref)
            {
                FollowVariable(Body.VariableOf(argument.Value), shape);
            }
        }
    }

    private void Visit(IOperation value, Shape shape)
    {
        var parent = value.Parent;
        switch (parent)
        {
            case null or IExpressionStatementOperation or INameOfOperation:
                break;
            case IConversionOperation or IParenthesizedOperation or IAwaitOperation or ICoalesceOperation or IInterpolationOperation
                or IInterpolatedStringOperation or IArrayInitializerOperation or IArrayCreationOperation
                or IInterpolatedStringHandlerCreationOperation or IDelegateCreationOperation or ITranslatedQueryOperation:
                Push(parent, shape);
                break;
            case ITupleOperation tuple:
                VisitTuple(tuple, value, shape);
                break;
            case IFieldReferenceOperation part when part.Field.ContainingType.IsTupleType && part.Type?.SpecialType == SpecialType.System_String:
                Push(part, shape);
                break;
            case IInterpolatedStringAppendOperation { Parent: var text }:
                Push(text, shape);
                break;
            case IConditionalOperation conditional when conditional.Condition != value:
                Push(parent, shape);
                break;
            case ISwitchExpressionArmOperation arm when arm.Value == value:
                Push(parent.Parent, shape);
                break;
            case ISwitchExpressionOperation choice when choice.Value == value:
                foreach (var arm in choice.Arms)
                {
                    VisitPattern(arm.Pattern, shape);
                }

                break;
            case ISwitchOperation choice when choice.Value == value:
                foreach (var clause in choice.Cases.SelectMany(part => part.Clauses).OfType<IPatternCaseClauseOperation>())
                {
                    VisitPattern(clause.Pattern, shape);
                }

                _compared = true;
                _else |= choice.Cases.SelectMany(part => part.Clauses).Any(clause => clause is ISingleValueCaseClauseOperation);
                break;
            case IConditionalAccessOperation access when access.Operation == value:
                Push(access.WhenNotNull.DescendantsAndSelf().OfType<IConditionalAccessInstanceOperation>().FirstOrDefault(), shape);
                break;
            case IConditionalAccessOperation:
                Push(parent, shape);
                break;
            case IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator }:
                FollowVariable(declarator.Symbol, shape);
                break;
            case IAssignmentOperation assignment:
                VisitAssignment(assignment, value, shape);
                break;
            case IBinaryOperation binary:
                VisitBinary(binary, value, shape);
                break;
            case IIsPatternOperation test:
                VisitPattern(test.Pattern, shape);
                break;
            case IPropertySubpatternOperation part:
                VisitPattern(part.Pattern, shape);
                break;
            case IArgumentOperation argument:
                VisitArgument(argument, shape);
                break;
            case IInvocationOperation call:
                VisitCall(call, value, shape);
                break;
            case IPropertyReferenceOperation property:
                VisitProperty(property, shape);
                break;
            case IReturnOperation when IsSequenceLambda(value.EnclosingFunction()):
                // What such a lambda returns is followed as the result of the call.
                break;
            case IReturnOperation:
                _returned = true;
                break;
            case IArrayElementReferenceOperation element when element.ArrayReference == value:
                TakeElement(element, element.Indices.FirstOrDefault(), shape);
                break;
            case IImplicitIndexerReferenceOperation slice when slice.Instance == value:
                VisitSlice(slice, shape);
                break;
            case IForEachLoopOperation loop when loop.Collection == value:
                VisitLoop(loop, shape);
                break;
            default:
                _else = true;
                break;
        }
    }

    private void VisitAssignment(IAssignmentOperation assignment, IOperation value, Shape shape)
    {
        if (assignment.Target == value)
        {
            return;
        }

        if (Body.VariableOf(assignment.Target) is { } variable)
        {
            FollowVariable(variable, shape);
            Push(assignment, shape);
        }
        else if (assignment.Parent is IAnonymousObjectCreationOperation anonymous)
        {
            Push(anonymous, shape);
        }
        else if (assignment is { Target: IPropertyReferenceOperation { Property.IsIndexer: true, Instance: IInstanceReferenceOperation }, Parent: IObjectOrCollectionInitializerOperation { Parent: { } dictionary } })
        {
            Push(dictionary, shape);
        }
        else if (assignment.Target is not IDiscardOperation)
        {
            _else = true;
        }
    }

    private void VisitBinary(IBinaryOperation binary, IOperation value, Shape shape)
    {
        var other = binary.LeftOperand == value ? binary.RightOperand : binary.LeftOperand;
        if (binary.Type?.SpecialType == SpecialType.System_String)
        {
            Push(binary, shape);
        }
        else if (!other.IsNullOrEmptyText())
        {
            _compared = true;
            _else = true;
        }
    }

    private void VisitTuple(ITupleOperation tuple, IOperation value, Shape shape)
    {
        IOperation whole = tuple;
        while (whole.Parent is IConversionOperation)
        {
            whole = whole.Parent;
        }

        var target = whole.Parent is IDeconstructionAssignmentOperation deconstruction && deconstruction.Value == whole ? deconstruction.Target : null;
        target = target is IDeclarationExpressionOperation declaration ? declaration.Expression : target;
        if (target is ITupleOperation targets && tuple.Elements.IndexOf(value) is >= 0 and var index && index < targets.Elements.Length)
        {
            FollowVariable(Body.VariableOf(targets.Elements[index]), shape);
        }
        else if (target is null)
        {
            Push(whole, shape);
        }
        else
        {
            _else = true;
        }
    }

    private void VisitPattern(IPatternOperation pattern, Shape shape)
    {
        switch (pattern)
        {
            case IDeclarationPatternOperation declaration:
                FollowVariable(declaration.DeclaredSymbol, shape);
                break;
            case IRecursivePatternOperation recursive:
                FollowVariable(recursive.DeclaredSymbol, shape);
                break;
            case IListPatternOperation list:
                FollowVariable(list.DeclaredSymbol, shape);
                if (shape == Shape.Entries && list.Patterns.Length > 0 && list.Patterns[0] is IDeclarationPatternOperation { DeclaredSymbol: { } first })
                {
                    _leftmost ??= list.Patterns[0];
                    FollowVariable(first, Shape.Whole);
                }

                break;
            case INegatedPatternOperation negated:
                VisitPattern(negated.Pattern, shape);
                break;
            case IBinaryPatternOperation binary:
                VisitPattern(binary.LeftPattern, shape);
                VisitPattern(binary.RightPattern, shape);
                break;
            case IConstantPatternOperation constant when constant.Value.IsNullOrEmptyText():
            case ITypePatternOperation or IDiscardPatternOperation:
                break;
            default:
                _compared = true;
                _else = true;
                break;
        }
    }

    private void VisitArgument(IArgumentOperation argument, Shape shape)
    {
        switch (argument.Parent)
        {
            case IInvocationOperation call:
                VisitCall(call, argument, shape);
                break;
            case IObjectCreationOperation { Type: { Name: "StringTokenizer" } } tokenizer:
                Push(tokenizer, Shape.Entries);
                break;
            case IObjectCreationOperation { Type: { } type } creation when type.ElementType() is not null && type.Name is "List" or "Stack" or "Queue":
                Push(creation, type.Name == "Stack" && shape == Shape.Entries ? Shape.Reversed : shape);
                break;
            default:
                _else = true;
                break;
        }
    }

    private void VisitCall(IInvocationOperation call, IOperation value, Shape shape)
    {
        var method = call.TargetMethod;
        if (call.Parent is IInterpolatedStringAppendOperation append)
        {
            Push(append.Parent, shape);
        }
        else if (CallKinds.IsLog(call))
        {
            _log = true;
        }
        else if (CallKinds.IsNeutralQuestion(call))
        {
            FollowOutArguments(call, Shape.Whole);
        }
        else if (method.ReturnType.IsAwaitableBoolean())
        {
            var isReceiver = value is not IArgumentOperation
                || (method.IsExtensionMethod && call.Instance is null && call.Arguments.Length > 0 && call.Arguments[0] == value);
            _compared = true;
            if (_conditions.AsksAbout(call) && (!isReceiver || !method.IsFromFramework() || method.Name == "Equals"))
            {
                _check = true;
            }
            else
            {
                _else = true;
            }

            FollowOutArguments(call, Shape.Whole);
        }
        else if (shape == Shape.Whole && CallKinds.SplitsAtCommas(call))
        {
            Push(call, Shape.Entries);
        }
        else if (method.IsFromFramework() && VisitSequenceMethod(call, shape))
        {
        }
        else if (CallKinds.PassesOn(call))
        {
            Push(call, shape);
            FollowBuilder(call, value);
        }
        else if (call is { TargetMethod.Name: "Add", Instance: IInstanceReferenceOperation, Parent: IObjectOrCollectionInitializerOperation { Parent: { } collection } })
        {
            Push(collection, shape);
        }
        else if (!VisitHelper(call, value, shape))
        {
            _compared |= method.Name is "IndexOf" or "FindIndex" or "CompareTo";
            _else = true;
            if (call.Type?.SpecialType == SpecialType.System_String || call.Type.ElementType() is not null)
            {
                Push(call, shape);
            }
        }
    }
}
