using System.ComponentModel;

namespace ClientIpAnalyzers.CompilerServices;

/// <summary>
/// Membership in a table of disjoint ranges in order, by binary search. For generated code and <see cref="CidrSet"/>.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class RangeTable
{
    /// <summary>Whether an IPv4 address is in a table.</summary>
    /// <param name="bounds">First and last address of each range.</param>
    /// <param name="address">The address, in host byte order.</param>
    public static bool ContainsIPv4(ReadOnlySpan<uint> bounds, uint address)
    {
        // The last range that begins at or before the address is the only one that can hold it.
        var (low, high) = (0, bounds.Length >> 1);
        while (low < high)
        {
            var middle = (low + high) >> 1;
            if (bounds[middle << 1] <= address)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low != 0 && address <= bounds[(low << 1) - 1];
    }

    /// <summary>Whether an IPv6 address is in a table.</summary>
    /// <param name="bounds">High and low half of the first address, then of the last address, of each range.</param>
    /// <param name="high">The address's first 64 bits.</param>
    /// <param name="low">The address's last 64 bits.</param>
    public static bool ContainsIPv6(ReadOnlySpan<ulong> bounds, ulong high, ulong low)
    {
        var (from, to) = (0, bounds.Length >> 2);
        while (from < to)
        {
            var middle = (from + to) >> 1;
            if (NotAfter(bounds[middle << 2], bounds[(middle << 2) + 1], high, low))
            {
                from = middle + 1;
            }
            else
            {
                to = middle;
            }
        }

        return from != 0 && NotAfter(high, low, bounds[(from << 2) - 2], bounds[(from << 2) - 1]);
    }

    private static bool NotAfter(ulong high, ulong low, ulong otherHigh, ulong otherLow)
        => high < otherHigh || (high == otherHigh && low <= otherLow);
}
