using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ClientIpAnalyzers.CodeFixes.Reading;

/// <summary>Small steps through chains of member accesses.</summary>
internal static class ExpressionExtensions
{
    /// <summary>What a member is reached through, also across <c>?.</c>.</summary>
    public static ExpressionSyntax? Receiver(this ExpressionSyntax access) => access switch
    {
        MemberAccessExpressionSyntax member => member.Expression.Strip(),
        MemberBindingExpressionSyntax => access.Ancestors().OfType<ConditionalAccessExpressionSyntax>()
            .FirstOrDefault(chain => chain.WhenNotNull.Span.Contains(access.Span)) is { } chain
                ? LastOf(chain.Expression)
                : null,
        _ => null,
    };

    /// <summary>The member that an expression before a <c>?.</c> ends in, which is what is tested for null.</summary>
    private static ExpressionSyntax LastOf(ExpressionSyntax expression)
        => expression.Strip() is ConditionalAccessExpressionSyntax chain ? LastOf(chain.WhenNotNull) : expression.Strip();

    public static ExpressionSyntax Strip(this ExpressionSyntax expression)
    {
        while (true)
        {
            switch (expression)
            {
                case ParenthesizedExpressionSyntax parenthesized:
                    expression = parenthesized.Expression;
                    break;
                case PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression } suppressed:
                    expression = suppressed.Operand;
                    break;
                default:
                    return expression;
            }
        }
    }

    /// <summary>The part of the chain around an expression that ends where a read with its conversions does.</summary>
    public static SyntaxNode ChainUpTo(this SyntaxNode node, int end)
    {
        while (node.Parent is MemberAccessExpressionSyntax or ConditionalAccessExpressionSyntax or InvocationExpressionSyntax or ElementAccessExpressionSyntax
            or PostfixUnaryExpressionSyntax
            && node.Parent.Span.End <= end)
        {
            node = node.Parent;
        }

        return node;
    }

    public static int ChainStart(this SyntaxNode node) => node.Chain().SpanStart;

    public static SyntaxNode Chain(this SyntaxNode node)
    {
        while (node.Parent is MemberAccessExpressionSyntax or ConditionalAccessExpressionSyntax or InvocationExpressionSyntax or ElementAccessExpressionSyntax
            or PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression })
        {
            node = node.Parent;
        }

        return node;
    }
}
