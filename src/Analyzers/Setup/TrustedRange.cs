using ClientIpAnalyzers.Declarations;

namespace ClientIpAnalyzers.Analyzers.Setup;

/// <summary>What is to be said of a range in a list of trusted proxies.</summary>
internal static class TrustedRange
{
    private static readonly AddressRange[] PrivateRanges =
        [.. new[] { "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "fc00::/7" }.Select(Parse)];

    /// <summary>Whether the range holds all of IPv4, all of IPv6 or both, however it is written.</summary>
    public static bool HoldsEverybody(AddressRange range)
        => range.PrefixLength == 0 || (range.PrefixLength == 96 && range.IsIPv4);

    /// <summary>Whether ranges hold everybody, one of them or all together: <c>0.0.0.0/1</c> and <c>128.0.0.0/1</c>.</summary>
    public static bool HoldEverybody(IEnumerable<AddressRange> ranges)
    {
        var list = ranges.ToList();
        return list.Any(HoldsEverybody) || (list.Count > 1 && RangeCheck.FamilyIn(AddressIntervals.Of(list)) is not null);
    }

    /// <summary>Whether a whole private range is in it.</summary>
    public static bool HoldsPrivateRange(AddressRange range)
        => !HoldsEverybody(range) && PrivateRanges.Any(range.Contains);

    private static AddressRange Parse(string text)
        => RangeText.TryParse(text.AsSpan(), out var range) ? range : throw new ArgumentException(text, nameof(text));
}
