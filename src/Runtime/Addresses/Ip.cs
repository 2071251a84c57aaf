using System.Buffers.Binary;
using System.ComponentModel;
using System.Net;
using System.Net.Sockets;
using System.Text.Json.Serialization;

namespace ClientIpAnalyzers;

/// <summary>
/// An IP address as 128 bits. IPv4 is held in its IPv4-mapped form (RFC 4291, section 2.5.5.2) and shown as IPv4, so
/// that <c>::ffff:8.8.8.8</c> and <c>8.8.8.8</c> are one address everywhere. It has no scope id.
/// </summary>
/// <remarks>
/// <see langword="default"/> is <c>::</c>, the unspecified address. "No address" is not an <see cref="Ip"/> but the
/// absence of one: <c>Ip?</c>.
/// </remarks>
[JsonConverter(typeof(IpJsonConverter))]
[TypeConverter(typeof(IpTypeConverter))]
public readonly partial struct Ip : IEquatable<Ip>, IComparable<Ip>, IComparable
{
    /// <summary>What the lower 64 bits of an IPv4-mapped address begin with.</summary>
    private const ulong MappedMarker = 0x0000_FFFF_0000_0000;

    /// <summary>Creates an address from its 128 bits in host byte order.</summary>
    /// <param name="high">The first 64 bits.</param>
    /// <param name="low">The last 64 bits.</param>
    [EditorBrowsable(EditorBrowsableState.Advanced)]
    public Ip(ulong high, ulong low)
    {
        High = high;
        Low = low;
    }

    /// <summary>The first 64 of the 128 bits; 0 for IPv4.</summary>
    [EditorBrowsable(EditorBrowsableState.Advanced)]
    public ulong High { get; }

    /// <summary>The last 64 of the 128 bits; <c>0x0000FFFF</c> followed by the address for IPv4.</summary>
    [EditorBrowsable(EditorBrowsableState.Advanced)]
    public ulong Low { get; }

    /// <summary>Whether this is an IPv4 address, which includes every IPv4-mapped one.</summary>
    public bool IsIPv4 => High == 0 && Low >> 32 == 0xFFFF;

    /// <summary>Whether this is <c>::</c> or <c>0.0.0.0</c>, which name no host.</summary>
    public bool IsUnspecified => High == 0 && Low is 0 or MappedMarker;

    /// <summary>The 32 bits of an IPv4 address; meaningless for others.</summary>
    internal uint IPv4Bits => (uint)Low;

    /// <summary>The number of bits that tell addresses of this family apart: 32 or 128.</summary>
    internal int BitLength => IsIPv4 ? 32 : 128;

    /// <summary>Creates an IPv4 address from its 32 bits in host byte order.</summary>
    internal static Ip FromIPv4Bits(uint bits) => new(0, MappedMarker | bits);

    /// <summary>Converts an <see cref="IPAddress"/>, dropping its scope id. Allocates nothing.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="address"/> is null.</exception>
    public static Ip FromIPAddress(IPAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        return address.AddressFamily == AddressFamily.InterNetwork ? FromIPv4(address) : FromIPv6(address);
    }

    /// <summary>Asked once a request. The obsolete member is the only one that hands the 32 bits over as a number.</summary>
    private static Ip FromIPv4(IPAddress address)
    {
#pragma warning disable CS0618 // Obsolete because it throws for IPv6, which this is not.
        var networkOrder = (uint)address.Address;
#pragma warning restore CS0618
        return FromIPv4Bits(BitConverter.IsLittleEndian ? BinaryPrimitives.ReverseEndianness(networkOrder) : networkOrder);
    }

    private static Ip FromIPv6(IPAddress address)
    {
        Span<byte> bytes = stackalloc byte[16];
        address.TryWriteBytes(bytes, out _);
        return new Ip(BinaryPrimitives.ReadUInt64BigEndian(bytes), BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]));
    }

    /// <summary>Converts to an <see cref="IPAddress"/>: IPv4 for every IPv4 address, mapped or not.</summary>
    public IPAddress ToIPAddress()
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, High);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], Low);
        return new IPAddress(IsIPv4 ? bytes[12..] : bytes);
    }

    /// <summary>Clears the bits beyond a prefix, so that a log no longer names one host.</summary>
    /// <param name="ipv4PrefixLength">The bits of an IPv4 address to keep, 0 to 32; 24 is usual.</param>
    /// <param name="ipv6PrefixLength">The bits of an IPv6 address to keep, 0 to 128; 48 is usual.</param>
    /// <exception cref="ArgumentOutOfRangeException">A length is outside its range.</exception>
    public Ip Anonymize(int ipv4PrefixLength = 24, int ipv6PrefixLength = 48)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(ipv4PrefixLength);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(ipv4PrefixLength, 32);
        ArgumentOutOfRangeException.ThrowIfNegative(ipv6PrefixLength);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(ipv6PrefixLength, 128);
        return KeepBits(IsIPv4 ? 96 + ipv4PrefixLength : ipv6PrefixLength);
    }

    /// <summary>The address with all but its first <paramref name="count"/> of 128 bits cleared.</summary>
    internal Ip KeepBits(int count) => count switch
    {
        0 => default,
        <= 64 => new Ip(High & (ulong.MaxValue << (64 - count)), 0),
        _ => new Ip(High, Low & (ulong.MaxValue << (128 - count))),
    };

    /// <summary>The address with all but its first <paramref name="count"/> of 128 bits set.</summary>
    internal Ip SetBitsAfter(int count) => count switch
    {
        128 => this,
        >= 64 => new Ip(High, Low | (ulong.MaxValue >> (count - 64))),
        _ => new Ip(High | (ulong.MaxValue >> count), ulong.MaxValue),
    };

    /// <inheritdoc/>
    public bool Equals(Ip other) => High == other.High && Low == other.Low;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Ip other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(High, Low);

    /// <summary>Orders by the 128 bits, so that all IPv4 addresses stand together.</summary>
    public int CompareTo(Ip other)
    {
        var order = High.CompareTo(other.High);
        return order != 0 ? order : Low.CompareTo(other.Low);
    }

    /// <inheritdoc/>
    public int CompareTo(object? obj) => obj switch
    {
        null => 1,
        Ip other => CompareTo(other),
        _ => throw new ArgumentException($"Only another {nameof(Ip)} can be compared with one.", nameof(obj)),
    };

    /// <summary>Whether both are the same address.</summary>
    public static bool operator ==(Ip left, Ip right) => left.Equals(right);

    /// <summary>Whether the addresses differ.</summary>
    public static bool operator !=(Ip left, Ip right) => !left.Equals(right);

    /// <summary>Whether <paramref name="left"/> stands before <paramref name="right"/>.</summary>
    public static bool operator <(Ip left, Ip right) => left.CompareTo(right) < 0;

    /// <summary>Whether <paramref name="left"/> stands before <paramref name="right"/> or is the same.</summary>
    public static bool operator <=(Ip left, Ip right) => left.CompareTo(right) <= 0;

    /// <summary>Whether <paramref name="left"/> stands after <paramref name="right"/>.</summary>
    public static bool operator >(Ip left, Ip right) => left.CompareTo(right) > 0;

    /// <summary>Whether <paramref name="left"/> stands after <paramref name="right"/> or is the same.</summary>
    public static bool operator >=(Ip left, Ip right) => left.CompareTo(right) >= 0;
}
