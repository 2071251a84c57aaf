using System.Text;

namespace ClientIpAnalyzers.Generators.Emit;

/// <summary>Writes indented lines. Line ends are LF everywhere, so that the same model gives the same file.</summary>
internal sealed class CodeWriter
{
    private const int LongestCommentLine = 116;
    private const int LongestListLine = 130;

    private readonly StringBuilder _text = new();
    private int _depth;
    private bool _blankPending;
    private bool _isBlockEmpty = true;

    /// <summary>Writes one line at the current depth; an empty one is written only between two others of a block.</summary>
    public void Line(string text = "")
    {
        if (text.Length == 0)
        {
            _blankPending = !_isBlockEmpty;
            return;
        }

        if (_blankPending)
        {
            _text.Append('\n');
            _blankPending = false;
        }

        _text.Append(' ', _depth * 4).Append(text).Append('\n');
        _isBlockEmpty = false;
    }

    public void Lines(params string[] lines)
    {
        foreach (var line in lines)
        {
            Line(line);
        }
    }

    /// <summary>
    /// A list of parameters, or arguments: on one line where that is short enough, otherwise each part on a
    /// line of its own.
    /// </summary>
    public void List(string head, IReadOnlyList<string> parts, string tail)
    {
        var line = head + string.Join(", ", parts) + tail;
        if ((_depth * 4) + line.Length <= LongestListLine || parts.Count == 0)
        {
            Line(line);
            return;
        }

        Line(head.TrimEnd());
        using (Indent())
        {
            for (var i = 0; i < parts.Count; i++)
            {
                Line(parts[i] + (i == parts.Count - 1 ? tail : ","));
            }
        }
    }

    /// <summary>A comment, wrapped where it is long.</summary>
    public void Comment(string text) => Wrapped("// ", text);

    /// <summary>A documentation summary; <paramref name="text"/> is XML.</summary>
    public void Summary(string text)
    {
        if (text.Length <= LongestCommentLine - 24)
        {
            Line("/// <summary>" + text + "</summary>");
            return;
        }

        Line("/// <summary>");
        Wrapped("/// ", text);
        Line("/// </summary>");
    }

    /// <summary>Opens a block with a brace on its own line; disposing the result closes it.</summary>
    public Block Open(string? header = null, string close = "}")
    {
        if (header is not null)
        {
            Line(header);
        }

        Line("{");
        _depth++;
        _isBlockEmpty = true;
        return new Block(this, close);
    }

    /// <summary>Lines that continue a statement.</summary>
    public Block Indent()
    {
        _depth++;
        return new Block(this, null);
    }

    public override string ToString() => _text.ToString();

    private void Wrapped(string prefix, string text)
    {
        var line = new StringBuilder();
        foreach (var word in text.Split(' '))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > LongestCommentLine - prefix.Length)
            {
                Line(prefix + line);
                line.Clear();
            }

            if (line.Length > 0)
            {
                line.Append(' ');
            }

            line.Append(word);
        }

        Line(prefix + line);
    }

    internal readonly struct Block(CodeWriter writer, string? close) : IDisposable
    {
        public void Dispose()
        {
            writer._blankPending = false;
            writer._depth--;
            if (close is not null)
            {
                writer.Line(close);
            }
        }
    }
}
