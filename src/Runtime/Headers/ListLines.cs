using Microsoft.Extensions.Primitives;

namespace ClientIpAnalyzers.Headers;

/// <summary>
/// The lines of a list header as one list, taken apart from the right. A line that is blank as a whole is skipped.
/// </summary>
internal struct ListLines(StringValues lines)
{
    /// <summary>What <see cref="_end"/> holds once a line's leftmost entry has been taken.</summary>
    private const int Exhausted = -1;

    private readonly StringValues _lines = lines;

    /// <summary>The line that entries are taken from; those below it have not been looked at.</summary>
    private int _line = lines.Count;

    private string? _text;

    /// <summary>Where what is left of that line ends.</summary>
    private int _end = Exhausted;

    /// <summary>Whether an entry is left, moving to the next line that is not blank where the current one is used up.</summary>
    public bool HasMore() => _end != Exhausted || MoveToPreviousLine();

    /// <summary>Takes the text after the last comma. Call it only after <see cref="HasMore"/> said yes.</summary>
    public ReadOnlySpan<char> TakeEntry()
    {
        var rest = _text.AsSpan(0, _end);
        _end = rest.LastIndexOf(',');
        return rest[(_end + 1)..];
    }

    /// <summary>
    /// Takes the text after the last comma if it is an IPv4 address, padded or not, and nothing else: what nearly
    /// every entry is, in one pass from the right. Takes nothing otherwise, and leaves the text to
    /// <see cref="TakeEntry"/>. Call it only after <see cref="HasMore"/> said yes.
    /// </summary>
    public bool TryTakeIPv4(out uint address)
    {
        var rest = _text.AsSpan(0, _end);
        if (!DottedQuad.TryReadLast(rest, out address, out var start))
        {
            return false;
        }

        _end = start - 1;
        return true;
    }

    /// <summary>
    /// Takes the text after the last comma that stands outside quotes, seen from the right, so that a quote which a
    /// client left open cannot hide what proxies appended. A string that is still open at a line's left end goes on
    /// in the line before, as the lines are one list.
    /// </summary>
    public ElementText TakeElement()
    {
        var (endLine, end) = (_line, _end);
        var quoted = false;
        while (true)
        {
            var text = _text.AsSpan(0, _end);
            for (var index = text.Length - 1; index >= 0; index--)
            {
                if (text[index] == '"' && !(quoted && IsEscaped(text, index)))
                {
                    quoted = !quoted;
                }
                else if (text[index] == ',' && !quoted)
                {
                    _end = index;
                    return new ElementText(_lines, _line, index + 1, endLine, end);
                }
            }

            var startLine = _line;
            _end = Exhausted;
            if (!quoted || !MoveToPreviousLine())
            {
                return new ElementText(_lines, startLine, 0, endLine, end);
            }
        }
    }

    /// <summary>What has not been taken yet, for people to look at.</summary>
    public readonly string Rest()
    {
        var lines = _lines.Take(Math.Max(_line, 0));
        return string.Join(", ", (_end == Exhausted ? lines : lines.Append(_text![.._end])).Where(line => !AddressEntry.IsBlank(line)));
    }

    private bool MoveToPreviousLine()
    {
        while (_line > 0)
        {
            _text = _lines[--_line];
            if (!AddressEntry.IsBlank(_text))
            {
                _end = _text!.Length;
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether an odd number of backslashes stands before a quote.</summary>
    private static bool IsEscaped(ReadOnlySpan<char> text, int quote)
    {
        var index = quote;
        while (index > 0 && text[index - 1] == '\\')
        {
            index--;
        }

        return ((quote - index) & 1) != 0;
    }
}
