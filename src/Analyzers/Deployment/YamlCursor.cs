using System.Text;
using Microsoft.CodeAnalysis.Text;

namespace ClientIpAnalyzers.Analyzers.Deployment;

/// <summary>A place in a YAML document, and what can be read from it: white space, names and scalars.</summary>
internal sealed class YamlCursor(string text, int start, int end)
{
    private int _lineStart = start == 0 || text[start - 1] == '\n' ? start : text.LastIndexOf('\n', start - 1) + 1;

    public int Position { get; private set; } = start < end && text[start] == '\uFEFF' ? start + 1 : start;

    public bool AtEnd => Position >= end;

    public char Current => AtEnd ? '\0' : text[Position];

    /// <summary>The character before the cursor.</summary>
    public char Last => text[Position - 1];

    public int Column => Position - _lineStart;

    public TextSpan EmptySpan => new(Position, 0);

    /// <summary>Whether nothing is left of the line but a comment; the cursor stands behind white space.</summary>
    public bool AtLineEnd => AtEnd || Current is '\n' or '\r' || (Current == '#' && IsAfterSpace);

    private bool IsAfterSpace => Position == start || char.IsWhiteSpace(text[Position - 1]);

    public static int NextLine(string text, int position)
    {
        var lineEnd = text.IndexOf('\n', position);
        return lineEnd < 0 ? text.Length : lineEnd + 1;
    }

    public void Advance() => Position++;

    public bool Skip(char character)
    {
        if (AtEnd || Current != character)
        {
            return false;
        }

        Position++;
        return true;
    }

    public void SkipSpaces()
    {
        while (Current is ' ' or '\t')
        {
            Position++;
        }
    }

    /// <summary>
    /// To the next thing that is no white space, comment or empty line; false, and no further than the line, where a
    /// tab indents it.
    /// </summary>
    public bool SkipToContent()
    {
        while (true)
        {
            var from = Position;
            SkipSpaces();
            if (!AtLineEnd)
            {
                if (from != _lineStart || text.IndexOf('\t', from, Position - from) < 0)
                {
                    return true;
                }

                StartLine(_lineStart);
                return false;
            }

            if (AtEnd)
            {
                return true;
            }

            StartLine(Math.Min(NextLine(text, Position), end));
        }
    }

    /// <summary>White space, comments and line ends between the parts of a flow collection; false at the end.</summary>
    public bool SkipFlowSpace()
    {
        if (!SkipToContent())
        {
            SkipSpaces();
        }

        return !AtEnd;
    }

    public bool IsAtDash() => Current == '-' && IsSpaceOrEnd(Position + 1);

    /// <summary>Whether a key and its colon are next, on this line.</summary>
    public bool IsAtKey()
    {
        if (Current is '[' or '{' or '|' or '>' or '%' or '@' or '`' || (Current == '?' && IsSpaceOrEnd(Position + 1)))
        {
            return false;
        }

        var quote = '\0';
        for (var index = Position; index < end && text[index] is not ('\n' or '\r'); index++)
        {
            var character = text[index];
            if (quote != '\0')
            {
                index += quote == '"' && character == '\\' ? 1 : 0;
                quote = character == quote ? '\0' : quote;
            }
            else if (character is '"' or '\'' && (index == Position || text[index - 1] is ' ' && text[Position] is '&' or '!'))
            {
                quote = character;
            }
            else if (character == ':' && IsSpaceOrEnd(index + 1))
            {
                return true;
            }
            else if (character == '#' && index > Position && text[index - 1] is ' ' or '\t')
            {
                return false;
            }
        }

        return false;
    }

    /// <summary>An anchor, alias or tag with its sign; the name is returned without it.</summary>
    public string ReadName()
    {
        var from = ++Position;
        while (!AtEnd && !char.IsWhiteSpace(Current) && Current is not (',' or ']' or '}'))
        {
            Position++;
        }

        return text.Substring(from, Position - from);
    }

    public YamlScalar? ReadPlainKey()
    {
        var from = Position;
        while (!AtEnd && Current is not ('\n' or '\r') && !(Current == ':' && IsSpaceOrEnd(Position + 1)))
        {
            Position++;
        }

        return Scalar(from, Position);
    }

    /// <summary>A plain scalar, with the lines that continue it.</summary>
    public YamlScalar? ReadPlain(int parentIndent)
    {
        if (Current is '%' or '@' or '`' or ',' or ']' or '}' || IsAtDash() || IsAtKey() || (Current == '?' && IsSpaceOrEnd(Position + 1)))
        {
            return null;
        }

        var from = Position;
        var value = new StringBuilder(ReadPlainLine());
        var to = Position;
        while (true)
        {
            SkipSpaces();
            if (Current == '#' || !SkipToContent())
            {
                // A comment ends the scalar; what a tab indents is refused by whoever reads on.
                break;
            }

            if (AtEnd || Column <= parentIndent || IsAtKey())
            {
                break;
            }

            value.Append(' ').Append(ReadPlainLine());
            to = Position;
        }

        return new YamlScalar(value.ToString().Trim(), TextSpan.FromBounds(from, to));
    }

    public YamlScalar? ReadFlowPlain()
    {
        var from = Position;
        while (!AtLineEnd && Current is not (',' or '[' or ']' or '{' or '}')
            && !(Current == ':' && (IsSpaceOrEnd(Position + 1) || text[Position + 1] is ',' or ']' or '}')))
        {
            Position++;
        }

        return Position > from ? Scalar(from, Position) : null;
    }

    public YamlScalar? ReadQuoted()
    {
        var from = Position;
        var quote = Current;
        var value = new StringBuilder();
        for (Position++; !AtEnd; Position++)
        {
            var character = Current;
            if (character == quote)
            {
                if (quote == '\'' && Position + 1 < end && text[Position + 1] == quote)
                {
                    Position++;
                }
                else
                {
                    Position++;
                    return new YamlScalar(value.ToString(), TextSpan.FromBounds(from, Position));
                }
            }
            else if (character == '\n')
            {
                _lineStart = Position + 1;
            }
            else if (character == '\\' && quote == '"' && Position + 1 < end)
            {
                // None of the values that matter has another escape than one that stands for itself.
                character = text[++Position];
                _lineStart = character == '\n' ? Position + 1 : _lineStart;
            }

            value.Append(character);
        }

        return null;
    }

    /// <summary>The lines below a <c>|</c> or <c>&gt;</c> that are indented more than the parent.</summary>
    public YamlScalar ReadBlockScalar(int parentIndent)
    {
        StartLine(Math.Min(NextLine(text, Position), end));
        var from = Position;
        while (!AtEnd)
        {
            SkipSpaces();
            if (!AtEnd && Current is not ('\n' or '\r') && Column <= parentIndent)
            {
                break;
            }

            StartLine(Math.Min(NextLine(text, Position), end));
        }

        StartLine(_lineStart);
        return new YamlScalar(text.Substring(from, Position - from), TextSpan.FromBounds(from, Position), isBlock: true);
    }

    private string ReadPlainLine()
    {
        var from = Position;
        while (!AtLineEnd)
        {
            Position++;
        }

        return text.Substring(from, Position - from).Trim();
    }

    private YamlScalar Scalar(int from, int to)
    {
        while (to > from && text[to - 1] is ' ' or '\t')
        {
            to--;
        }

        return new YamlScalar(text.Substring(from, to - from), TextSpan.FromBounds(from, to));
    }

    private bool IsSpaceOrEnd(int index) => index >= end || char.IsWhiteSpace(text[index]);

    private void StartLine(int position)
    {
        Position = position;
        _lineStart = position;
    }
}
