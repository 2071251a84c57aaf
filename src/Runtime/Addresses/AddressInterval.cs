namespace ClientIpAnalyzers;

/// <summary>All addresses from <paramref name="First"/> to <paramref name="Last"/>, both included.</summary>
internal readonly record struct AddressInterval(Ip First, Ip Last)
{
    /// <summary>All IPv4 addresses, as IPv6 maps them.</summary>
    private static readonly AddressInterval s_ipv4 = new(Ip.FromIPv4Bits(0), Ip.FromIPv4Bits(uint.MaxValue));

    /// <summary>The same addresses as the fewest intervals, in order.</summary>
    public static AddressInterval[] Merge(IEnumerable<AddressInterval> intervals)
    {
        var merged = new List<AddressInterval>();
        foreach (var next in intervals.OrderBy(interval => interval.First))
        {
            if (merged.Count != 0 && (next.First <= merged[^1].Last || next.First == Successor(merged[^1].Last)))
            {
                var last = merged[^1];
                merged[^1] = last with { Last = next.Last > last.Last ? next.Last : last.Last };
            }
            else
            {
                merged.Add(next);
            }
        }

        return [.. merged];
    }

    /// <summary>First and last address of what is IPv4 in each of the merged intervals.</summary>
    public static uint[] ToIPv4Bounds(IEnumerable<AddressInterval> merged)
        => [.. merged
            .Where(interval => interval.Overlaps(s_ipv4))
            .SelectMany(interval => new[]
            {
                (interval.First > s_ipv4.First ? interval.First : s_ipv4.First).IPv4Bits,
                (interval.Last < s_ipv4.Last ? interval.Last : s_ipv4.Last).IPv4Bits,
            })];

    /// <summary>The halves of first and last address of each merged interval that is not IPv4 alone.</summary>
    public static ulong[] ToBounds(IEnumerable<AddressInterval> merged)
        => [.. merged
            .Where(interval => !s_ipv4.Covers(interval))
            .SelectMany(interval => new[]
            {
                interval.First.High, interval.First.Low, interval.Last.High, interval.Last.Low,
            })];

    /// <summary>Whether two lists of merged intervals have an address in common.</summary>
    public static bool Overlap(IReadOnlyList<AddressInterval> left, IReadOnlyList<AddressInterval> right)
        => left.Any(one => right.Any(one.Overlaps));

    /// <summary>Whether the merged intervals hold every address of the others.</summary>
    public static bool Cover(IReadOnlyList<AddressInterval> outer, IReadOnlyList<AddressInterval> inner)
        => inner.All(one => outer.Any(other => other.Covers(one)));

    /// <summary>
    /// Whether the merged intervals hold all of IPv4, which all of IPv6 includes: a set that trusts everybody, also
    /// where it says so in halves.
    /// </summary>
    public static bool HoldWholeFamily(IReadOnlyList<AddressInterval> merged)
        => merged.Any(interval => interval.Covers(s_ipv4));

    private bool Overlaps(AddressInterval other) => First <= other.Last && other.First <= Last;

    private bool Covers(AddressInterval other) => First <= other.First && other.Last <= Last;

    private static Ip Successor(Ip address)
        => address.Low == ulong.MaxValue ? new Ip(address.High + 1, 0) : new Ip(address.High, address.Low + 1);
}
