using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

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

    /// <summary>The insertion of a using directive, in its order among the others.</summary>
    public static TextChange Import(this CompilationUnitSyntax unit, string name)
    {
        var newLine = unit.NewLine();
        var directive = "using " + name + ";" + newLine;
        foreach (var existing in unit.Usings)
        {
            var imported = existing.Name?.ToString() ?? "";
            if (existing.Alias is not null
                || !existing.StaticKeyword.IsKind(SyntaxKind.None)
                || (!imported.StartsWith("System", StringComparison.Ordinal) && string.CompareOrdinal(imported, name) > 0))
            {
                return new TextChange(new TextSpan(existing.SpanStart, 0), directive);
            }
        }

        return unit.Usings.Count > 0
            ? new TextChange(new TextSpan(unit.Usings.Last().FullSpan.End, 0), directive)
            : new TextChange(new TextSpan(unit.Externs.Count > 0 ? unit.Externs.Last().FullSpan.End : unit.AfterFileHeader(), 0), directive + newLine);
    }
}
