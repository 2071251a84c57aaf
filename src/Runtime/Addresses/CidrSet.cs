using System.Collections;
using ClientIpAnalyzers.CompilerServices;

namespace ClientIpAnalyzers;

/// <summary>
/// An immutable set of ranges with fast membership at any size, and of <c>unix</c>: peers that connected through a
/// Unix socket and so have no address.
/// </summary>
public sealed class CidrSet : IReadOnlyList<Cidr>
{
    /// <summary>The word for peers without an address in the text of a set.</summary>
    internal const string UnixSocketWord = "unix";

    private readonly Cidr[] _ranges;

    /// <summary>First and last IPv4 address of each merged range, in order.</summary>
    private readonly uint[] _ipv4Bounds;

    /// <summary>High and low half of the first and of the last address of each merged range, in order.</summary>
    private readonly ulong[] _ipv6Bounds;

    /// <summary>Creates a set.</summary>
    /// <param name="ranges">Its ranges, in any order; they may repeat and overlap.</param>
    /// <param name="hasUnixSocket">Whether peers without an address are members.</param>
    public CidrSet(IEnumerable<Cidr> ranges, bool hasUnixSocket = false)
    {
        ArgumentNullException.ThrowIfNull(ranges);
        _ranges = [.. ranges.Distinct()];
        HasUnixSocket = hasUnixSocket;
        Intervals = AddressInterval.Merge(_ranges.Select(range => new AddressInterval(range.Network, range.Last)));
        _ipv4Bounds = AddressInterval.ToIPv4Bounds(Intervals);
        _ipv6Bounds = AddressInterval.ToBounds(Intervals);
    }

    /// <summary>The set without members.</summary>
    public static CidrSet Empty { get; } = new([]);

    /// <summary>Whether peers that connected through a Unix socket are members.</summary>
    public bool HasUnixSocket { get; }

    /// <summary>Whether the set has no member at all.</summary>
    public bool IsEmpty => _ranges.Length == 0 && !HasUnixSocket;

    /// <summary>The number of ranges.</summary>
    public int Count => _ranges.Length;

    /// <summary>The ranges as given, without repetition.</summary>
    public Cidr this[int index] => _ranges[index];

    /// <summary>The same addresses as disjoint intervals in order.</summary>
    internal IReadOnlyList<AddressInterval> Intervals { get; }

    /// <summary>Reads a set: ranges and <c>unix</c>, separated by commas.</summary>
    /// <exception cref="FormatException">A part is neither; the message names it.</exception>
    public static CidrSet Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Parse(text.Split(','));
    }

    /// <summary>Reads a set of which each text is a range or <c>unix</c>.</summary>
    /// <exception cref="FormatException">A text is neither; the message names it.</exception>
    public static CidrSet Parse(IEnumerable<string> texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        var ranges = new List<Cidr>();
        var hasUnixSocket = false;
        foreach (var text in texts)
        {
            var trimmed = text.Trim(' ', '\t');
            if (trimmed == UnixSocketWord)
            {
                hasUnixSocket = true;
            }
            else
            {
                ranges.Add(Cidr.Parse(trimmed));
            }
        }

        return new CidrSet(ranges, hasUnixSocket);
    }

    /// <summary>Whether an address is in any of the ranges. Allocates nothing.</summary>
    public bool Contains(Ip address) => address.IsIPv4
        ? RangeTable.ContainsIPv4(_ipv4Bounds, address.IPv4Bits)
        : RangeTable.ContainsIPv6(_ipv6Bounds, address.High, address.Low);

    /// <summary>Whether a peer is a member; one without an address is where the set holds <c>unix</c>.</summary>
    public bool ContainsPeer(Ip? peer) => peer is { } address ? Contains(address) : HasUnixSocket;

    /// <summary>The set of all members of both.</summary>
    public CidrSet Union(CidrSet other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return new CidrSet(_ranges.Concat(other._ranges), HasUnixSocket || other.HasUnixSocket);
    }

    /// <summary>Whether the sets have a member in common.</summary>
    public bool Overlaps(CidrSet other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return (HasUnixSocket && other.HasUnixSocket) || AddressInterval.Overlap(Intervals, other.Intervals);
    }

    /// <summary>Whether every member of <paramref name="other"/> is one of this set.</summary>
    public bool Covers(CidrSet other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return (HasUnixSocket || !other.HasUnixSocket) && AddressInterval.Cover(Intervals, other.Intervals);
    }

    /// <inheritdoc/>
    public IEnumerator<Cidr> GetEnumerator() => ((IEnumerable<Cidr>)_ranges).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => _ranges.GetEnumerator();

    /// <summary>The ranges, separated by commas.</summary>
    public override string ToString()
        => string.Join(',', _ranges.Select(range => range.ToString()).Concat(HasUnixSocket ? [UnixSocketWord] : []));
}
