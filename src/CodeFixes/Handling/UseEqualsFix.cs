using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace ClientIpAnalyzers.CodeFixes.Handling;

/// <summary>CIP301: compares by <c>Equals</c>; by <c>object.Equals</c> where the left side may be null.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UseEqualsFix))]
public sealed class UseEqualsFix : TextFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(DiagnosticIds.ReferenceComparison);

    private protected override string Title => "Compare with Equals";

    private protected override IEnumerable<TextChange> ChangesFor(SyntaxNode node, FixContext context)
    {
        if (node is not BinaryExpressionSyntax comparison)
        {
            yield break;
        }

        var not = comparison.IsKind(SyntaxKind.NotEqualsExpression) ? "!" : "";
        var isCall = context.IsNeverNull(comparison.Left) && IsPrimary(comparison.Left);
        if (not.Length > 0 || !isCall)
        {
            yield return new TextChange(new TextSpan(comparison.Left.SpanStart, 0), isCall ? not : not + "object.Equals(");
        }

        yield return new TextChange(
            TextSpan.FromBounds(comparison.Left.Span.End, comparison.Right.SpanStart),
            isCall ? ".Equals(" + Between(comparison, "") : "," + Between(comparison, " "));
        yield return new TextChange(new TextSpan(comparison.Right.Span.End, 0), ")");
    }

    /// <summary>Comments and line breaks around the operator; spaces alone become <paramref name="spaces"/>.</summary>
    private static string Between(BinaryExpressionSyntax comparison, string spaces)
    {
        var trivia = comparison.Left.GetTrailingTrivia().ToFullString()
            + comparison.OperatorToken.LeadingTrivia.ToFullString()
            + comparison.OperatorToken.TrailingTrivia.ToFullString().TrimEnd(' ', '\t')
            + comparison.Right.GetLeadingTrivia().ToFullString();
        return trivia.Trim(' ', '\t').Length == 0 ? spaces : trivia;
    }

    private static bool IsPrimary(ExpressionSyntax expression)
        => expression is IdentifierNameSyntax or MemberAccessExpressionSyntax or InvocationExpressionSyntax or ElementAccessExpressionSyntax
            or ParenthesizedExpressionSyntax or ThisExpressionSyntax
            or PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression };
}
