using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace ClientIpAnalyzers.CodeFixes.Reading;

/// <summary>What follows a read: the conversions to text, and the parsing of a list, that the resolved address needs no more.</summary>
internal static class ReadSuffix
{
    /// <summary>A whole parse goes, together with the trimming that follows it.</summary>
    public static TextChange Whole((int Position, string Text) start, SyntaxNode taking)
    {
        var end = taking.Span.End;
        SyntaxNode current = taking;
        while (true)
        {
            var next = current.Parent is ConditionalAccessExpressionSyntax chain && chain.WhenNotNull == current ? chain : current;
            if (next.Parent is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Trim" or "ToString" } member
                && member.Expression == next && member.Parent is InvocationExpressionSyntax call)
            {
                (current, end) = (call, call.Span.End);
            }
            else if (next.Parent is ConditionalAccessExpressionSyntax { WhenNotNull: InvocationExpressionSyntax { Expression: MemberBindingExpressionSyntax { Name.Identifier.ValueText: "Trim" or "ToString" } } } trimmed
                && trimmed.Expression == next)
            {
                (current, end) = (trimmed, trimmed.Span.End);
            }
            else
            {
                return new TextChange(TextSpan.FromBounds(start.Position, end), start.Text + AccessorRewrite.AsText);
            }
        }
    }

    /// <summary>How far the text conversion after a read reaches, and whether there is one.</summary>
    public static (int End, bool IsText, bool KeepsNonNull) Of(ExpressionSyntax read)
    {
        ExpressionSyntax current = read;
        var suppressed = false;
        if (current.Parent is PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression } suppression)
        {
            (current, suppressed) = (suppression, true);
        }

        // The read may end the right side of one ?. and be the left side of the next.
        var whole = current;
        while (whole.Parent is ConditionalAccessExpressionSyntax outer && outer.WhenNotNull == whole)
        {
            whole = outer;
        }

        if (current.Parent is MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax { ArgumentList.Arguments.Count: 0 } call } member
            && member.Expression == current && IsTextMethod(member.Name))
        {
            return (call.Span.End, true, suppressed && call.Parent is not (MemberAccessExpressionSyntax or ConditionalAccessExpressionSyntax or ElementAccessExpressionSyntax));
        }

        if (current.Parent is ElementAccessExpressionSyntax { ArgumentList.Arguments: [{ Expression: LiteralExpressionSyntax { Token.ValueText: "0" } }] } element
            && element.Expression == current)
        {
            return (element.Span.End, true, false);
        }

        if (whole.Parent is ConditionalAccessExpressionSyntax { WhenNotNull: InvocationExpressionSyntax { ArgumentList.Arguments.Count: 0, Expression: MemberBindingExpressionSyntax binding } next }
            && IsTextMethod(binding.Name))
        {
            return (next.Span.End, true, false);
        }

        if (current.Parent is ConditionalAccessExpressionSyntax { WhenNotNull: InvocationExpressionSyntax { ArgumentList.Arguments.Count: 0, Expression: MemberBindingExpressionSyntax inner } last } access
            && access.Expression == current && IsTextMethod(inner.Name))
        {
            return (last.Span.End, true, false);
        }

        return (read.Span.End, false, false);
    }

    private static bool IsTextMethod(SimpleNameSyntax name)
        => name.Identifier.ValueText is "ToString" or "FirstOrDefault" or "First" or "SingleOrDefault" or "Single" or "LastOrDefault" or "Last";
}
