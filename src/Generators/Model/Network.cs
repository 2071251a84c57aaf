using ClientIpAnalyzers.Declarations;

namespace ClientIpAnalyzers.Generators.Model;

/// <summary>A range of addresses: the bits before <paramref name="Length"/> of 128, IPv4 in its mapped form.</summary>
internal readonly record struct Network(ulong High, ulong Low, int Length)
{
    private const int MappedPrefixLength = 96;

    public bool IsIPv4 => Length >= MappedPrefixLength && High == 0 && Low >> 32 == 0xFFFF;

    public static Network Of(AddressRange range) => new(range.High, range.Low, range.PrefixLength);

    public uint FirstIPv4 => (uint)Low;

    public uint LastIPv4 => (uint)LastLow;

    public ulong LastHigh => Length >= 64 ? High : High | (ulong.MaxValue >> Length);

    public ulong LastLow => Length <= 64 ? ulong.MaxValue : Length == 128 ? Low : Low | (ulong.MaxValue >> (Length - 64));

    public bool Contains(Network other)
        => Length <= other.Length && other.High >= High && other.High <= LastHigh
        && (Length <= 64 || (other.Low >= Low && other.Low <= LastLow));

    /// <summary>The range twice as wide whose lower half this is, if the other half is <paramref name="next"/>.</summary>
    public Network? JoinedWith(Network next)
    {
        if (Length != next.Length || Length == 0 || (IsIPv4 && Length == MappedPrefixLength))
        {
            return null;
        }

        var parent = Length > 64
            ? new Network(High, Low & ~(1UL << (128 - Length)), Length - 1)
            : new Network(High & ~(1UL << (64 - Length)), 0, Length - 1);
        return parent.High == High && parent.Low == Low && this != next && parent.Contains(next) ? parent : null;
    }

    public override string ToString() => AddressFormat.Format(new AddressRange(High, Low, Length));

    /// <summary>The fewest disjoint ranges that hold the same addresses, in order.</summary>
    public static IReadOnlyList<Network> Merge(IEnumerable<Network> networks)
    {
        var merged = new List<Network>();
        foreach (var network in networks.OrderBy(n => n.High).ThenBy(n => n.Low).ThenBy(n => n.Length))
        {
            if (merged.Count > 0 && merged[merged.Count - 1].Contains(network))
            {
                continue;
            }

            var next = network;
            while (merged.Count > 0 && merged[merged.Count - 1].JoinedWith(next) is { } joined)
            {
                merged.RemoveAt(merged.Count - 1);
                next = joined;
            }

            merged.Add(next);
        }

        return merged;
    }
}
