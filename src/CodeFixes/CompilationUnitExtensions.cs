using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ClientIpAnalyzers.CodeFixes;

/// <summary>Places in a file.</summary>
internal static class CompilationUnitExtensions
{
    /// <summary>The line ending that the file uses.</summary>
    public static string NewLine(this CompilationUnitSyntax unit)
        => unit.SyntaxTree.GetText().Lines is [{ } first, _, ..] && first.EndIncludingLineBreak - first.End == 2 ? "\r\n" : "\n";

    /// <summary>After the comment that heads a file without usings, if a blank line ends it; else the very beginning.</summary>
    public static int AfterFileHeader(this CompilationUnitSyntax unit)
    {
        var position = 0;
        var endsLine = false;
        foreach (var trivia in unit.GetFirstToken(includeZeroWidth: true).LeadingTrivia)
        {
            if (trivia.IsKind(SyntaxKind.EndOfLineTrivia))
            {
                position = endsLine ? trivia.FullSpan.End : position;
                endsLine = true;
            }
            else if (trivia.IsKind(SyntaxKind.SingleLineCommentTrivia) || trivia.IsKind(SyntaxKind.MultiLineCommentTrivia))
            {
                endsLine = false;
            }
            else if (!trivia.IsKind(SyntaxKind.WhitespaceTrivia))
            {
                break;
            }
        }

        return position;
    }
}
