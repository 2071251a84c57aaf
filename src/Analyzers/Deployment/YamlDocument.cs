using Microsoft.CodeAnalysis.Text;

namespace ClientIpAnalyzers.Analyzers.Deployment;

/// <summary>
/// Reads the part of YAML that deployment files are written in: block and flow collections, plain, quoted and block
/// scalars, anchors, aliases, tags and comments. A document with anything else (a complex key, a tab as indentation)
/// is not read at all.
/// </summary>
internal sealed class YamlDocument
{
    private const int MaxDepth = 64;

    private readonly YamlCursor _cursor;
    private readonly Dictionary<string, YamlNode> _anchors = new(StringComparer.Ordinal);

    private YamlDocument(string text, int start, int end) => _cursor = new YamlCursor(text, start, end);

    /// <summary>The roots of the documents in a file that can be read.</summary>
    public static IReadOnlyList<YamlNode> ReadAll(string text)
    {
        var roots = new List<YamlNode>();
        var start = 0;
        while (start <= text.Length)
        {
            var end = EndOfDocument(text, start, out var next);
            if (new YamlDocument(text, start, end).Read() is { } root)
            {
                roots.Add(root);
            }

            start = next;
        }

        return roots;
    }

    /// <summary>A marker at the start of a line ends a document, whatever it stands in.</summary>
    private static int EndOfDocument(string text, int start, out int next)
    {
        for (var line = start; line < text.Length; line = YamlCursor.NextLine(text, line))
        {
            if (string.CompareOrdinal(text, line, "---", 0, 3) == 0 || string.CompareOrdinal(text, line, "...", 0, 3) == 0)
            {
                if (line + 3 >= text.Length || char.IsWhiteSpace(text[line + 3]))
                {
                    next = Math.Min(line + 3, text.Length);
                    return line;
                }
            }
        }

        next = text.Length + 1;
        return text.Length;
    }

    private YamlNode? Read()
    {
        // Directives stand before the marker of their document: alone they are a document without a root.
        var root = ReadBlock(parentIndent: -1, depth: 0);
        return root is YamlMapping or YamlSequence && _cursor.SkipToContent() && _cursor.AtEnd ? root : null;
    }

    /// <summary>The node whose first line is next; an empty scalar where nothing is indented more than its parent.</summary>
    private YamlNode? ReadBlock(int parentIndent, int depth)
    {
        if (depth > MaxDepth || !_cursor.SkipToContent())
        {
            return null;
        }

        return _cursor.AtEnd || _cursor.Column <= parentIndent
            ? new YamlScalar("", _cursor.EmptySpan)
            : ReadInline(parentIndent, _cursor.Column, depth, mayHoldMapping: true);
    }

    /// <summary>A node that starts where the cursor is, on a line that may have begun before it.</summary>
    /// <param name="parentIndent">Lines indented no more than this do not belong to the node.</param>
    /// <param name="indent">The column of the entries, if the node is a block collection.</param>
    /// <param name="mayHoldMapping">Not after a key: <c>a: b: c</c> is none.</param>
    private YamlNode? ReadInline(int parentIndent, int indent, int depth, bool mayHoldMapping)
    {
        if (depth > MaxDepth)
        {
            return null;
        }

        // A property belongs to the key where a key follows on the same line, else to what comes below.
        if (_cursor.Current is '&' or '!' && !(mayHoldMapping && _cursor.IsAtKey()))
        {
            return ReadWithProperty(parentIndent, indent, depth, mayHoldMapping);
        }

        if (mayHoldMapping && _cursor.IsAtDash())
        {
            return ReadSequence(indent, depth);
        }

        if (mayHoldMapping && _cursor.IsAtKey())
        {
            return ReadMapping(indent, depth);
        }

        switch (_cursor.Current)
        {
            case '|' or '>':
                return _cursor.ReadBlockScalar(parentIndent);
            case '*':
                return EndLine(ReadAlias());
            case '[' or '{':
                return EndLine(ReadFlow(depth));
            case '"' or '\'':
                return EndLine(_cursor.ReadQuoted());
            default:
                return _cursor.ReadPlain(parentIndent);
        }
    }

    private YamlNode? ReadWithProperty(int parentIndent, int indent, int depth, bool mayHoldMapping)
    {
        var isAnchor = _cursor.Current == '&';
        var name = _cursor.ReadName();
        _cursor.SkipSpaces();
        var node = !_cursor.AtLineEnd
            ? ReadInline(parentIndent, indent, depth + 1, mayHoldMapping)
            : ReadBelow(mayHoldMapping ? parentIndent : indent, depth);
        if (isAnchor && node is not null)
        {
            _anchors[name] = node;
        }

        return node;
    }

