using System.Globalization;
using System.Net;

namespace ClientIpAnalyzers.Conformance.Reference;

/// <summary>
/// Addresses and ranges as the trust model words them, spelt out as texts of '0' and '1': an address has 128 of them,
/// a range has as many as its prefix is long, and membership is that the one starts with the other.
/// </summary>
internal static class ReferenceAddress
{
    public const string UnixSocket = "unix";

    private const int LongestText = 53;

    private static readonly string s_mapped = new string('0', 80) + new string('1', 16);

    private static readonly string[] s_special =
    [
        Range("127.0.0.0/8"), Range("::1"), Range("169.254.0.0/16"), Range("fe80::/10"), Range("224.0.0.0/4"), Range("ff00::/8"), Range("255.255.255.255"),
    ];

    public static string? BitsOf(Ip? address)
        => address is null ? null : string.Concat(IPAddress.Parse(address.Value.ToString()).MapToIPv6().GetAddressBytes().Select(part => Binary(part, 8)));

    /// <summary>For messages of tests.</summary>
    public static string TextOf(string? bits)
        => bits is null ? "none" : new IPAddress([.. Enumerable.Range(0, 16).Select(i => Convert.ToByte(bits.Substring(8 * i, 8), 2))]).ToString();

    public static bool IsUnspecified(string bits) => bits == new string('0', 128) || bits == s_mapped + new string('0', 32);

    public static bool IsSpecial(string bits) => s_special.Any(range => bits.StartsWith(range, StringComparison.Ordinal));

    /// <summary>A range in a policy: a prefix, or <see cref="UnixSocket"/>.</summary>
    public static string Range(string text)
    {
        if (text == UnixSocket)
        {
            return UnixSocket;
        }

        var parts = text.Split('/');
        var bits = Bare(parts[0]) ?? throw new FormatException($"'{text}' is no range.");
        if (parts.Length == 1)
        {
            return bits;
        }

        var length = int.Parse(parts[1], CultureInfo.InvariantCulture);
        return bits[..(parts[0].Contains(':', StringComparison.Ordinal) ? length : 96 + length)];
    }

    /// <summary>An entry of a list, or the value of a single-value header.</summary>
    public static ReferenceEntry Entry(string text)
    {
        text = text.Trim(' ', '\t');
        return Undeclared(text) ?? Found(text.Length > LongestText ? null : WithOptionalPort(text));
    }

    /// <summary>The value of a header of the kind <c>address:port</c>.</summary>
    public static ReferenceEntry EntryWithPort(string text)
    {
        text = text.Trim(' ', '\t');
        var colon = text.LastIndexOf(':');
        return Undeclared(text)
            ?? Found(text.Length <= LongestText && colon >= 0 && IsPort(text[(colon + 1)..]) ? Bare(text[..colon]) : null);
    }

    /// <summary>The value of <c>for</c>, without its quotes.</summary>
    public static ReferenceEntry Node(string text)
    {
        // RFC 7239 section 6: node = nodename [ ":" node-port ].
        var end = text.StartsWith('[') ? text.IndexOf(']', StringComparison.Ordinal) + 1 : text.IndexOf(':', StringComparison.Ordinal);
        var name = end < 0 ? text : text[..end];
        var rest = text[name.Length..];
        if (text.Length > LongestText || (rest.Length > 0 && !(rest[0] == ':' && (IsPort(rest[1..]) || IsObfuscated(rest[1..])))))
        {
            return new ReferenceEntry(null, "EntryInvalid");
        }

        if (IsUnknown(name))
        {
            return new ReferenceEntry(null, "EntryUnknown");
        }

        if (IsObfuscated(name))
        {
            return new ReferenceEntry(null, "EntryObfuscated");
        }

        var isBracketed = name.Length > 1 && name[0] == '[' && name[^1] == ']';
        return Found(isBracketed ? SixteenBytes(name[1..^1]) : FourBytes(name));
    }

