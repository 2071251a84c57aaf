using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ClientIpAnalyzers.Analyzers.Flow;

/// <summary>
/// The facts at every point of one function: forward over its control-flow graph until nothing changes. Facts only
/// shrink where paths meet, so it ends; a bound on the rounds covers graphs of broken code.
/// </summary>
internal sealed class FunctionFlow
{
    private readonly ControlFlowGraph _graph;
    private readonly Body _body;
    private readonly IConditionFacts _conditions;
    private readonly FlowState?[] _atEntry;
    private readonly FlowState?[] _worstInside;
    private readonly Dictionary<CaptureId, ISymbol> _capturedTargets = [];
    private readonly Dictionary<SyntaxNode, (int Block, int Index)> _places = [];

    public FunctionFlow(ControlFlowGraph graph, FlowState start, Body body, IConditionFacts conditions)
    {
        _graph = graph;
        _body = body;
        _conditions = conditions;
        _atEntry = new FlowState?[graph.Blocks.Length];
        _worstInside = new FlowState?[graph.Blocks.Length];
        foreach (var block in graph.Blocks)
        {
            IndexPlaces(block);
        }

        Solve(start);
    }

    public ControlFlowGraph Graph => _graph;

    /// <summary>The state just before the code at <paramref name="syntax"/> runs; null where no path leads to it.</summary>
    public FlowState? Before(SyntaxNode syntax, out bool found)
    {
        for (var node = syntax; node is not null; node = node.Parent)
        {
            if (_places.TryGetValue(node, out var place))
            {
                found = true;
                var state = _atEntry[place.Block];
                var block = _graph.Blocks[place.Block];
                for (var i = 0; i < place.Index && state is not null; i++)
                {
                    state = Execute(block.Operations[i], state);
                }

                return state;
            }
        }

        found = false;
        return FlowState.Start;
    }

    /// <summary>What the bool results of the function say, all of them taken together.</summary>
    public Outcome Answer()
    {
        Outcome? answer = null;
        foreach (var block in _graph.Blocks)
        {
            if (block.FallThroughSuccessor is { Semantics: ControlFlowBranchSemantics.Return }
                && block.BranchValue is { } value
                && StateAtEnd(block) is { } state)
            {
                var outcome = Evaluate(value, state).Under(state.Facts);
                answer = answer?.Join(outcome) ?? outcome;
            }
        }

        return answer ?? default;
    }

    /// <summary>What holds where the function comes to its end.</summary>
    public GuardFacts FactsAtExit() => _atEntry[_graph.Blocks.Length - 1]?.Facts ?? GuardFacts.Unreachable;

    private FlowState? StateAtEnd(BasicBlock block)
    {
        var state = _atEntry[block.Ordinal];
        foreach (var operation in block.Operations)
        {
            state = state is null ? null : Execute(operation, state);
        }

        return state;
    }

    /// <summary>The lambda of that syntax, as the graph holds it.</summary>
    public IFlowAnonymousFunctionOperation? FindLambda(SyntaxNode syntax)
        => _graph.Blocks
            .SelectMany(block => block.BranchValue is { } value ? block.Operations.Add(value) : block.Operations)
            .SelectMany(operation => operation.DescendantsAndSelf())
            .OfType<IFlowAnonymousFunctionOperation>()
            .FirstOrDefault(lambda => lambda.Syntax == syntax);

    private void IndexPlaces(BasicBlock block)
    {
        for (var i = 0; i < block.Operations.Length; i++)
        {
            IndexPlaces(block.Operations[i], block.Ordinal, i);
        }

        if (block.BranchValue is { } value)
        {
            IndexPlaces(value, block.Ordinal, block.Operations.Length);
        }
    }

    private void IndexPlaces(IOperation root, int block, int index)
    {
        foreach (var operation in root.DescendantsAndSelf())
        {
            if (!_places.ContainsKey(operation.Syntax))
            {
                _places.Add(operation.Syntax, (block, index));
            }

            if (operation is IFlowCaptureOperation { Value: var target } capture && Body.VariableOf(target) is { } variable)
            {
                _capturedTargets[capture.Id] = variable;
            }
        }
    }

    private void Solve(FlowState start)
    {
        var pending = new Queue<int>();
        _atEntry[0] = start;
        pending.Enqueue(0);
        var budget = 64 * _graph.Blocks.Length;
        while (pending.Count > 0)
        {
            if (budget-- == 0)
            {
                // Never reached by code that compiles; no facts is the answer that reports too much rather than too little.
                for (var i = 0; i < _atEntry.Length; i++)
                {
                    _atEntry[i] = FlowState.Start;
                }

                return;
            }

            Visit(_graph.Blocks[pending.Dequeue()], pending);
        }
    }

