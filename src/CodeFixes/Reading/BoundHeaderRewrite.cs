using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace ClientIpAnalyzers.CodeFixes.Reading;

/// <summary>
/// CIP005: the bound parameter goes, and its uses become the resolved client. Where the handler has no way to the
/// request, it takes the <c>HttpContext</c> in the parameter's place.
/// </summary>
internal sealed class BoundHeaderRewrite(SemanticModel model, CancellationToken cancellation)
{
    private const string Context = "Microsoft.AspNetCore.Http.HttpContext";

    public IEnumerable<IReadOnlyList<TextChange>> ChangesFor(SyntaxNode attribute)
    {
        if (attribute.FirstAncestorOrSelf<ParameterSyntax>() is not { Parent: ParameterListSyntax { Parent: { } function } list } parameter
            || function is not (MethodDeclarationSyntax or ParenthesizedLambdaExpressionSyntax or LocalFunctionStatementSyntax)
            || model.GetDeclaredSymbol(parameter, cancellation) is not IParameterSymbol symbol
            || AnswerFor(symbol, function, out var added) is not { } answer)
        {
            yield break;
        }

        var uses = function.DescendantNodes().OfType<IdentifierNameSyntax>()
            .Where(name => name.Identifier.ValueText == symbol.Name
                && SymbolEqualityComparer.Default.Equals(model.GetSymbolInfo(name, cancellation).Symbol, symbol))
            .ToList();
        var declaration = added is null ? Removal(list, parameter) : new TextChange(parameter.Span, added);
        yield return [declaration, .. uses.Select(use => new TextChange(use.Span, answer))];
        if (symbol.Type.SpecialType == SpecialType.System_String)
        {
            yield return [declaration, .. uses.Select(use => new TextChange(use.Span, use.Parent is ArgumentSyntax or ReturnStatementSyntax or ArrowExpressionClauseSyntax or EqualsValueClauseSyntax or LambdaExpressionSyntax
                ? answer + " ?? \"\""
                : "(" + answer + " ?? \"\")"))];
        }
    }

    private string? AnswerFor(IParameterSymbol parameter, SyntaxNode function, out string? added)
    {
        added = null;
        var shape = parameter.Type switch
        {
            { SpecialType: SpecialType.System_String } => AccessorRewrite.AsText,
            { Name: "IPAddress" } => AccessorRewrite.AsAddress,
            _ => null,
        };
        if (shape is null || parameter.ContainingSymbol is not IMethodSymbol method)
        {
            return null;
        }

        var context = method.Parameters.FirstOrDefault(other => other.Type.WithNullableAnnotation(NullableAnnotation.None).ToDisplayString() == Context)?.Name;
        if (context is null && method.MethodKind == MethodKind.Ordinary)
        {
            return ContextReach.HasContextProperty(method.ContainingType) ? "HttpContext.GetClientIp()." + shape : null;
        }

        if (context is null)
        {
            context = model.LookupSymbols(function.SpanStart, name: "context").IsEmpty ? "context" : "httpContext";
            added = "HttpContext " + context;
        }

        return context + ".GetClientIp()." + shape;
    }

    private static TextChange Removal(ParameterListSyntax list, ParameterSyntax parameter)
    {
        var index = list.Parameters.IndexOf(parameter);
        return index + 1 < list.Parameters.Count
            ? new TextChange(TextSpan.FromBounds(parameter.SpanStart, list.Parameters[index + 1].SpanStart), "")
            : new TextChange(TextSpan.FromBounds(index > 0 ? list.Parameters[index - 1].Span.End : parameter.SpanStart, parameter.Span.End), "");
    }
}
