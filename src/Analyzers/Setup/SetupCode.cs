using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ClientIpAnalyzers.Analyzers.Flow;

namespace ClientIpAnalyzers.Analyzers.Setup;

/// <summary>The bodies of the members that set something up, and what is asked about them. Used by one thread.</summary>
internal sealed class SetupCode(SourceLookup sources, WellKnownTypes types)
{
    private readonly Dictionary<IOperation, Body> _bodies = [];

    public SourceLookup Sources { get; } = sources;

    public RangeValues Ranges { get; } = new(sources, types);

    /// <summary>The member that an operation is in.</summary>
    public Body BodyAround(IOperation operation)
    {
        var root = operation;
        while (root.Parent is { } parent)
        {
            root = parent;
        }

        if (!_bodies.TryGetValue(root, out var body))
        {
            _bodies[root] = body = new Body(ImmutableArray.Create(root), OwnerOf(root.Syntax), MemberAnalysis.GraphOf);
        }

        return body;
    }

    private ISymbol OwnerOf(SyntaxNode syntax)
        => Sources.ModelOf(syntax.SyntaxTree) is { } model
            && (model.GetDeclaredSymbol(syntax) ?? model.GetEnclosingSymbol(syntax.Span.End - 1)) is { } symbol
                ? symbol
                : Sources.Compilation.Assembly;

    /// <summary>The code of a method or local function of this compilation; null where it is not at hand.</summary>
    public IOperation? BodyOf(IMethodSymbol method)
    {
        var definition = (method.ReducedFrom ?? method).OriginalDefinition;
        definition = definition.PartialImplementationPart ?? definition;
        return definition.DeclaringSyntaxReferences
            .Select(reference => Sources.OperationOf(reference.GetSyntax()))
            .Select(operation => operation is ILocalFunctionOperation local ? local.Body : operation)
            .FirstOrDefault(operation => operation is not null);
    }

    public IEnumerable<AddressRange> RangesAdded(IInvocationOperation call)
        => call.ExplicitArguments().SelectMany(argument => Ranges.Find(argument.Value, BodyAround(call)));

    public static IEnumerable<IOperation> ReturnedBy(IOperation body)
        => body.DescendantsAndSelf().OfType<IReturnOperation>().Select(result => result.ReturnedValue?.Unwrap()).OfType<IOperation>();

    /// <summary>What a method that makes the options returns is the object itself.</summary>
    public void AddReturned(IOperation body, OptionsSubject subject)
    {
        foreach (var returned in ReturnedBy(body))
        {
            if (returned is ILocalReferenceOperation local)
            {
                subject.Names.Add(local.Local);
                foreach (var definition in BodyAround(local).DefinitionsOf(local.Local))
                {
                    subject.Creations.Add(definition.Source.Unwrap().Syntax);
                }
            }
            else if (returned is IObjectCreationOperation or IInvocationOperation)
            {
                subject.Creations.Add(returned.Syntax);
            }
        }
    }

    /// <summary>Framework methods that take options and leave them as they are.</summary>
    public static bool OnlyUses(IMethodSymbol method)
        => method.IsFromFramework()
            && (method.Name is CandidateIdentifiers.UseForwardedHeaders or "Create" or "ThrowIfNull"
                || method.Name.StartsWith("Add", StringComparison.Ordinal)
                || method.Name.StartsWith("Log", StringComparison.Ordinal));
}
