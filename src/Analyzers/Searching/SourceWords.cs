using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ClientIpAnalyzers.Analyzers.Searching;

/// <summary>
/// What the text of one file tells without being bound. Found out once per version of a file: while somebody types in
/// one file, the answers for all others are kept.
/// </summary>
internal sealed class SourceWords
{
    private static readonly ConditionalWeakTable<SyntaxTree, SourceWords> OfWeb = new();
    private static readonly ConditionalWeakTable<SyntaxTree, SourceWords> OfSockets = new();

    private readonly SyntaxTree _tree;
    private ImmutableArray<string> _names;

    private SourceWords(SyntaxTree tree, WordSearch vocabulary)
    {
        _tree = tree;
        IsOfInterest = vocabulary.IsFoundIn(tree.GetText());
    }

    /// <summary>Whether the file itself mentions anything that rules are about.</summary>
    public bool IsOfInterest { get; }

    public static SourceWords Of(SyntaxTree tree, bool isWeb) => isWeb
        ? OfWeb.GetValue(tree, static tree => new SourceWords(tree, Vocabulary.OfWeb))
        : OfSockets.GetValue(tree, static tree => new SourceWords(tree, Vocabulary.OfSockets));

    /// <summary>
    /// The names by which other files get at what is declared here: members and parameters of the types in question,
    /// constants and defaults that are the name of a header, helpers that return what they read.
    /// </summary>
    public ImmutableArray<string> DeclaredNames(CancellationToken cancellation)
    {
        if (_names.IsDefault)
        {
            // Racing threads find the same.
            ImmutableInterlocked.InterlockedInitialize(
                ref _names,
                IsOfInterest
                    ? NamesIn(_tree.GetRoot(cancellation)).Where(name => name.Length > 0).Distinct().ToImmutableArray()
                    : ImmutableArray<string>.Empty);
        }

        return _names;
    }

    private static IEnumerable<string> NamesIn(SyntaxNode root)
    {
        foreach (var node in root.DescendantNodes(node => node is CompilationUnitSyntax or MemberDeclarationSyntax or VariableDeclarationSyntax or ParameterListSyntax))
        {
            switch (node)
            {
                case VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax { Parent: BaseFieldDeclarationSyntax } declaration } field
                    when IsTyped(declaration.Type) || NamesHeader(field.Initializer?.Value):
                    yield return field.Identifier.ValueText;
                    break;
                case PropertyDeclarationSyntax property
                    when IsTyped(property.Type) || Reads(property, property.Type) || NamesHeader(property.Initializer?.Value):
                    yield return property.Identifier.ValueText;
                    break;
                case MethodDeclarationSyntax method when IsTyped(method.ReturnType) || Reads(method, method.ReturnType):
                    yield return method.Identifier.ValueText;
                    break;
                case ParameterSyntax { Type: { } type, Parent.Parent: RecordDeclarationSyntax or DelegateDeclarationSyntax } parameter when IsTyped(type):
                    yield return parameter.Parent!.Parent is DelegateDeclarationSyntax callback ? callback.Identifier.ValueText : parameter.Identifier.ValueText;
                    break;
            }
        }
    }

    private static bool IsTyped(TypeSyntax type) => Vocabulary.OfTypes.IsFoundIn(type.ToString());

    /// <summary>Whether a member may hand on, as text or as an answer, what it reads from a request.</summary>
    private static bool Reads(MemberDeclarationSyntax member, TypeSyntax type)
        => Vocabulary.OfAnswers.IsFoundIn(type.ToString()) && Vocabulary.OfWeb.IsFoundIn(member.ToString());

    /// <summary>Text, or made of other names: <c>const string Real = Names.RealIp;</c></summary>
    private static bool NamesHeader(ExpressionSyntax? value)
        => value is LiteralExpressionSyntax { RawKind: (int)SyntaxKind.StringLiteralExpression } or BinaryExpressionSyntax
                or MemberAccessExpressionSyntax or CollectionExpressionSyntax or BaseObjectCreationExpressionSyntax
                or ArrayCreationExpressionSyntax or ImplicitArrayCreationExpressionSyntax or InitializerExpressionSyntax
            && Vocabulary.OfWeb.IsFoundIn(value.ToString());
}
