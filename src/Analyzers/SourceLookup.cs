using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace ClientIpAnalyzers.Analyzers;

/// <summary>
/// Binds single pieces of other files: the initializer of a constant, the body of a helper, the arguments of a set-up
/// call. Only what a read asks for is ever bound, which is little, and shared by all rules: it is not cancelled.
/// </summary>
internal sealed class SourceLookup(Compilation compilation)
{
    private readonly ConcurrentDictionary<SyntaxTree, SemanticModel> _models = new();

    public Compilation Compilation { get; } = compilation;

    /// <summary>By type, where it is created; filled by what asks for it.</summary>
    public ConcurrentDictionary<INamedTypeSymbol, ImmutableArray<IObjectCreationOperation>> Creations { get; } = new(SymbolEqualityComparer.Default);

    /// <summary>The model of a file of this compilation; null for files of referenced projects.</summary>
    public SemanticModel? ModelOf(SyntaxTree tree)
    {
        if (_models.TryGetValue(tree, out var known))
        {
            return known;
        }

        if (!Compilation.ContainsSyntaxTree(tree))
        {
            return null;
        }

#pragma warning disable RS1030 // A live rule that depends on another file has no other way to it; few nodes are bound, once.
        return _models.GetOrAdd(tree, Compilation.GetSemanticModel(tree));
#pragma warning restore RS1030
    }

    public IOperation? OperationOf(SyntaxNode? syntax)
        => syntax is null ? null : ModelOf(syntax.SyntaxTree)?.GetOperation(syntax);

    /// <summary>The value that a field or property has unless somebody sets another.</summary>
    public IOperation? InitializerOf(ISymbol member)
    {
        foreach (var reference in member.DeclaringSyntaxReferences)
        {
            ExpressionSyntax? value = reference.GetSyntax() switch
            {
                VariableDeclaratorSyntax declarator => declarator.Initializer?.Value,
                PropertyDeclarationSyntax property => property.Initializer?.Value
                    ?? property.ExpressionBody?.Expression
                    ?? property.AccessorList?.Accessors.FirstOrDefault(accessor => accessor.ExpressionBody is not null)?.ExpressionBody?.Expression,
                _ => null,
            };
            if (OperationOf(value) is { } operation)
            {
                return operation;
            }
        }

        return null;
    }
}