    private static ReferenceEntry? Undeclared(string text)
        => text.Length == 0 ? new ReferenceEntry(null, "EntryEmpty") : IsUnknown(text) ? new ReferenceEntry(null, "EntryUnknown") : null;

    private static ReferenceEntry Found(string? bits)
        => bits is null ? new ReferenceEntry(null, "EntryInvalid")
            : IsUnspecified(bits) ? new ReferenceEntry(null, "EntryUnspecified")
            : new ReferenceEntry(bits, null);

    private static string? WithOptionalPort(string text)
    {
        if (Bare(text) is { } bits)
        {
            return bits;
        }

        var colon = text.LastIndexOf(':');
        var (address, port) = colon < 0 ? (text, null) : (text[..colon], text[(colon + 1)..]);
        if (text.StartsWith('['))
        {
            return text.EndsWith(']') ? SixteenBytes(text[1..^1])
                : port is not null && IsPort(port) && address.EndsWith(']') ? SixteenBytes(address[1..^1])
                : null;
        }

        return port is not null && IsPort(port) ? FourBytes(address) : null;
    }

    private static string? Bare(string text) => FourBytes(text) ?? SixteenBytes(text);

    private static string? FourBytes(string text) => Quad(text) is { } quad ? s_mapped + quad : null;

    private static string? Quad(string text)
    {
        var octets = text.Split('.');
        return octets.Length == 4 && octets.All(IsOctet)
            ? string.Concat(octets.Select(octet => Binary(int.Parse(octet, CultureInfo.InvariantCulture), 8)))
            : null;
    }

    private static bool IsOctet(string text)
        => text.Length is > 0 and <= 3 && text.All(char.IsAsciiDigit) && (text.Length == 1 || text[0] != '0')
            && int.Parse(text, CultureInfo.InvariantCulture) <= 255;

    private static string? SixteenBytes(string text)
    {
        var gap = text.IndexOf("::", StringComparison.Ordinal);
        if (gap < 0)
        {
            return Groups(text, isEnd: true) is { Length: 128 } all ? all : null;
        }

        var (left, right) = (Groups(text[..gap], isEnd: false), Groups(text[(gap + 2)..], isEnd: true));

        // RFC 4291 section 2.2: "::" stands for one or more groups of zeros.
        return left is null || right is null || left.Length + right.Length > 112
            ? null
            : left + new string('0', 128 - left.Length - right.Length) + right;
    }

    private static string? Groups(string text, bool isEnd)
    {
        if (text.Length == 0)
        {
            return string.Empty;
        }

        var groups = text.Split(':');
        var bits = groups.Select((group, index) => isEnd && index == groups.Length - 1 && group.Contains('.', StringComparison.Ordinal)
            ? Quad(group)
            : group.Length is > 0 and <= 4 && group.All(char.IsAsciiHexDigit)
                ? Binary(int.Parse(group, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture), 16)
                : null).ToList();
        return bits.Contains(null) ? null : string.Concat(bits);
    }

    private static bool IsPort(string text)
        => text.Length is > 0 and <= 5 && text.All(char.IsAsciiDigit) && int.Parse(text, CultureInfo.InvariantCulture) <= 65535;

    private static bool IsObfuscated(string text)
        => text.Length > 1 && text[0] == '_' && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-');

    private static bool IsUnknown(string text) => text.Length == 7 && string.Concat(text.Select(Lower)) == "unknown";

    /// <summary>ASCII only: the Kelvin sign is no k.</summary>
    public static char Lower(char c) => c is >= 'A' and <= 'Z' ? (char)(c + 32) : c;

    private static string Binary(int value, int length) => Convert.ToString(value, 2).PadLeft(length, '0');
}

/// <summary>What an entry says: an address, or why there is none.</summary>
internal readonly record struct ReferenceEntry(string? Bits, string? Reason);
