using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace ClientIpAnalyzers.CodeFixes.Reading;

/// <summary>
/// Removes the look-up of a CGI variable where something else is left: one operand of a <c>??</c> chain, or an
/// <c>if</c> that does nothing but fall back to it.
/// </summary>
internal static class CgiRemoval
{
    public static IEnumerable<IReadOnlyList<TextChange>> ChangesFor(SyntaxNode read)
    {
        if (read is not ExpressionSyntax expression)
        {
            return [];
        }

        var whole = expression.ChainUpTo(ReadSuffix.Of(expression).End);
        switch (whole.Parent)
        {
            // a ?? (read ?? b): the chain is nested on the right.
            case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceExpression } chain when chain.Left == whole:
                return [[new TextChange(TextSpan.FromBounds(whole.SpanStart, chain.Right.SpanStart), "")]];
            case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceExpression } chain:
                return [[new TextChange(TextSpan.FromBounds(chain.Left.Span.End, whole.Span.End), "")]];
            case AssignmentExpressionSyntax { Parent: ExpressionStatementSyntax statement } assignment when assignment.Right == whole:
                var fallback = statement.Parent is BlockSyntax { Statements.Count: 1 } block ? block.Parent : statement.Parent;
                return fallback is IfStatementSyntax { Else: null, Condition: var condition, Parent: BlockSyntax } && OnlyAsks(condition)
                    ? [[new TextChange(fallback.FullSpan, "")]]
                    : [];
            default:
                return [];
        }
    }

    private static bool OnlyAsks(ExpressionSyntax condition) => condition switch
    {
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "IsNullOrEmpty" or "IsNullOrWhiteSpace" }, ArgumentList.Arguments: [{ Expression: IdentifierNameSyntax }] } => true,
        BinaryExpressionSyntax { Left: IdentifierNameSyntax, Right: LiteralExpressionSyntax } => true,
        IsPatternExpressionSyntax { Expression: IdentifierNameSyntax, Pattern: ConstantPatternSyntax } => true,
        _ => false,
    };
}
