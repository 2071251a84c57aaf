
namespace ClientIpAnalyzers.Headers;

/// <summary>
/// Reads one address as proxies write it: <c>a.b.c.d</c>, <c>a.b.c.d:port</c>, <c>v6</c>, <c>[v6]</c> or
/// <c>[v6]:port</c>, and nothing else.
/// </summary>
internal static class AddressEntry
{
    /// <summary>The longest entry that can be an address: six groups and a dotted tail, brackets and a port.</summary>
    public const int MaxLength = 53;

    private const string UnknownWord = "unknown";

    /// <summary>Trims spaces and tabs, the only white space that a header value may be padded with.</summary>
    public static ReadOnlySpan<char> Trim(ReadOnlySpan<char> text)
    {
        var (start, end) = (0, text.Length);
        while (start < end && text[start] is ' ' or '\t')
        {
            start++;
        }

        while (end > start && text[end - 1] is ' ' or '\t')
        {
            end--;
        }

        return text[start..end];
    }

    /// <summary>Whether a line holds nothing but spaces and tabs.</summary>
    public static bool IsBlank(ReadOnlySpan<char> line)
        => line.IsEmpty || (line[^1] is ' ' or '\t' && !line.ContainsAnyExcept(' ', '\t'));

    /// <summary>Reads a trimmed entry.</summary>
    /// <returns>Resolved with the address, or the entry's reason.</returns>
    public static ClientIpReason Parse(ReadOnlySpan<char> text, out Ip address)
    {
        address = default;
        if (text.Length is 0 or > MaxLength)
        {
            return text.IsEmpty ? ClientIpReason.EntryEmpty : ClientIpReason.EntryInvalid;
        }

        return Judge(text, TryParse(text, out address), address);
    }

    /// <summary>Reads a trimmed <c>address:port</c>, split at its last colon, the port required and no brackets.</summary>
    /// <returns>Resolved with the address, or the entry's reason.</returns>
    public static ClientIpReason ParseWithPort(ReadOnlySpan<char> text, out Ip address)
    {
        address = default;
        if (text.Length is 0 or > MaxLength)
        {
            return text.IsEmpty ? ClientIpReason.EntryEmpty : ClientIpReason.EntryInvalid;
        }

        var colon = text.LastIndexOf(':');
        var parsed = colon > 0 && IsPort(text[(colon + 1)..]) && Ip.TryParse(text[..colon], out address);
        return Judge(text, parsed, address);
    }

    /// <summary>Whether the text is a port: 1 to 5 digits, at most 65535.</summary>
    public static bool IsPort(ReadOnlySpan<char> text)
    {
        if (text.Length is 0 or > 5)
        {
            return false;
        }

        var port = 0;
        foreach (var digit in text)
        {
            if (!char.IsAsciiDigit(digit))
            {
                return false;
            }

            port = (port * 10) + (digit - '0');
        }

        return port <= ushort.MaxValue;
    }

    private static bool TryParse(ReadOnlySpan<char> text, out Ip address)
    {
        if (text[0] == '[')
        {
            return TryParseBracketed(text, out address);
        }

        var colon = text.IndexOf(':');
        if (colon >= 0 && text[(colon + 1)..].IndexOf(':') < 0)
        {
            // One colon: IPv4 with a port. IPv6 without brackets has two at least, and no port.
            address = default;
            return IsPort(text[(colon + 1)..]) && Ip.TryParse(text[..colon], out address);
        }

        return Ip.TryParse(text, out address);
    }

    private static bool TryParseBracketed(ReadOnlySpan<char> text, out Ip address)
    {
        address = default;
        var close = text.IndexOf(']');
        if (close < 0)
        {
            return false;
        }

        var inside = text[1..close];
        var after = text[(close + 1)..];
        return inside.Contains(':')
            && (after.IsEmpty || (after[0] == ':' && IsPort(after[1..])))
            && Ip.TryParse(inside, out address);
    }

    private static ClientIpReason Judge(ReadOnlySpan<char> text, bool parsed, Ip address)
    {
        if (parsed)
        {
            return address.IsUnspecified ? ClientIpReason.EntryUnspecified : ClientIpReason.Resolved;
        }

        return text.Equals(UnknownWord, StringComparison.OrdinalIgnoreCase)
            ? ClientIpReason.EntryUnknown
            : ClientIpReason.EntryInvalid;
    }
}