    private void Visit(BasicBlock block, Queue<int> pending)
    {
        var state = _atEntry[block.Ordinal];
        EnterHandlers(block, state, pending);
        foreach (var operation in block.Operations)
        {
            if (state is null)
            {
                return;
            }

            state = Execute(operation, state);
            EnterHandlers(block, state, pending);
        }

        if (state is null)
        {
            return;
        }

        if (block.BranchValue is { } value)
        {
            if (EndsPath(value))
            {
                return;
            }

            state = AfterCalls(value, state);
        }

        if (block.ConditionalSuccessor is { Destination: var jump })
        {
            var outcome = block.BranchValue is null ? default : Evaluate(block.BranchValue, state);
            var jumpsWhenTrue = block.ConditionKind == ControlFlowConditionKind.WhenTrue;
            Flow(jump, state.With(jumpsWhenTrue ? outcome.WhenTrue : outcome.WhenFalse), pending);
            Flow(block.FallThroughSuccessor?.Destination, state.With(jumpsWhenTrue ? outcome.WhenFalse : outcome.WhenTrue), pending);
        }
        else
        {
            Flow(block.FallThroughSuccessor?.Destination, state, pending);
        }
    }

    private void Flow(BasicBlock? destination, FlowState state, Queue<int> pending)
    {
        if (destination is null || (state.Facts & GuardFacts.Unreachable) == GuardFacts.Unreachable)
        {
            return;
        }

        var known = _atEntry[destination.Ordinal];
        var joined = known is null ? state : known.Join(state);
        if (known is null || !joined.SameAs(known))
        {
            _atEntry[destination.Ordinal] = joined;
            pending.Enqueue(destination.Ordinal);
        }
    }

    /// <summary>Whatever runs inside a <c>try</c> may throw: its handlers start from the least that held there.</summary>
    private void EnterHandlers(BasicBlock block, FlowState? state, Queue<int> pending)
    {
        if (state is null || (_worstInside[block.Ordinal] is { } worst && worst.Join(state).SameAs(worst)))
        {
            return;
        }

        _worstInside[block.Ordinal] = _worstInside[block.Ordinal]?.Join(state) ?? state;
        for (var region = block.EnclosingRegion; region is not null; region = region.EnclosingRegion)
        {
            if (region.Kind != ControlFlowRegionKind.Try || region.EnclosingRegion is not { } statement)
            {
                continue;
            }

            foreach (var handler in statement.NestedRegions.Where(nested => nested != region))
            {
                var entry = handler.Kind == ControlFlowRegionKind.FilterAndHandler && handler.NestedRegions.Length > 0
                    ? handler.NestedRegions[0]
                    : handler;
                Flow(_graph.Blocks[entry.FirstBlockOrdinal], state, pending);
            }
        }
    }

    private FlowState? Execute(IOperation operation, FlowState state)
    {
        if (EndsPath(operation))
        {
            return null;
        }

        state = AfterCalls(operation, state);
        foreach (var argument in operation.DescendantsAndSelf().OfType<IArgumentOperation>())
        {
            if (argument.Parameter?.RefKind is RefKind.Out or RefKind.Ref && Body.VariableOf(argument.Value) is { } written)
            {
                state = state.Set(written, default);
            }
        }

        var statement = operation is IExpressionStatementOperation expression ? expression.Operation : operation;
        switch (statement)
        {
            case IFlowCaptureOperation capture when capture.Value.Type.IsBoolean():
                return state.Set(capture.Id, Evaluate(capture.Value, state));
            case ISimpleAssignmentOperation assignment when TargetOf(assignment.Target) is { } variable:
                return assignment.Value.Type.IsBoolean()
                    ? state.Set(variable, Evaluate(assignment.Value, state))
                    : state.Forget(variable);
            case ICompoundAssignmentOperation compound when TargetOf(compound.Target) is { } variable:
                var (old, added) = (Evaluate(compound.Target, state), Evaluate(compound.Value, state));
                return state.Set(variable, compound.OperatorKind switch
                {
                    BinaryOperatorKind.And => old.And(added),
                    BinaryOperatorKind.Or => old.Or(added),
                    _ => default,
                });
            default:
                return state;
        }
    }

    private ISymbol? TargetOf(IOperation target)
        => target is IFlowCaptureReferenceOperation capture
            ? _capturedTargets.TryGetValue(capture.Id, out var variable) ? variable : null
            : Body.VariableOf(target);

