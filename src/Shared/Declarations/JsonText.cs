using System.Globalization;
using System.Text;

namespace ClientIpAnalyzers.Declarations;

/// <summary>
/// A strict forward reading of JSON (RFC 8259). Its own, because a parser's assembly beside an analyzer meets
/// another version of itself in the compiler.
/// </summary>
/// <param name="text">What is read.</param>
/// <param name="start">Where reading starts.</param>
/// <param name="allowComments">Whether comments count as white space, as .NET reads configuration files.</param>
internal sealed class JsonText(string text, int start, bool allowComments = false)
{
    private int _position = start;
    private int _lineStart;

    /// <summary>The line, counted from 1, of what was read last.</summary>
    public int Line { get; set; } = 1;

    /// <summary>Where the next character stands; after <see cref="Peek"/> one that is no white space.</summary>
    public int Position => _position;

    public bool AtEnd => Peek() == '\0' && _position == text.Length;

    /// <summary>The next character that is no white space, without reading it; NUL at the end.</summary>
    public char Peek()
    {
        do
        {
            while (_position < text.Length && text[_position] is ' ' or '\t' or '\r' or '\n')
            {
                _position++;
            }
        }
        while (allowComments && SkipComment());

        CountLines();
        return _position < text.Length ? text[_position] : '\0';
    }

    public bool Skip(char character)
    {
        if (Peek() != character || _position == text.Length)
        {
            return false;
        }

        _position++;
        return true;
    }

    /// <summary>Reads past <c>true</c>, <c>false</c>, <c>null</c> or a number.</summary>
    public bool SkipLiteral()
    {
        Peek();
        foreach (var word in (string[])["true", "false", "null"])
        {
            if (string.CompareOrdinal(text, _position, word, 0, word.Length) == 0)
            {
                _position += word.Length;
                return true;
            }
        }

        return SkipNumber();
    }

    /// <summary>Reads a string, whose opening quote is next.</summary>
    public bool TryReadString(out string value)
    {
        value = "";
        var begin = ++_position;
        StringBuilder? unescaped = null;
        for (; _position < text.Length; _position++)
        {
            var character = text[_position];
            if (character == '"')
            {
                value = unescaped?.ToString() ?? text.Substring(begin, _position - begin);
                _position++;
                return true;
            }

            if (character < ' ')
            {
                return false;
            }

            if (character == '\\')
            {
                unescaped ??= new StringBuilder(text, begin, _position - begin, 64);
                if (!TryReadEscape(out character))
                {
                    return false;
                }
            }

            unescaped?.Append(character);
        }

        return false;
    }

    /// <summary>Reads an escape, and stops at its last character.</summary>
    private bool TryReadEscape(out char character)
    {
        character = '\0';
        if (++_position >= text.Length)
        {
            return false;
        }

        if (text[_position] == 'u')
        {
            if (_position + 4 >= text.Length
                || !ushort.TryParse(text.Substring(_position + 1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code))
            {
                return false;
            }

            character = (char)code;
            _position += 4;
            return true;
        }

        var index = "\"\\/bfnrt".IndexOf(text[_position]);
        if (index < 0)
        {
            return false;
        }

        character = "\"\\/\b\f\n\r\t"[index];
        return true;
    }

    /// <summary>An unfinished comment is none: its slash is then an unexpected character.</summary>
    private bool SkipComment()
    {
        if (_position + 1 >= text.Length || text[_position] != '/')
        {
            return false;
        }

        switch (text[_position + 1])
        {
            case '/':
                var lineEnd = text.IndexOf('\n', _position);
                _position = lineEnd < 0 ? text.Length : lineEnd;
                return true;
            case '*' when text.IndexOf("*/", _position + 2, StringComparison.Ordinal) is >= 0 and var end:
                _position = end + 2;
                return true;
            default:
                return false;
        }
    }

    private bool SkipNumber()
    {
        if (_position < text.Length && text[_position] == '-')
        {
            _position++;
        }

        var first = _position;
        if (!SkipDigits() || (text[first] == '0' && _position - first > 1))
        {
            return false;
        }

        if (_position < text.Length && text[_position] == '.')
        {
            _position++;
            if (!SkipDigits())
            {
                return false;
            }
        }

        if (_position < text.Length && text[_position] is 'e' or 'E')
        {
            _position++;
            if (_position < text.Length && text[_position] is '+' or '-')
            {
                _position++;
            }

            return SkipDigits();
        }

        return true;
    }

    private bool SkipDigits()
    {
        var first = _position;
        while (_position < text.Length && text[_position] is >= '0' and <= '9')
        {
            _position++;
        }

        return _position > first;
    }

    private void CountLines()
    {
        for (; _lineStart < _position; _lineStart++)
        {
            if (text[_lineStart] == '\n')
            {
                Line++;
            }
        }
    }
}
