using ClientIpAnalyzers.Declarations;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ClientIpAnalyzers.Analyzers.Declaring;

/// <summary>Finds the argument of an attribute, or the element of one, that a problem is about.</summary>
internal static class AttributeLocator
{
    /// <summary>Null where the attribute is not in source.</summary>
    public static Location? Locate(AttributeData attribute, ProblemPlace place, CancellationToken cancellationToken)
        => attribute.ApplicationSyntaxReference?.GetSyntax(cancellationToken) is AttributeSyntax syntax
            ? (Find(syntax, attribute.AttributeConstructor, place) ?? (SyntaxNode)syntax).GetLocation()
            : null;

    private static ExpressionSyntax? Find(AttributeSyntax syntax, IMethodSymbol? constructor, ProblemPlace place)
    {
        if (place.Argument is not { } name || syntax.ArgumentList is not { } list)
        {
            return null;
        }

        var named = list.Arguments.FirstOrDefault(argument => NameOf(argument) == name);
        if (named is not null)
        {
            return Element(named.Expression, place.Element);
        }

        if (constructor?.Parameters.FirstOrDefault(parameter => parameter.Name == name) is not { } parameter)
        {
            return null;
        }

        var positional = list.Arguments.Where(argument => NameOf(argument) is null).ToList();
        if (parameter.Ordinal >= positional.Count)
        {
            return null;
        }

        // The elements of a params array stand side by side, or all in one array.
        var first = positional[parameter.Ordinal].Expression;
        if (!parameter.IsParams || ElementsOf(first) is not null)
        {
            return Element(first, place.Element);
        }

        var index = parameter.Ordinal + Math.Max(place.Element, 0);
        return index < positional.Count ? positional[index].Expression : first;
    }

    private static string? NameOf(AttributeArgumentSyntax argument)
        => (argument.NameEquals?.Name ?? argument.NameColon?.Name)?.Identifier.ValueText;

    private static ExpressionSyntax Element(ExpressionSyntax expression, int index)
        => index >= 0 && ElementsOf(expression) is { } elements && index < elements.Count ? elements[index] : expression;

    private static List<ExpressionSyntax>? ElementsOf(ExpressionSyntax expression)
        => expression switch
        {
            ArrayCreationExpressionSyntax array => array.Initializer?.Expressions.ToList() ?? [],
            ImplicitArrayCreationExpressionSyntax array => [.. array.Initializer.Expressions],
            CollectionExpressionSyntax collection => [.. collection.Elements.OfType<ExpressionElementSyntax>().Select(element => element.Expression)],
            _ => null,
        };
}
