using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace ClientIpAnalyzers.CodeFixes.Configuring;

/// <summary>A document and the edits that are made to it: statements and elements of initializers are taken out.</summary>
internal sealed class EditedDocument(CompilationUnitSyntax root, SemanticModel model, SourceText text)
{
    public CompilationUnitSyntax Root { get; } = root;

    public SemanticModel Model { get; } = model;

    public SourceText Text { get; } = text;

    public string NewLine { get; } = root.NewLine();

    public SyntaxNode? Find(Location location)
        => location.SourceTree == Root.SyntaxTree && Root.FullSpan.Contains(location.SourceSpan)
            ? Root.FindNode(location.SourceSpan, getInnermostNodeForTie: true)
            : null;

    public T? Find<T>(Location location)
        where T : SyntaxNode
        => Find(location)?.FirstAncestorOrSelf<T>();

    /// <summary>The white space before the first token of a line.</summary>
    public string IndentationAt(int position)
    {
        var line = Text.Lines.GetLineFromPosition(position);
        var content = line.ToString();
        return content.Substring(0, content.Length - content.TrimStart().Length);
    }

    /// <summary>Takes a statement out, with its lines where nothing else stands on them.</summary>
    /// <param name="comment">What to say in its place.</param>
    public TextChange Remove(StatementSyntax statement, string? comment = null)
    {
        if (statement.Parent is not (BlockSyntax or GlobalStatementSyntax or SwitchSectionSyntax))
        {
            return new(statement.Span, "{ }");
        }

        if (!IsAloneOnLines(statement.Span, out var lines))
        {
            return new(TextSpan.FromBounds(statement.SpanStart, SkipBlanks(statement.Span.End)), comment is null ? "" : $"/* {comment} */ ");
        }

        return new(lines, comment is null ? "" : IndentationAt(statement.SpanStart) + "// " + comment + NewLine);
    }

    /// <summary>Takes out what was moved elsewhere.</summary>
    public TextChange Remove(TextSpan span) => new(IsAloneOnLines(span, out var lines) ? lines : span, "");

    /// <summary>A statement with the comments directly above it and behind it.</summary>
    public static TextSpan WithComments(StatementSyntax statement)
    {
        var start = statement.SpanStart;
        var lineBreaks = 0;
        foreach (var trivia in statement.GetLeadingTrivia().Reverse())
        {
            if (trivia.IsKind(SyntaxKind.SingleLineCommentTrivia) || trivia.IsKind(SyntaxKind.MultiLineCommentTrivia))
            {
                start = trivia.SpanStart;
                lineBreaks = 0;
            }
            else if (!trivia.IsKind(SyntaxKind.WhitespaceTrivia) && (!trivia.IsKind(SyntaxKind.EndOfLineTrivia) || ++lineBreaks > 1))
            {
                break;
            }
        }

        var end = statement.GetTrailingTrivia().LastOrDefault(trivia => trivia.IsKind(SyntaxKind.SingleLineCommentTrivia));
        return TextSpan.FromBounds(start, Math.Max(statement.Span.End, end.Span.End));
    }

    /// <summary>Takes an element out of a list between braces, with a comma.</summary>
    public TextChange Remove(InitializerExpressionSyntax initializer, ExpressionSyntax element)
    {
        var index = initializer.Expressions.IndexOf(element);
        var isLast = index == initializer.Expressions.Count - 1;
        if (index < initializer.Expressions.SeparatorCount)
        {
            var comma = initializer.Expressions.GetSeparator(index);
            var span = TextSpan.FromBounds(element.SpanStart, comma.Span.End);
            if (IsAloneOnLines(span, out var lines))
            {
                return new(lines, "");
            }

            if (!isLast && string.IsNullOrWhiteSpace(Text.ToString(TextSpan.FromBounds(lines.Start, span.Start))))
            {
                // What is said behind it stays, at its place in the line.
                return new(TextSpan.FromBounds(span.Start, SkipBlanks(span.End)), "");
            }

            var isFollowed = !isLast && !HasComment(span.End, initializer.Expressions[index + 1].SpanStart);
            return new(isFollowed ? TextSpan.FromBounds(span.Start, initializer.Expressions[index + 1].SpanStart) : span, "");
        }

        var start = index > 0 ? initializer.Expressions.GetSeparator(index - 1).SpanStart : element.SpanStart;
        return new(HasComment(start, element.SpanStart) ? element.Span : TextSpan.FromBounds(start, element.Span.End), "");
    }

    private int SkipBlanks(int position)
    {
        while (position < Text.Length && Text[position] is ' ')
        {
            position++;
        }

        return position;
    }

    private bool HasComment(int start, int end) => Text.ToString(TextSpan.FromBounds(start, end)).Contains("/");

    private bool IsAloneOnLines(TextSpan span, out TextSpan lines)
    {
        var first = Text.Lines.GetLineFromPosition(span.Start);
        var last = Text.Lines.GetLineFromPosition(span.End);
        lines = TextSpan.FromBounds(first.Start, last.EndIncludingLineBreak);
        return string.IsNullOrWhiteSpace(Text.ToString(TextSpan.FromBounds(first.Start, span.Start)))
            && string.IsNullOrWhiteSpace(Text.ToString(TextSpan.FromBounds(span.End, last.End)));
    }

    /// <summary>The name of the flags' type where the code stands, and the directive that is missing for it.</summary>
    public IEnumerable<TextChange> ImportFlags(int position)
        => Model.LookupNamespacesAndTypes(position, name: "ForwardedHeaders").Any(symbol => symbol.ContainingNamespace?.ToDisplayString() == "Microsoft.AspNetCore.HttpOverrides")
            ? []
            : [Root.Import("Microsoft.AspNetCore.HttpOverrides")];
}
