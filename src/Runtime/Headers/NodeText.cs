
namespace ClientIpAnalyzers.Headers;

/// <summary>
/// The value of a <c>for</c> parameter with quotes and escapes undone: a node of RFC 7239, section 6. The default
/// value drops what is appended, for the parameters whose value nobody asks for.
/// </summary>
internal ref struct NodeText(Span<char> buffer)
{
    private const string UnknownWord = "unknown";

    private readonly Span<char> _buffer = buffer;
    private int _length;

    /// <summary>Appends a character; a value that does not fit is too long for a node that can be used.</summary>
    public void Append(char character)
    {
        if (_length < _buffer.Length)
        {
            _buffer[_length] = character;
        }

        _length++;
    }

    /// <summary>Reads the node.</summary>
    /// <returns>Resolved with the address, or the reason why there is none.</returns>
    public readonly ClientIpReason Parse(out Ip address)
    {
        address = default;
        if (_length > _buffer.Length)
        {
            return ClientIpReason.EntryInvalid;
        }

        ReadOnlySpan<char> text = _buffer[.._length];
        var name = NameOf(text);
        if (name.Length != text.Length && !IsPort(text[(name.Length + 1)..]))
        {
            return ClientIpReason.EntryInvalid;
        }

        if (IsObfuscated(name))
        {
            return ClientIpReason.EntryObfuscated;
        }

        if (name.Equals(UnknownWord, StringComparison.OrdinalIgnoreCase))
        {
            return ClientIpReason.EntryUnknown;
        }

        if (!TryParseName(name, out address))
        {
            return ClientIpReason.EntryInvalid;
        }

        return address.IsUnspecified ? ClientIpReason.EntryUnspecified : ClientIpReason.Resolved;
    }

    /// <summary>The node without its port: up to the first colon that is not inside brackets.</summary>
    private static ReadOnlySpan<char> NameOf(ReadOnlySpan<char> node)
    {
        var from = node.StartsWith("[") ? Math.Max(node.IndexOf(']'), 0) : 0;
        var colon = node[from..].IndexOf(':');
        return colon < 0 ? node : node[..(from + colon)];
    }

    /// <summary>IPv6 stands in brackets and IPv4 does not (RFC 7239, section 6).</summary>
    private static bool TryParseName(ReadOnlySpan<char> name, out Ip address)
    {
        address = default;
        return name.StartsWith("[")
            ? name.EndsWith("]") && name.Contains(':') && Ip.TryParse(name[1..^1], out address)
            : Ip.TryParse(name, out address);
    }

    /// <summary>A port of digits, or an obfuscated one (RFC 7239, section 6.2).</summary>
    private static bool IsPort(ReadOnlySpan<char> port) => AddressEntry.IsPort(port) || IsObfuscated(port);

    /// <summary><c>_</c> and at least one letter, digit, dot, underscore or hyphen (RFC 7239, section 6.3).</summary>
    private static bool IsObfuscated(ReadOnlySpan<char> text)
    {
        if (text.Length < 2 || text[0] != '_')
        {
            return false;
        }

        foreach (var character in text)
        {
            if (!IsPlain(character))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsPlain(char character) => char.IsAsciiLetterOrDigit(character) || character is '.' or '_' or '-';
}
