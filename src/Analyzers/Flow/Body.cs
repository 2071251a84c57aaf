using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ClientIpAnalyzers.Analyzers.Flow;

/// <summary>How a variable came by a value.</summary>
internal enum DefinitionKind
{
    /// <summary>It is the operation's value.</summary>
    Value,

    /// <summary>It is one of the elements of the operation's value.</summary>
    Element,

    /// <summary>A call wrote it through an <c>out</c> or <c>ref</c> argument; the operation is the call.</summary>
    Out,

    /// <summary>Something wrote it that is not followed.</summary>
    Unknown,
}

internal readonly record struct Definition(DefinitionKind Kind, IOperation Source);

/// <summary>
/// The code of one member as the rules look at it: its operations, and for each local variable and parameter where
/// it is written and where it is read. Built once per member, used by one thread.
/// </summary>
internal sealed class Body
{
    private readonly Func<IOperation, ControlFlowGraph?> _graphOf;
    private readonly Dictionary<ISymbol, List<Definition>> _definitions = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<ISymbol, List<IOperation>> _references = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<SyntaxNode, List<IOperation>> _bySyntax = [];

    public Body(ImmutableArray<IOperation> roots, ISymbol owner, Func<IOperation, ControlFlowGraph?> graphOf)
    {
        Owner = owner;
        _graphOf = graphOf;
        Operations = [.. roots.SelectMany(root => root.DescendantsAndSelf())];
        foreach (var operation in Operations)
        {
            Index(operation);
        }
    }

    public ISymbol Owner { get; }

    public IReadOnlyList<IOperation> Operations { get; }

    public IReadOnlyList<Definition> DefinitionsOf(ISymbol variable)
        => _definitions.TryGetValue(variable, out var found) ? found : [];

    /// <summary>Every mention of the variable, writes included.</summary>
    public IReadOnlyList<IOperation> ReferencesTo(ISymbol variable)
        => _references.TryGetValue(variable, out var found) ? found : [];

    /// <summary>The operation of this body that a control-flow graph lowered into one of the same syntax and kind.</summary>
    public IOperation? Original(IOperation lowered)
        => _bySyntax.TryGetValue(lowered.Syntax, out var found)
            ? found.FirstOrDefault(candidate => candidate.Kind == lowered.Kind)
            : null;

    /// <summary>Whether code of that syntax is in this body, seen by whatever model.</summary>
    public bool Holds(SyntaxNode syntax) => _bySyntax.ContainsKey(syntax);

    public ControlFlowGraph? GraphOf(IOperation operation)
    {
        var root = operation;
        while (root.Parent is { } parent)
        {
            root = parent;
        }

        return _graphOf(root);
    }

    private void Index(IOperation operation)
    {
        if (!_bySyntax.TryGetValue(operation.Syntax, out var sameSyntax))
        {
            _bySyntax[operation.Syntax] = sameSyntax = [];
        }

        sameSyntax.Add(operation);
        switch (operation)
        {
            case ILocalReferenceOperation reference:
                Add(_references, reference.Local, reference);
                break;
            case IParameterReferenceOperation reference:
                Add(_references, reference.Parameter, reference);
                break;
            case IVariableDeclaratorOperation declarator when declarator.GetVariableInitializer() is { } initializer:
                Define(declarator.Symbol, DefinitionKind.Value, initializer.Value);
                break;
            case IDeconstructionAssignmentOperation deconstruction:
                DefineParts(deconstruction.Target, deconstruction.Value);
                break;
            case ICoalesceAssignmentOperation or ISimpleAssignmentOperation:
                var assignment = (IAssignmentOperation)operation;
                Define(VariableOf(assignment.Target), DefinitionKind.Value, assignment.Value);
                break;
            case ICompoundAssignmentOperation compound:
                Define(VariableOf(compound.Target), DefinitionKind.Unknown, compound);
                break;
            case IForEachLoopOperation loop:
                foreach (var local in loop.Locals)
                {
                    Define(local, DefinitionKind.Element, loop.Collection);
                }

                break;
            case IArgumentOperation { Parameter.RefKind: RefKind.Out or RefKind.Ref, Parent: { } call } argument:
                Define(VariableOf(argument.Value), DefinitionKind.Out, call);
                break;
            case IDeclarationPatternOperation { DeclaredSymbol: { } declared } pattern:
                DefineByPattern(declared, pattern);
                break;
            case IRecursivePatternOperation { DeclaredSymbol: { } declared } pattern:
                DefineByPattern(declared, pattern);
                break;
            case IListPatternOperation { DeclaredSymbol: { } declared } pattern:
                DefineByPattern(declared, pattern);
                break;
        }
    }

    private void DefineParts(IOperation target, IOperation value)
    {
        target = target is IDeclarationExpressionOperation declaration ? declaration.Expression : target;
        if (target is not ITupleOperation targets)
        {
            Define(VariableOf(target), DefinitionKind.Unknown, value);
            return;
        }

        var values = value.Unwrap() as ITupleOperation;
        for (var i = 0; i < targets.Elements.Length; i++)
        {
            if (values is not null && i < values.Elements.Length)
            {
                Define(VariableOf(targets.Elements[i]), DefinitionKind.Value, values.Elements[i]);
            }
            else
            {
                Define(VariableOf(targets.Elements[i]), DefinitionKind.Unknown, value);
            }
        }
    }

    private void DefineByPattern(ISymbol declared, IPatternOperation pattern)
    {
        if (pattern.MatchedValue(out var isElement) is { } value)
        {
            Define(declared, isElement ? DefinitionKind.Element : DefinitionKind.Value, value);
        }
    }

    private void Define(ISymbol? variable, DefinitionKind kind, IOperation source)
    {
        if (variable is not null)
        {
            Add(_definitions, variable, new Definition(kind, source));
        }
    }

    public static ISymbol? VariableOf(IOperation? target) => target switch
    {
        ILocalReferenceOperation local => local.Local,
        IParameterReferenceOperation parameter => parameter.Parameter,
        IDeclarationExpressionOperation declaration => VariableOf(declaration.Expression),
        IConversionOperation conversion => VariableOf(conversion.Operand),
        _ => null,
    };

    private static void Add<T>(Dictionary<ISymbol, List<T>> table, ISymbol key, T value)
    {
        if (!table.TryGetValue(key, out var list))
        {
            table[key] = list = [];
        }

        list.Add(value);
    }
}
