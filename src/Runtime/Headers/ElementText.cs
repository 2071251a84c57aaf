using Microsoft.Extensions.Primitives;

namespace ClientIpAnalyzers.Headers;

/// <summary>
/// The text of one element of a <c>Forwarded</c> list, read from left to right. It may span lines where a quoted
/// string does; a comma then stands for each line's end, and blank lines do not count.
/// </summary>
internal ref struct ElementText
{
    /// <summary>What <see cref="Current"/> gives after the last character.</summary>
    public const char End = '\uFFFF';

    private readonly StringValues _lines;
    private readonly int _endLine;
    private readonly int _end;
    private ReadOnlySpan<char> _text;
    private int _line;
    private int _index;

    public ElementText(StringValues lines, int startLine, int start, int endLine, int end)
    {
        _lines = lines;
        _line = startLine;
        _endLine = endLine;
        _end = end;
        _text = TextOfLine();
        _index = start;
        while (_index < _text.Length && _text[_index] is ' ' or '\t')
        {
            _index++;
        }
    }

    /// <summary>The character at the current place, or <see cref="End"/>, which no header can hold.</summary>
    public readonly char Current
        => _index < _text.Length ? _text[_index] : _line == _endLine ? End : ',';

    /// <summary>A mark of the current place, to compare names by <see cref="SameName"/>.</summary>
    public readonly (int Line, int Index) Position => (_line, _index);

    /// <summary>The same for the same name, whatever its ASCII case; nobody outside the process can choose two that agree.</summary>
    public readonly int HashOfName((int Line, int Index) place, int length)
        => string.GetHashCode(_lines[place.Line].AsSpan(place.Index, length), StringComparison.OrdinalIgnoreCase);

    public void Advance()
    {
        if (_index < _text.Length)
        {
            _index++;
        }
        else if (_line < _endLine)
        {
            do
            {
                _line++;
            }
            while (_line < _endLine && AddressEntry.IsBlank(_lines[_line]));

            _text = TextOfLine();
            _index = 0;
        }
    }

    /// <summary>Whether two names, of which a token never spans lines, are equal without regard to ASCII case.</summary>
    public readonly bool SameName((int Line, int Index) one, (int Line, int Index) other, int length)
        => _lines[one.Line].AsSpan(one.Index, length)
            .Equals(_lines[other.Line].AsSpan(other.Index, length), StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether the name at a place is the given one, without regard to ASCII case.</summary>
    public readonly bool IsName((int Line, int Index) place, int length, string name)
        => _lines[place.Line].AsSpan(place.Index, length).Equals(name, StringComparison.OrdinalIgnoreCase);

    private readonly ReadOnlySpan<char> TextOfLine()
        => _line == _endLine ? _lines[_line].AsSpan(0, _end).TrimEnd(" \t") : _lines[_line].AsSpan();
}