    private YamlSequence? ReadSequence(int indent, int depth)
    {
        var start = _cursor.Position;
        var items = new List<YamlNode>();
        while (_cursor.SkipToContent() && !_cursor.AtEnd && _cursor.Column == indent && _cursor.IsAtDash())
        {
            _cursor.Advance();
            _cursor.SkipSpaces();
            var item = _cursor.AtLineEnd
                ? ReadBlock(indent, depth + 1)
                : ReadInline(indent, _cursor.Column, depth + 1, mayHoldMapping: true);
            if (item is null)
            {
                return null;
            }

            items.Add(item);
        }

        // What follows at the same column is the next key of the mapping that the list belongs to.
        return _cursor.AtEnd || _cursor.Column <= indent ? new YamlSequence(items, TextSpan.FromBounds(start, _cursor.Position)) : null;
    }

    private YamlMapping? ReadMapping(int indent, int depth)
    {
        var start = _cursor.Position;
        var entries = new List<(YamlScalar Key, YamlNode Value)>();
        while (_cursor.SkipToContent() && !_cursor.AtEnd && _cursor.Column == indent && _cursor.IsAtKey())
        {
            if (ReadKey() is not { } key)
            {
                return null;
            }

            _cursor.SkipSpaces();
            var value = _cursor.AtLineEnd ? ReadBelow(indent, depth) : ReadInline(indent, indent, depth + 1, mayHoldMapping: false);
            if (value is null)
            {
                return null;
            }

            entries.Add((key, value));
        }

        return _cursor.AtEnd || _cursor.Column < indent ? new YamlMapping(entries, TextSpan.FromBounds(start, _cursor.Position)) : null;
    }

    /// <summary>The value of a key on the lines below it: a list may stand as far left as its key.</summary>
    private YamlNode? ReadBelow(int indent, int depth)
        => _cursor.SkipToContent() && !_cursor.AtEnd && indent >= 0 && _cursor.Column == indent && _cursor.IsAtDash()
            ? ReadSequence(indent, depth + 1)
            : ReadBlock(indent, depth + 1);

    private YamlScalar? ReadKey()
    {
        while (_cursor.Current is '&' or '!')
        {
            _cursor.ReadName();
            _cursor.SkipSpaces();
        }

        var key = _cursor.Current switch
        {
            '"' or '\'' => _cursor.ReadQuoted(),
            '*' => null,
            _ => _cursor.ReadPlainKey(),
        };
        _cursor.SkipSpaces();
        return key is not null && _cursor.Skip(':') ? key : null;
    }

    private YamlNode? ReadAlias()
        => _anchors.TryGetValue(_cursor.ReadName(), out var node) ? node : null;

    private YamlNode? ReadFlow(int depth)
    {
        if (depth > MaxDepth || !_cursor.SkipFlowSpace())
        {
            return null;
        }

        switch (_cursor.Current)
        {
            case '[':
                return ReadFlowSequence(depth);
            case '{':
                return ReadFlowMapping(depth);
            case '*':
                return ReadAlias();
            case '"' or '\'':
                return _cursor.ReadQuoted();
            default:
                return _cursor.ReadFlowPlain();
        }
    }

    private YamlSequence? ReadFlowSequence(int depth)
    {
        var start = _cursor.Position;
        var items = new List<YamlNode>();
        _cursor.Advance();
        while (_cursor.SkipFlowSpace() && !_cursor.Skip(']'))
        {
            if (ReadFlow(depth + 1) is not { } item)
            {
                return null;
            }

            items.Add(item);
            if (!_cursor.SkipFlowSpace() || (!_cursor.Skip(',') && _cursor.Current != ']'))
            {
                return null;
            }
        }

        return _cursor.Last == ']' ? new YamlSequence(items, TextSpan.FromBounds(start, _cursor.Position)) : null;
    }

    private YamlMapping? ReadFlowMapping(int depth)
    {
        var start = _cursor.Position;
        var entries = new List<(YamlScalar Key, YamlNode Value)>();
        _cursor.Advance();
        while (_cursor.SkipFlowSpace() && !_cursor.Skip('}'))
        {
            if (ReadFlow(depth + 1) is not YamlScalar key || !_cursor.SkipFlowSpace())
            {
                return null;
            }

            YamlNode? value = new YamlScalar("", _cursor.EmptySpan);
            if (_cursor.Skip(':'))
            {
                value = _cursor.SkipFlowSpace() && _cursor.Current is not (',' or '}') ? ReadFlow(depth + 1) : value;
            }

            if (value is null || !_cursor.SkipFlowSpace() || (!_cursor.Skip(',') && _cursor.Current != '}'))
            {
                return null;
            }

            entries.Add((key, value));
        }

        return _cursor.Last == '}' ? new YamlMapping(entries, TextSpan.FromBounds(start, _cursor.Position)) : null;
    }

    /// <summary>After a value that ends by itself nothing but a comment may stand on its line.</summary>
    private YamlNode? EndLine(YamlNode? node)
    {
        _cursor.SkipSpaces();
        return _cursor.AtLineEnd ? node : null;
    }
}
