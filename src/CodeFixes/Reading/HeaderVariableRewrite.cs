using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace ClientIpAnalyzers.CodeFixes.Reading;

/// <summary>
/// Rewrites a header that goes through a variable: <c>TryGetValue(name, out var values)</c> in a condition, or
/// <c>var values = headers[name]</c>. The variable becomes the text of the address, and so does each of its uses.
/// </summary>
internal sealed class HeaderVariableRewrite(SemanticModel model, CancellationToken cancellation)
{
    /// <summary>The condition asks for the address and names it: <c>... is { } values</c>, negated <c>is not { } values</c>.</summary>
    public IEnumerable<IReadOnlyList<TextChange>> ForCondition(InvocationExpressionSyntax call, (int Position, string Text) start)
    {
        if (call.ArgumentList.Arguments.LastOrDefault()?.Expression is not DeclarationExpressionSyntax { Designation: SingleVariableDesignationSyntax designation }
            || UsesOf(designation) is not { } uses)
        {
            return [];
        }

        var name = designation.Identifier.ValueText;
        if (call.Parent is ConditionalExpressionSyntax choice && choice.Condition == call
            && uses.Count == 1 && uses[0].Span == choice.WhenTrue.Span)
        {
            var otherwise = choice.WhenFalse.IsKind(SyntaxKind.NullLiteralExpression) ? "" : " ?? " + choice.WhenFalse;
            return [[new TextChange(TextSpan.FromBounds(start.Position, choice.Span.End), start.Text + AccessorRewrite.AsText + otherwise)]];
        }

        var changes = new List<TextChange>();
        if (call.Parent is PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalNotExpression } not)
        {
            changes.Add(new TextChange(not.OperatorToken.Span, ""));
            changes.Add(new TextChange(TextSpan.FromBounds(start.Position, call.Span.End), start.Text + AccessorRewrite.AsText + " is not { } " + name));
        }
        else
        {
            changes.Add(new TextChange(TextSpan.FromBounds(start.Position, call.Span.End), start.Text + AccessorRewrite.AsText + " is { } " + name));
        }

        changes.AddRange(uses.Where(use => use.NewText!.Length != use.Span.Length));
        return [changes];
    }

    /// <summary>The variable is declared as the text; a missing header was empty text where that is what was asked for.</summary>
    public IEnumerable<IReadOnlyList<TextChange>> ForDeclaration(ElementAccessExpressionSyntax read, (int Position, string Text) start)
    {
        if (read.Parent is not EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax { Variables.Count: 1 } declaration } declarator }
            || UsesOf(declarator) is not { Count: > 0 } uses)
        {
            return [];
        }

        var changes = uses.Where(use => use.NewText!.Length != use.Span.Length).ToList();
        if (!declaration.Type.IsVar)
        {
            var isNullable = (model.GetNullableContext(declaration.SpanStart) & NullableContext.AnnotationsEnabled) != 0;
            changes.Add(new TextChange(declaration.Type.Span, isNullable ? "string?" : "string"));
        }

        var span = TextSpan.FromBounds(start.Position, read.Span.End);
        return
        [
            [.. changes, new TextChange(span, start.Text + AccessorRewrite.AsText)],
            [.. changes, new TextChange(span, start.Text + AccessorRewrite.AsText + " ?? \"\"")],
        ];
    }

    /// <summary>Each use with the conversion to text taken off; null where the variable is used as something else.</summary>
    private List<TextChange>? UsesOf(SyntaxNode declaration)
    {
        var scope = declaration.AncestorsAndSelf().LastOrDefault(node => node is BlockSyntax or ArrowExpressionClauseSyntax or LambdaExpressionSyntax)
            ?? declaration.FirstAncestorOrSelf<CompilationUnitSyntax>();
        if (scope is null || model.GetDeclaredSymbol(declaration, cancellation) is not { } variable)
        {
            return null;
        }

        var uses = new List<TextChange>();
        foreach (var name in scope.DescendantNodes().OfType<IdentifierNameSyntax>().Where(name => name.Identifier.ValueText == variable.Name))
        {
            if (!SymbolEqualityComparer.Default.Equals(model.GetSymbolInfo(name, cancellation).Symbol, variable))
            {
                continue;
            }

            var (end, isText, _) = ReadSuffix.Of(name);
            if (!isText && !IsText(name))
            {
                return null;
            }

            uses.Add(new TextChange(TextSpan.FromBounds(name.SpanStart, isText ? end : name.Span.End), name.Identifier.ValueText));
        }

        return uses;
    }

    private bool IsText(IdentifierNameSyntax name)
        => name.Parent is InterpolationSyntax
            || model.GetTypeInfo(name, cancellation).ConvertedType?.SpecialType == SpecialType.System_String
            || (name.Parent is ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call }
                && model.GetSymbolInfo(call, cancellation).Symbol is IMethodSymbol { Name: "IsNullOrEmpty", ContainingType.Name: "StringValues" });
}
