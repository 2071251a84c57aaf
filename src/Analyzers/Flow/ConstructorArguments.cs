using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using ClientIpAnalyzers.Analyzers.Searching;

namespace ClientIpAnalyzers.Analyzers.Flow;

/// <summary>
/// What the compilation gives to the constructors of a type, for a member that only keeps what its constructor was
/// given: <c>new HeaderReader(options.RealIpHeader)</c>. What a container gives is not seen.
/// </summary>
internal static class ConstructorArguments
{
    private const int MaxCreations = 16;

    /// <summary>The values that a field or property can have been given through a constructor of its type.</summary>
    public static IEnumerable<IOperation> KeptBy(ISymbol member, SourceLookup sources)
        => from constructor in member.ContainingType.InstanceConstructors
           from reference in constructor.DeclaringSyntaxReferences
           let body = reference.GetSyntax() as ConstructorDeclarationSyntax
           where body is not null
           from assignment in sources.OperationOf(body)?.Descendants().OfType<ISimpleAssignmentOperation>() ?? []
           where assignment.Target is IMemberReferenceOperation target && SymbolEqualityComparer.Default.Equals(target.Member, member)
           let parameter = ((assignment.Value.Unwrap() as ICoalesceOperation)?.Value ?? assignment.Value).Unwrap() as IParameterReferenceOperation
           where parameter is not null
           from value in GivenTo(parameter.Parameter, sources)
           select value;

    /// <summary>The arguments that stand for a constructor's parameter.</summary>
    public static IEnumerable<IOperation> GivenTo(IParameterSymbol parameter, SourceLookup sources)
        => parameter.ContainingSymbol is IMethodSymbol { MethodKind: MethodKind.Constructor } constructor
            ? CreationsOf(constructor.ContainingType, sources)
                .Where(creation => SymbolEqualityComparer.Default.Equals(creation.Constructor?.OriginalDefinition, constructor.OriginalDefinition))
                .SelectMany(creation => creation.Arguments)
                .Where(argument => argument.Parameter?.Ordinal == parameter.Ordinal && argument.ArgumentKind != ArgumentKind.DefaultValue)
                .Select(argument => argument.Value)
            : [];

    private static ImmutableArray<IObjectCreationOperation> CreationsOf(INamedTypeSymbol type, SourceLookup sources)
        => sources.Creations.GetOrAdd(type.OriginalDefinition, _ =>
        {
            var search = new WordSearch([(type.Name, WordKind.Whole)]);
            return sources.Compilation.SyntaxTrees
                .Where(tree => search.IsFoundIn(tree.GetText()))
                .SelectMany(tree => tree.GetRoot().DescendantNodes().OfType<ObjectCreationExpressionSyntax>())
                .Where(creation => creation.Type.GetLastToken().ValueText == type.Name)
                .Take(MaxCreations)
                .Select(sources.OperationOf)
                .OfType<IObjectCreationOperation>()
                .ToImmutableArray();
        });
}