    private Outcome Evaluate(IOperation value, FlowState state)
    {
        value = value.Unwrap();
        if (value.ConstantValue is { HasValue: true, Value: bool constant })
        {
            return Outcome.Constant(constant);
        }

        switch (value)
        {
            case IDefaultValueOperation:
                // False, or no value at all: never true. What "not false" would prove stays open.
                return Outcome.Constant(false);
            case IFlowCaptureReferenceOperation capture:
                return Known(capture.Id, state) ?? default;
            case ILocalReferenceOperation local when Known(local.Local, state) is { } known:
                // One value that says nothing leaves the name to speak: var trustProxy = Read("TrustProxy").
                return known == new Outcome(state.Facts, state.Facts) && _body.DefinitionsOf(local.Local).Count == 1
                    ? _conditions.Of(local, _body)
                    : known;
            case IParameterReferenceOperation parameter when Known(parameter.Parameter, state) is { } known:
                return known;
            case IUnaryOperation { OperatorKind: UnaryOperatorKind.Not } not:
                return Evaluate(not.Operand, state).Not();
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.And } and:
                return Evaluate(and.LeftOperand, state).And(Evaluate(and.RightOperand, state));
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Or } or:
                return Evaluate(or.LeftOperand, state).Or(Evaluate(or.RightOperand, state));
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals } comparison
                when BooleanOperand(comparison, out var expected) is { } operand:
                var equal = comparison.OperatorKind == BinaryOperatorKind.Equals;
                return equal == expected ? Evaluate(operand, state) : Evaluate(operand, state).Not();
            case IIsPatternOperation { Value.Type: { } type } test when type.IsBoolean():
                return EvaluatePattern(test.Pattern, Evaluate(test.Value, state));
            case IInvocationOperation { TargetMethod.Name: "GetValueOrDefault", Instance: { } nullable } when nullable.Type.IsBoolean():
                return Evaluate(nullable, state);
            case IPropertyReferenceOperation { Property.Name: "Value", Instance: { } nullable } when nullable.Type.IsBoolean():
                return Evaluate(nullable, state);
            default:
                return _body.Original(value) is { } original ? _conditions.Of(original, _body) : default;
        }
    }

    private static Outcome EvaluatePattern(IPatternOperation pattern, Outcome value) => pattern switch
    {
        IConstantPatternOperation { Value.ConstantValue.Value: bool expected } => expected ? value : value.Not(),
        INegatedPatternOperation negated => EvaluatePattern(negated.Pattern, value).Not(),
        _ => default,
    };

    private static IOperation? BooleanOperand(IBinaryOperation comparison, out bool expected)
    {
        if (comparison.RightOperand.Unwrap().ConstantValue is { HasValue: true, Value: bool right })
        {
            expected = right;
            return comparison.LeftOperand;
        }

        expected = comparison.LeftOperand.Unwrap().ConstantValue is { HasValue: true, Value: true };
        return comparison.LeftOperand.Unwrap().ConstantValue is { HasValue: true, Value: bool } ? comparison.RightOperand : null;
    }

    private static Outcome? Known(object variable, FlowState state)
        => state.Booleans.TryGetValue(variable, out var outcome) ? outcome : null;

    private static bool EndsPath(IOperation operation)
        => Calls(operation).Any(call
            => call.TargetMethod.HasAttribute("System.Diagnostics.CodeAnalysis.DoesNotReturnAttribute"));

    /// <summary><c>Require(IsTrusted(peer))</c>, where the parameter says that the call only returns on true.</summary>
    private FlowState AfterCalls(IOperation operation, FlowState state)
    {
        foreach (var call in Calls(operation))
        {
            if (!call.TargetMethod.ReturnType.IsAwaitableBoolean() && _body.Original(call) is IInvocationOperation original)
            {
                state = state.With(_conditions.AfterReturn(original, _body));
            }

            foreach (var argument in call.Arguments)
            {
                var condition = argument.Parameter?.GetAttributes().FirstOrDefault(attribute
                    => attribute.AttributeClass?.Name == "DoesNotReturnIfAttribute");

                // What is compiled out of a release build checks nothing.
                if (condition?.ConstructorArguments is [{ Value: bool ending }]
                    && !call.TargetMethod.HasAttribute("System.Diagnostics.ConditionalAttribute"))
                {
                    var outcome = Evaluate(argument.Value, state);
                    state = state.With(ending ? outcome.WhenFalse : outcome.WhenTrue);
                }
            }
        }

        return state;
    }

    private static IEnumerable<IInvocationOperation> Calls(IOperation operation)
        => operation.DescendantsAndSelf().OfType<IInvocationOperation>();
}
