using System.Collections.Immutable;

namespace ClientIpAnalyzers.Declarations;

/// <summary>
/// A set of addresses as sorted intervals that neither overlap nor touch, so that two spellings of one set are equal
/// and every question about two sets is one walk along both.
/// </summary>
internal sealed class AddressIntervals
{
    private readonly ImmutableArray<AddressInterval> _items;

    private AddressIntervals(ImmutableArray<AddressInterval> items) => _items = items;

    public static AddressIntervals Empty { get; } = new(ImmutableArray<AddressInterval>.Empty);

    /// <summary>All of IPv4, which is one /96 of the 128 bits.</summary>
    public static AddressIntervals AllIPv4 { get; } = Of([new AddressRange(0, 0xFFFF_0000_0000, 96)]);

    public static AddressIntervals Everything { get; } = Of([new AddressRange(0, 0, 0)]);

    /// <summary>All of IPv6: everything but the mapped addresses, which are IPv4.</summary>
    public static AddressIntervals AllIPv6 { get; } = Everything.Except(AllIPv4);

    public ImmutableArray<AddressInterval> Items => _items;

    public bool IsEmpty => _items.IsEmpty;

    public static AddressIntervals Of(IEnumerable<AddressRange> ranges)
        => Merge(ranges.Select(AddressInterval.Of));

    public AddressIntervals Union(AddressIntervals other)
        => other.IsEmpty ? this : IsEmpty ? other : Merge(_items.Concat(other._items));

    /// <summary>Whether every address of <paramref name="other"/> is in this set.</summary>
    public bool Covers(AddressIntervals other)
    {
        // The intervals of this set do not touch, so one of the other lies within a single one of them or sticks out.
        var index = 0;
        foreach (var wanted in other._items)
        {
            while (index < _items.Length && _items[index].Last < wanted.First)
            {
                index++;
            }

            if (index == _items.Length || _items[index].First > wanted.First || _items[index].Last < wanted.Last)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The addresses that are in both sets.</summary>
    public AddressIntervals Intersect(AddressIntervals other)
    {
        var common = ImmutableArray.CreateBuilder<AddressInterval>();
        var (mine, theirs) = (0, 0);
        while (mine < _items.Length && theirs < other._items.Length)
        {
            var (left, right) = (_items[mine], other._items[theirs]);
            var first = left.First > right.First ? left.First : right.First;
            var last = left.Last < right.Last ? left.Last : right.Last;
            if (first <= last)
            {
                common.Add(new AddressInterval(first, last));
            }

            if (left.Last < right.Last)
            {
                mine++;
            }
            else
            {
                theirs++;
            }
        }

        return new AddressIntervals(common.ToImmutable());
    }

    /// <summary>The addresses of this set that are not in <paramref name="other"/>.</summary>
    public AddressIntervals Except(AddressIntervals other) => Intersect(other.Complement());

    private AddressIntervals Complement()
    {
        var gaps = ImmutableArray.CreateBuilder<AddressInterval>();
        var next = default(Address);
        foreach (var item in _items)
        {
            if (next < item.First)
            {
                gaps.Add(new AddressInterval(next, Previous(item.First)));
            }

            if (item.Last == Address.Max)
            {
                return new AddressIntervals(gaps.ToImmutable());
            }

            next = item.Last.Next;
        }

        gaps.Add(new AddressInterval(next, Address.Max));
        return new AddressIntervals(gaps.ToImmutable());
    }

    private static Address Previous(Address address)
        => address.Low == 0 ? new(address.High - 1, ulong.MaxValue) : new(address.High, address.Low - 1);

    private static AddressIntervals Merge(IEnumerable<AddressInterval> items)
    {
        var merged = ImmutableArray.CreateBuilder<AddressInterval>();
        foreach (var item in items.OrderBy(item => item.First))
        {
            if (merged.Count > 0)
            {
                var previous = merged[merged.Count - 1];
                if (previous.Last == Address.Max || item.First <= previous.Last.Next)
                {
                    merged[merged.Count - 1] = previous with { Last = previous.Last > item.Last ? previous.Last : item.Last };
                    continue;
                }
            }

            merged.Add(item);
        }

        return new AddressIntervals(merged.ToImmutable());
    }
}
