using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ClientIpAnalyzers.Analyzers.Flow;

/// <summary>
/// Answers what every path to a read has established, through the lambdas and local functions of one member.
/// Graphs are solved on the first question about them.
/// </summary>
/// <param name="callers">What holds at every call of the member, for conditions that ask about that.</param>
internal sealed class GuardAnalysis(Body body, IConditionFacts conditions, CallerFacts? callers = null)
{
    private readonly Dictionary<IOperation, FunctionFlow?> _functions = [];
    private readonly Dictionary<IOperation, FunctionFlow?> _members = [];
    private readonly HashSet<IOperation> _inProgress = [];

    public GuardFacts FactsAt(IOperation read)
    {
        var state = StateBefore(read, out var isKnown);
        return isKnown ? state?.Facts ?? GuardFacts.Unreachable : GuardFacts.None;
    }

    /// <summary>The flow of the member's own code, from nothing: what it proves whoever calls it.</summary>
    public FunctionFlow? FlowOfOwner()
        => body.Operations.Count > 0 && body.GraphOf(body.Operations[0]) is { } graph ? new FunctionFlow(graph, FlowState.Start, body, conditions) : null;

    /// <summary>The same of a local function that stands directly in the member.</summary>
    public FunctionFlow? FlowOfLocalFunction(IMethodSymbol function)
        => body.Operations.OfType<ILocalFunctionOperation>().FirstOrDefault(candidate => SymbolEqualityComparer.Default.Equals(candidate.Symbol, function)) is { } declaration
            && body.GraphOf(declaration) is { } outer
            && GraphOf(function, outer) is { } graph
                ? new FunctionFlow(graph, FlowState.Start, body, conditions)
                : null;

    private FlowState? StateBefore(IOperation operation, out bool isKnown)
    {
        isKnown = false;
        var flow = operation.EnclosingFunction() is { } function ? FlowOf(function) : FlowOfMember(operation);
        return flow?.Before(operation.Syntax, out isKnown);
    }

    private FunctionFlow? FlowOfMember(IOperation operation)
    {
        var root = operation;
        while (root.Parent is { } parent)
        {
            root = parent;
        }

        if (!_members.TryGetValue(root, out var flow))
        {
            flow = body.GraphOf(root) is { } graph ? new FunctionFlow(graph, FlowState.Start.With(callers?.Find() ?? GuardFacts.None), body, conditions) : null;
            _members[root] = flow;
        }

        return flow;
    }

    private FunctionFlow? FlowOf(IOperation function)
    {
        if (_functions.TryGetValue(function, out var known))
        {
            return known;
        }

        if (!_inProgress.Add(function))
        {
            return null;
        }

        var outer = function.EnclosingFunction() is { } enclosing ? FlowOf(enclosing) : FlowOfMember(function);
        var flow = outer is null ? null : Create(function, outer);
        _inProgress.Remove(function);
        return _functions[function] = flow;
    }

    private FunctionFlow? Create(IOperation function, FunctionFlow outer)
    {
        switch (function)
        {
            case IAnonymousFunctionOperation lambda when outer.FindLambda(lambda.Syntax) is { } lowered:
                var start = KeepsCaptures(lambda) ? outer.Before(lambda.Syntax, out _) : FlowState.Start;
                return start is null
                    ? null
                    : new FunctionFlow(outer.Graph.GetAnonymousFunctionControlFlowGraph(lowered), start, body, conditions);
            case ILocalFunctionOperation local when GraphOf(local.Symbol, outer.Graph) is { } graph:
                var facts = KeepsCaptures(local) ? FactsAtEveryCall(local) : GuardFacts.None;
                return new FunctionFlow(graph, FlowState.Start.With(facts), body, conditions);
            default:
                return null;
        }
    }

    private static ControlFlowGraph? GraphOf(IMethodSymbol localFunction, ControlFlowGraph outer)
        => outer.LocalFunctions.Contains(localFunction) ? outer.GetLocalFunctionControlFlowGraph(localFunction) : null;

    /// <summary>A local function starts with what holds at each of its calls; its own recursion adds nothing.</summary>
    private GuardFacts FactsAtEveryCall(ILocalFunctionOperation function)
    {
        var facts = GuardFacts.Unreachable;
        var any = false;
        foreach (var use in body.Operations)
        {
            var target = use switch
            {
                IInvocationOperation call => call.TargetMethod,
                IMethodReferenceOperation reference => reference.Method,
                _ => null,
            };
            if (!SymbolEqualityComparer.Default.Equals(target?.OriginalDefinition, function.Symbol) || IsInside(use, function))
            {
                continue;
            }

            any = true;
            facts &= FactsAt(use);
        }

        return any ? facts & ~(GuardFacts.Unreachable & UnlessChecked(facts)) : GuardFacts.None;
    }

    /// <summary>Calls that nobody reaches must not make the function itself unreachable: it is checked, no more.</summary>
    private static GuardFacts UnlessChecked(GuardFacts facts)
        => facts == GuardFacts.Unreachable ? GuardFacts.CheckFailed : GuardFacts.None;

    private static bool IsInside(IOperation operation, IOperation function)
    {
        for (var current = operation.Parent; current is not null; current = current.Parent)
        {
            if (current == function)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// What was proven about a variable at the creation of a function holds when it runs only if nobody outside the
    /// function gives that variable another value.
    /// </summary>
    private bool KeepsCaptures(IOperation function)
    {
        foreach (var operation in function.Descendants())
        {
            var variable = operation is IInstanceReferenceOperation ? null : Body.VariableOf(operation);
            if (variable is null || IsDeclaredIn(variable, function))
            {
                continue;
            }

            var writesOutside = body.DefinitionsOf(variable).Count(definition => !IsInside(definition.Source, function));
            if (writesOutside > (variable is IParameterSymbol ? 0 : 1))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsDeclaredIn(ISymbol variable, IOperation function)
        => variable.DeclaringSyntaxReferences.Any(reference
            => reference.SyntaxTree == function.Syntax.SyntaxTree && function.Syntax.Span.Contains(reference.Span));
}
