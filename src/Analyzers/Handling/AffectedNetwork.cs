using System.Globalization;

namespace ClientIpAnalyzers.Analyzers.Handling;

/// <summary>
/// An IPv6 network that <c>System.Net.IPNetwork</c> of .NET 9 and 10 gets wrong. There <c>Contains</c> compares an
/// IPv4-mapped address with the last 32 bits of the network's address, over the prefix length modulo 32.
/// </summary>
/// <param name="Text">The network as it is written.</param>
/// <param name="Example">An IPv4-mapped address that it wrongly contains.</param>
internal readonly record struct AffectedNetwork(string Text, string Example)
{
    public static AffectedNetwork? Of(string network)
    {
        var slash = network.IndexOf('/');
        return slash > 0
            && int.TryParse(network.Substring(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var prefixLength)
                ? Of(network.Substring(0, slash), prefixLength)
                : null;
    }

    public static AffectedNetwork? Of(string address, int prefixLength)
    {
        if (prefixLength is < 1 or > 127
            || address.IndexOf(':') < 0
            || !AddressText.TryParse(address.AsSpan(), out var high, out var low)
            || ReallyContainsMapped(high, low, prefixLength))
        {
            return null;
        }

        var compared = prefixLength % 32;
        if (compared == 0)
        {
            return null;
        }

        var first = (uint)low & (uint.MaxValue << (32 - compared));
        var last = first | (uint.MaxValue >> compared);

        // Nobody has an address in 0.0.0.0/8, but anybody can write one into a header, and short prefixes reach further.
        var isRoutable = last >= 0x0100_0000 && first < 0xE000_0000;
        if (!isRoutable && !(prefixLength > 32 && compared <= 12))
        {
            return null;
        }

        var example = Math.Min(last, Math.Max(first, 0x0101_0101));
        return new AffectedNetwork(
            address + "/" + prefixLength.ToString(CultureInfo.InvariantCulture),
            $"::ffff:{example >> 24}.{(example >> 16) & 255}.{(example >> 8) & 255}.{example & 255}");
    }

    /// <summary>Whether the network begins as <c>::ffff:0:0/96</c> does.</summary>
    private static bool ReallyContainsMapped(ulong high, ulong low, int prefixLength)
    {
        var bits = Math.Min(prefixLength, 96);
        const ulong Mapped = 0x0000_FFFF_0000_0000;
        return bits <= 64
            ? high >> (64 - bits) == 0
            : high == 0 && low >> (128 - bits) == Mapped >> (128 - bits);
    }
}
