using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ClientIpAnalyzers.Analyzers.Searching;

/// <summary>The code of one member.</summary>
/// <param name="Roots">Never empty; a constructor has two: its initializer and its body.</param>
internal readonly record struct MemberCode(ISymbol Owner, ImmutableArray<IOperation> Roots);

/// <summary>
/// The members of a file that have code, as an action for operation blocks would be given them. Such an action has the
/// compiler bind every member of every file, whoever asked for it.
/// </summary>
internal static class CodeBlocks
{
    public static IEnumerable<MemberCode> In(SemanticModel model, CancellationToken cancellation)
    {
        foreach (var (declaration, blocks) in In(model.SyntaxTree.GetRoot(cancellation)))
        {
            var roots = blocks.Select(block => block is null ? null : model.GetOperation(block, cancellation)).OfType<IOperation>().ToImmutableArray();
            if (!roots.IsEmpty && OwnerOf(declaration, model, cancellation) is { } owner)
            {
                yield return new MemberCode(owner, roots);
            }
        }
    }

    private static IEnumerable<(SyntaxNode Declaration, SyntaxNode?[] Blocks)> In(SyntaxNode container)
    {
        if (container is CompilationUnitSyntax unit && unit.Members.Any(SyntaxKind.GlobalStatement))
        {
            yield return (unit, [unit]);
        }

        if (container is TypeDeclarationSyntax { BaseList.Types: [PrimaryConstructorBaseTypeSyntax call, ..] } derived)
        {
            yield return (derived, [call]);
        }

        var members = container switch
        {
            CompilationUnitSyntax file => file.Members,
            BaseNamespaceDeclarationSyntax part => part.Members,
            TypeDeclarationSyntax type => type.Members,
            _ => default,
        };
        foreach (var block in members.SelectMany(OfMember))
        {
            yield return block;
        }
    }

    private static IEnumerable<(SyntaxNode Declaration, SyntaxNode?[] Blocks)> OfMember(MemberDeclarationSyntax member)
    {
        switch (member)
        {
            case BaseNamespaceDeclarationSyntax or TypeDeclarationSyntax:
                return In(member);
            case ConstructorDeclarationSyntax constructor:
                return [(member, [constructor.Initializer, constructor.Body, constructor.ExpressionBody])];
            case BaseMethodDeclarationSyntax method:
                return [(member, [method.Body, method.ExpressionBody])];
            case BaseFieldDeclarationSyntax field:
                return field.Declaration.Variables.Select(variable => ((SyntaxNode)variable, new SyntaxNode?[] { variable.Initializer }));
            case PropertyDeclarationSyntax property:
                return [(member, [property.Initializer]), (property.ExpressionBody ?? (SyntaxNode)member, [property.ExpressionBody]), .. Accessors(property)];
            case IndexerDeclarationSyntax { ExpressionBody: { } body }:
                return [(body, [body])];
            case BasePropertyDeclarationSyntax property:
                return Accessors(property);
            default:
                return [];
        }
    }

    private static IEnumerable<(SyntaxNode Declaration, SyntaxNode?[] Blocks)> Accessors(BasePropertyDeclarationSyntax property)
        => (property.AccessorList?.Accessors ?? default).Select(accessor => ((SyntaxNode)accessor, new SyntaxNode?[] { accessor.Body, accessor.ExpressionBody }));

    private static ISymbol? OwnerOf(SyntaxNode declaration, SemanticModel model, CancellationToken cancellation) => declaration switch
    {
        ArrowExpressionClauseSyntax { Parent: { } property } => (model.GetDeclaredSymbol(property, cancellation) as IPropertySymbol)?.GetMethod,
        TypeDeclarationSyntax type => model.GetDeclaredSymbol(type, cancellation)?.InstanceConstructors.FirstOrDefault(
            constructor => constructor.DeclaringSyntaxReferences.Any(reference => reference.GetSyntax(cancellation) == type)),
        _ => model.GetDeclaredSymbol(declaration, cancellation),
    };
}
