using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace ClientIpAnalyzers;

// Text: strict on reading (RFC 4291, section 2.2; no octal, hexadecimal or short IPv4), RFC 5952 on writing.
public readonly partial struct Ip
    : ISpanParsable<Ip>, IUtf8SpanParsable<Ip>, ISpanFormattable, IUtf8SpanFormattable
{
    /// <summary>The longest text of an address: six groups and a dotted tail.</summary>
    internal const int MaxTextLength = 45;

    /// <summary>Reads an address: <c>a.b.c.d</c> or IPv6, without port, brackets or scope id.</summary>
    /// <exception cref="FormatException">The text is no address.</exception>
    public static Ip Parse(string s)
    {
        ArgumentNullException.ThrowIfNull(s);
        return Parse(s.AsSpan());
    }

    /// <inheritdoc cref="Parse(string)"/>
    public static Ip Parse(ReadOnlySpan<char> s) => TryParse(s, out var result) ? result : throw NotAnAddress();

    /// <inheritdoc cref="Parse(string)"/>
    public static Ip Parse(string s, IFormatProvider? provider) => Parse(s);

    /// <inheritdoc cref="Parse(string)"/>
    public static Ip Parse(ReadOnlySpan<char> s, IFormatProvider? provider) => Parse(s);

    /// <inheritdoc cref="Parse(string)"/>
    public static Ip Parse(ReadOnlySpan<byte> utf8Text, IFormatProvider? provider)
        => TryParse(utf8Text, provider, out var result) ? result : throw NotAnAddress();

    /// <summary>Reads an address as <see cref="Parse(string)"/> does; false where the text is none.</summary>
    public static bool TryParse([NotNullWhen(true)] string? s, out Ip result) => TryParse(s.AsSpan(), out result);

    /// <inheritdoc cref="TryParse(string?, out Ip)"/>
    public static bool TryParse(ReadOnlySpan<char> s, out Ip result)
    {
        var parsed = AddressText.TryParse(s, out var high, out var low);
        result = parsed ? new Ip(high, low) : default;
        return parsed;
    }

    /// <inheritdoc cref="TryParse(string?, out Ip)"/>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out Ip result)
        => TryParse(s.AsSpan(), out result);

    /// <inheritdoc cref="TryParse(string?, out Ip)"/>
    public static bool TryParse(ReadOnlySpan<char> s, IFormatProvider? provider, out Ip result)
        => TryParse(s, out result);

    /// <inheritdoc cref="TryParse(string?, out Ip)"/>
    public static bool TryParse(ReadOnlySpan<byte> utf8Text, IFormatProvider? provider, out Ip result)
    {
        result = default;
        if (utf8Text.Length > MaxTextLength)
        {
            return false;
        }

        // An address is ASCII: anything else widens to a character that no address holds.
        Span<char> chars = stackalloc char[MaxTextLength];
        Encoding.Latin1.GetChars(utf8Text, chars);
        return TryParse(chars[..utf8Text.Length], out result);
    }

    /// <summary>The address as text: IPv4 dotted, IPv6 by RFC 5952.</summary>
    public override string ToString()
    {
        Span<char> buffer = stackalloc char[MaxTextLength];
        return new string(buffer[..Format(buffer)]);
    }

    /// <inheritdoc cref="ToString()"/>
    /// <param name="format">Not used: there is one form.</param>
    /// <param name="formatProvider">Not used: addresses have no culture.</param>
    public string ToString(string? format, IFormatProvider? formatProvider) => ToString();

    /// <inheritdoc/>
    public bool TryFormat(
        Span<char> destination,
        out int charsWritten,
        ReadOnlySpan<char> format = default,
        IFormatProvider? provider = null)
    {
        Span<char> buffer = stackalloc char[MaxTextLength];
        charsWritten = Format(buffer);
        if (buffer[..charsWritten].TryCopyTo(destination))
        {
            return true;
        }

        charsWritten = 0;
        return false;
    }

    /// <inheritdoc/>
    public bool TryFormat(
        Span<byte> utf8Destination,
        out int bytesWritten,
        ReadOnlySpan<char> format = default,
        IFormatProvider? provider = null)
    {
        Span<char> buffer = stackalloc char[MaxTextLength];
        var length = Format(buffer);
        if (length > utf8Destination.Length)
        {
            bytesWritten = 0;
            return false;
        }

        bytesWritten = Encoding.Latin1.GetBytes(buffer[..length], utf8Destination);
        return true;
    }

    private int Format(Span<char> buffer) => IsIPv4 ? FormatIPv4(buffer) : FormatIPv6(buffer);

    private int FormatIPv4(Span<char> buffer)
    {
        var length = 0;
        for (var shift = 24; shift >= 0; shift -= 8)
        {
            if (shift != 24)
            {
                buffer[length++] = '.';
            }

            ((byte)(IPv4Bits >> shift)).TryFormat(buffer[length..], out var written);
            length += written;
        }

        return length;
    }

    /// <summary>
    /// RFC 5952: lower-case groups without leading zeros, the longest run of two or more zero groups (the first of
    /// equals) as <c>::</c>.
    /// </summary>
    private int FormatIPv6(Span<char> buffer)
    {
        var (zerosFrom, zerosTo) = LongestZeroRun();
        var length = 0;
        for (var group = 0; group < 8; group++)
        {
            if (group == zerosFrom)
            {
                buffer[length++] = ':';
                buffer[length++] = ':';
                group = zerosTo - 1;
                continue;
            }

            if (group != 0 && group != zerosTo)
            {
                buffer[length++] = ':';
            }

            GroupAt(group).TryFormat(buffer[length..], out var written, "x");
            length += written;
        }

        return length;
    }

    private (int From, int To) LongestZeroRun()
    {
        var (from, to) = (-1, -1);
        for (var start = 0; start < 8; start++)
        {
            var end = start;
            while (end < 8 && GroupAt(end) == 0)
            {
                end++;
            }

            if (end - start > Math.Max(to - from, 1))
            {
                (from, to) = (start, end);
            }

            start = Math.Max(start, end - 1);
        }

        return (from, to);
    }

    private ushort GroupAt(int index) => (ushort)((index < 4 ? High : Low) >> (48 - ((index & 3) * 16)));

    private static FormatException NotAnAddress() => new(
        "The text is no IP address. Write four decimal octets without leading zeros, or IPv6, without port, brackets or scope id.");
}
