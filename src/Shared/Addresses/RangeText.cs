namespace ClientIpAnalyzers;

/// <summary>The addresses that share their first <see cref="PrefixLength"/> bits with <see cref="First"/>.</summary>
/// <remarks>
/// IPv4 is held mapped, so its prefix lengths are 96 to 128, and <c>::ffff:10.0.0.0/104</c> is <c>10.0.0.0/8</c>.
/// A range shorter than /96 may cover IPv4 addresses beside IPv6 ones.
/// </remarks>
internal readonly struct AddressRange
{
    /// <summary>Clears the bits beyond the prefix length, and remembers whether there were any.</summary>
    /// <param name="high">The upper 64 bits.</param>
    /// <param name="low">The lower 64 bits.</param>
    /// <param name="prefixLength">0 to 128.</param>
    public AddressRange(ulong high, ulong low, int prefixLength)
    {
        var (highMask, lowMask) = Masks(prefixLength);
        High = high & highMask;
        Low = low & lowMask;
        PrefixLength = prefixLength;
        HasHostBits = High != high || Low != low;
    }

    public ulong High { get; }

    public ulong Low { get; }

    /// <summary>0 to 128, counted in the 128 bits: an IPv4 prefix length plus 96.</summary>
    public int PrefixLength { get; }

    /// <summary>Whether bits beyond the prefix length were set in what the range was made from.</summary>
    public bool HasHostBits { get; }

    /// <summary>Whether it holds IPv4 addresses only.</summary>
    public bool IsIPv4 => PrefixLength >= 96 && High == 0 && Low >> 32 == 0xFFFF;

    public (ulong High, ulong Low) First => (High, Low);

    public (ulong High, ulong Low) Last
    {
        get
        {
            var (highMask, lowMask) = Masks(PrefixLength);
            return (High | ~highMask, Low | ~lowMask);
        }
    }

    public bool Contains(ulong high, ulong low)
    {
        var (highMask, lowMask) = Masks(PrefixLength);
        return (high & highMask) == High && (low & lowMask) == Low;
    }

    public bool Contains(AddressRange other)
        => other.PrefixLength >= PrefixLength && Contains(other.High, other.Low);

    private static (ulong High, ulong Low) Masks(int prefixLength)
        => prefixLength <= 64
            ? (Mask(prefixLength), 0UL)
            : (ulong.MaxValue, Mask(prefixLength - 64));

    // A shift by 64 would be a shift by 0.
    private static ulong Mask(int length) => length == 0 ? 0UL : ulong.MaxValue << (64 - length);
}

/// <summary>The one strict reading of <c>address</c> or <c>address/length</c>.</summary>
internal static class RangeText
{
    /// <summary>
    /// Reads a range. The length is decimal without leading zeros, 0 to 32 after IPv4 text and 0 to 128 after IPv6
    /// text; without one the range is the address alone. Bits beyond the length are cleared.
    /// </summary>
    public static bool TryParse(ReadOnlySpan<char> text, out AddressRange range)
    {
        range = default;
        var slash = text.IndexOf('/');
        var address = slash < 0 ? text : text.Slice(0, slash);
        if (!AddressText.TryParse(address, out var high, out var low))
        {
            return false;
        }

        var prefixLength = 128;
        if (slash >= 0)
        {
            // What counts is how the address is written: "::ffff:10.0.0.0/104" is an IPv6 text.
            var familyOffset = address.IndexOf(':') < 0 ? 96 : 0;
            if (!TryParseLength(text.Slice(slash + 1), out var written) || written > 128 - familyOffset)
            {
                return false;
            }

            prefixLength = written + familyOffset;
        }

        range = new AddressRange(high, low, prefixLength);
        return true;
    }

    private static bool TryParseLength(ReadOnlySpan<char> text, out int length)
    {
        length = 0;
        if (text.Length is 0 or > 3 || (text[0] == '0' && text.Length > 1))
        {
            return false;
        }

        foreach (var character in text)
        {
            var digit = (uint)character - '0';
            if (digit > 9)
            {
                return false;
            }

            length = (length * 10) + (int)digit;
        }

        return true;
    }
}
