using System.Text;
using Microsoft.CodeAnalysis.Text;

namespace ClientIpAnalyzers.Analyzers.Deployment;

/// <summary>
/// The variables that a Dockerfile sets: <c>ENV NAME=value OTHER="value"</c> and the older <c>ENV NAME value</c>, over
/// as many lines as the escape character continues.
/// </summary>
internal sealed class DockerfileSettings
{
    private readonly string _text;
    private readonly char _escape;
    private readonly List<DeploymentSetting> _settings = [];
    private int _position;

    private DockerfileSettings(string text)
    {
        _text = text;
        _escape = EscapeOf(text);
    }

    public static IReadOnlyList<DeploymentSetting> Read(string text)
    {
        var reader = new DockerfileSettings(text);
        while (reader._position < text.Length)
        {
            reader.ReadInstruction();
        }

        return reader._settings;
    }

    /// <summary>The directive <c># escape=`</c> counts in the first lines only, before anything else.</summary>
    private static char EscapeOf(string text)
    {
        foreach (var line in text.Split('\n'))
        {
            var directive = line.Replace(" ", "").Trim().TrimStart('\uFEFF');
            if (!directive.StartsWith("#", StringComparison.Ordinal) || directive.IndexOf('=') < 0)
            {
                break;
            }

            if (directive.Equals("#escape=`", StringComparison.OrdinalIgnoreCase))
            {
                return '`';
            }
        }

        return '\\';
    }

    private void ReadInstruction()
    {
        SkipBlank();
        if (Current == '#')
        {
            SkipLine();
            return;
        }

        var word = ReadWhile(char.IsLetter);
        if (word.Equals("ENV", StringComparison.OrdinalIgnoreCase) && SkipBlank())
        {
            ReadVariables();
        }

        SkipInstruction();
    }

    private void ReadVariables()
    {
        for (var isFirst = true; !AtLineEnd; isFirst = false)
        {
            var start = _position;
            var name = ReadWhile(character => !char.IsWhiteSpace(character) && character != '=' && character != _escape);
            var span = TextSpan.FromBounds(start, _position);
            if (name.Length == 0)
            {
                return;
            }

            if (Current == '=')
            {
                _position++;
                _settings.Add(DeploymentSetting.OfVariable(name, ReadValue(), span));
                SkipBlank();
            }
            else if (isFirst && SkipBlank())
            {
                _settings.Add(DeploymentSetting.OfVariable(name, ReadRest(), span));
            }
            else
            {
                return;
            }
        }
    }

    /// <summary>Up to white space outside quotes.</summary>
    private string ReadValue()
    {
        var value = new StringBuilder();
        var quote = '\0';
        while (!AtLineEnd && (quote != '\0' || !char.IsWhiteSpace(Current)))
        {
            if (SkipContinuation())
            {
                // Within a word too, lines are joined before words are read.
                continue;
            }

            var character = _text[_position++];
            if (character == quote)
            {
                quote = '\0';
            }
            else if (quote == '\0' && character is '"' or '\'')
            {
                quote = character;
            }
            else if (character == _escape && quote != '\'' && !AtLineEnd)
            {
                value.Append(_text[_position++]);
            }
            else
            {
                value.Append(character);
            }
        }

        return value.ToString();
    }

    private string ReadRest()
    {
        var value = new StringBuilder();
        while (!AtLineEnd)
        {
            if (!SkipContinuation())
            {
                value.Append(_text[_position++]);
            }
        }

        var rest = value.ToString().Trim();
        return rest.Length > 1 && rest[0] is '"' or '\'' && rest[rest.Length - 1] == rest[0] ? rest.Substring(1, rest.Length - 2) : rest;
    }

    /// <summary>To the end of the last line of the instruction, and past the documents that it reads from the lines below.</summary>
    private void SkipInstruction()
    {
        var documents = new Queue<string>();
        while (!AtLineEnd)
        {
            if (SkipContinuation())
            {
                continue;
            }

            _position++;
            if (_text[_position - 1] == '<' && Current == '<')
            {
                _position++;
                if (Current == '-')
                {
                    _position++;
                }

                var name = ReadWhile(character => char.IsLetterOrDigit(character) || character is '_' or '"' or '\'').Trim('"', '\'');
                if (name.Length > 0 && !char.IsDigit(name[0]))
                {
                    documents.Enqueue(name);
                }
            }
        }

        SkipLine();
        while (documents.Count > 0 && _position < _text.Length)
        {
            var start = _position;
            SkipLine();
            if (_text.Substring(start, _position - start).Trim() == documents.Peek())
            {
                documents.Dequeue();
            }
        }
    }

    private char Current => _position < _text.Length ? _text[_position] : '\0';

    private bool AtLineEnd => _position >= _text.Length || _text[_position] == '\n' || (_text[_position] == '\r' && Peek(1) is '\n' or '\0');

    private char Peek(int offset) => _position + offset < _text.Length ? _text[_position + offset] : '\0';

    /// <summary>Skips blanks and continuations; whether there were any.</summary>
    private bool SkipBlank()
    {
        var start = _position;
        while (SkipContinuation() || (!AtLineEnd && SkipSpace()))
        {
        }

        return _position > start;
    }

    private bool SkipSpace()
    {
        if (!char.IsWhiteSpace(Current) && Current != '\uFEFF')
        {
            return false;
        }

        _position++;
        return true;
    }

    /// <summary>Skips an escape at the end of a line, and the comments and empty lines that may follow it.</summary>
    private bool SkipContinuation()
    {
        if (Current != _escape)
        {
            return false;
        }

        var end = _position + 1;
        while (end < _text.Length && _text[end] is ' ' or '\t' or '\r')
        {
            end++;
        }

        if (end < _text.Length && _text[end] != '\n')
        {
            return false;
        }

        _position = Math.Min(end + 1, _text.Length);
        while (_position < _text.Length && IsCommentOrEmpty(_position))
        {
            SkipLine();
        }

        return true;
    }

    private bool IsCommentOrEmpty(int lineStart)
    {
        while (lineStart < _text.Length && _text[lineStart] is ' ' or '\t' or '\r')
        {
            lineStart++;
        }

        return lineStart < _text.Length && _text[lineStart] is '#' or '\n';
    }

    private void SkipLine()
    {
        var end = _text.IndexOf('\n', Math.Min(_position, _text.Length));
        _position = end < 0 ? _text.Length : end + 1;
    }

    private string ReadWhile(Func<char, bool> isPart)
    {
        var start = _position;
        while (_position < _text.Length && isPart(_text[_position]))
        {
            _position++;
        }

        return _text.Substring(start, _position - start);
    }
}
