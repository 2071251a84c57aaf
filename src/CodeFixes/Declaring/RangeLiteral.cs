using System.Globalization;
using ClientIpAnalyzers.Analyzers.Declaring;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ClientIpAnalyzers.CodeFixes.Declaring;

/// <summary>A string literal in which some ranges are to be written otherwise.</summary>
internal static class RangeLiteral
{
    /// <summary>The literal that the report is about; null where the range comes from a constant or a file.</summary>
    public static LiteralExpressionSyntax? Find(SyntaxNode root, Diagnostic diagnostic)
        => diagnostic.Properties.ContainsKey(DeclarationAnalyzer.ReplacementProperty)
            && root.FullSpan.Contains(diagnostic.Location.SourceSpan)
            && root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true) is LiteralExpressionSyntax literal
            && literal.IsKind(SyntaxKind.StringLiteralExpression)
                ? literal
                : null;

    /// <summary>The literal with each reported part replaced, the last first, so that offsets stay true.</summary>
    public static LiteralExpressionSyntax Correct(LiteralExpressionSyntax literal, IEnumerable<Diagnostic> diagnostics)
    {
        var value = literal.Token.ValueText;
        var text = literal.Token.Text;

        // A literal without escapes is its value between quotes: it can stay in the form it was written in.
        var start = text.IndexOf('"' + value, StringComparison.Ordinal) + 1;
        foreach (var diagnostic in diagnostics.OrderByDescending(OffsetOf))
        {
            var offset = OffsetOf(diagnostic);
            var length = diagnostic.Properties[DeclarationAnalyzer.TextProperty]!.Length;
            var replacement = diagnostic.Properties[DeclarationAnalyzer.ReplacementProperty]!;
            value = value.Remove(offset, length).Insert(offset, replacement);
            text = start == 0 ? text : text.Remove(start + offset, length).Insert(start + offset, replacement);
        }

        var token = start == 0
            ? SyntaxFactory.Literal(value)
            : SyntaxFactory.Literal(SyntaxFactory.TriviaList(), text, value, SyntaxFactory.TriviaList());
        return literal.WithToken(token.WithTriviaFrom(literal.Token));
    }

    private static int OffsetOf(Diagnostic diagnostic)
        => int.Parse(diagnostic.Properties[DeclarationAnalyzer.OffsetProperty]!, CultureInfo.InvariantCulture);
}
