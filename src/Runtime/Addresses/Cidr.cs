using System.Diagnostics.CodeAnalysis;

namespace ClientIpAnalyzers;

/// <summary>
/// A range of addresses that share a prefix (CIDR, RFC 4632 and RFC 4291, section 2.3). A range within
/// <c>::ffff:0:0/96</c> is the IPv4 range it maps.
/// </summary>
public readonly struct Cidr : IEquatable<Cidr>, ISpanParsable<Cidr>
{
    private readonly byte _prefixBits;

    /// <summary>Creates a range; bits of <paramref name="network"/> beyond the prefix are cleared.</summary>
    /// <param name="network">An address in the range.</param>
    /// <param name="prefixLength">The bits that all its addresses share: 0 to 32 for IPv4, 0 to 128 for IPv6.</param>
    /// <exception cref="ArgumentOutOfRangeException">The length is outside its range.</exception>
    public Cidr(Ip network, int prefixLength)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(prefixLength);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(prefixLength, network.BitLength);
        _prefixBits = (byte)(network.IsIPv4 ? 96 + prefixLength : prefixLength);
        Network = network.KeepBits(_prefixBits);
    }

    private Cidr(AddressRange range)
    {
        _prefixBits = (byte)range.PrefixLength;
        Network = new Ip(range.High, range.Low).KeepBits(_prefixBits);
    }

    /// <summary>The first address of the range.</summary>
    public Ip Network { get; }

    /// <summary>The last address of the range.</summary>
    public Ip Last => Network.SetBitsAfter(_prefixBits);

    /// <summary>Whether every address of the range is IPv4.</summary>
    public bool IsIPv4 => Network.IsIPv4 && _prefixBits >= 96;

    /// <summary>The prefix length in bits: 0 to 32 for IPv4, 0 to 128 for IPv6.</summary>
    public int PrefixLength => IsIPv4 ? _prefixBits - 96 : _prefixBits;

    /// <summary>Whether the range holds an address.</summary>
    public bool Contains(Ip address) => address.KeepBits(_prefixBits) == Network;

    /// <summary>Reads <c>address</c> or <c>address/length</c>; bits beyond the length are cleared.</summary>
    /// <exception cref="FormatException">The text is no range.</exception>
    public static Cidr Parse(string s)
    {
        ArgumentNullException.ThrowIfNull(s);
        return TryParse(s.AsSpan(), out var range)
            ? range
            : throw new FormatException(
                $"'{s}' is no range. Write an address, or address/length as in 10.20.0.0/24 or 2001:db8::/32.");
    }

    /// <inheritdoc cref="Parse(string)"/>
    public static Cidr Parse(string s, IFormatProvider? provider) => Parse(s);

    /// <inheritdoc cref="Parse(string)"/>
    public static Cidr Parse(ReadOnlySpan<char> s, IFormatProvider? provider) => Parse(s.ToString());

    /// <summary>Reads a range as <see cref="Parse(string)"/> does; false where the text is none.</summary>
    public static bool TryParse([NotNullWhen(true)] string? s, out Cidr result) => TryParse(s.AsSpan(), out result);

    /// <inheritdoc cref="TryParse(string?, out Cidr)"/>
    public static bool TryParse(ReadOnlySpan<char> s, out Cidr result)
    {
        var parsed = RangeText.TryParse(s, out var range);
        result = parsed ? new Cidr(range) : default;
        return parsed;
    }

    /// <inheritdoc cref="TryParse(string?, out Cidr)"/>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out Cidr result)
        => TryParse(s.AsSpan(), out result);

    /// <inheritdoc cref="TryParse(string?, out Cidr)"/>
    public static bool TryParse(ReadOnlySpan<char> s, IFormatProvider? provider, out Cidr result)
        => TryParse(s, out result);

    /// <summary>The range as <c>address/length</c>.</summary>
    public override string ToString() => $"{Network}/{PrefixLength}";

    /// <inheritdoc/>
    public bool Equals(Cidr other) => Network == other.Network && _prefixBits == other._prefixBits;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Cidr other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Network, _prefixBits);

    /// <summary>Whether both are the same range.</summary>
    public static bool operator ==(Cidr left, Cidr right) => left.Equals(right);

    /// <summary>Whether the ranges differ.</summary>
    public static bool operator !=(Cidr left, Cidr right) => !left.Equals(right);
}
