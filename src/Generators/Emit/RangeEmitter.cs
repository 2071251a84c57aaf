using ClientIpAnalyzers.Generators.Model;

namespace ClientIpAnalyzers.Generators.Emit;

/// <summary>
/// Constant ranges as code: a few as comparisons, many as a table in the assembly's data, which costs nothing to
/// load.
/// </summary>
internal static class RangeEmitter
{
    /// <summary>Up to so many of one family are compared one after the other; beyond, a binary search is faster.</summary>
    private const int MostComparisons = 8;

    public static bool FitsComparisons(IEnumerable<Network> networks)
    {
        var merged = Network.Merge(networks);
        return merged.Count(n => n.IsIPv4) <= MostComparisons && merged.Count(n => !n.IsIPv4) <= MostComparisons;
    }

    /// <summary>The tests, one a line, any of which makes <c>ip</c> a member. Writes the tables they need.</summary>
    public static IReadOnlyList<(string Test, string? Comment)> Tests(
        CodeWriter writer, IEnumerable<Network> networks, string title, string name, MemberNames members)
    {
        var merged = Network.Merge(networks);
        var ipv4 = merged.Where(n => n.IsIPv4).ToList();
        var ipv6 = merged.Where(n => !n.IsIPv4).ToList();
        var tests = new List<(string, string?)>();

        if (ipv4.Count <= MostComparisons)
        {
            tests.AddRange(ipv4.Select(n => (CompareIPv4(n), (string?)n.ToString())));
        }
        else
        {
            var table = members.Unique(name + "IPv4");
            Table(writer, title, "IPv4", "uint", table, ipv4, n => Literals.Number(n.FirstIPv4) + ", " + Literals.Number(n.LastIPv4));
            tests.Add(($"ip.IsIPv4 && {Names.RangeTable}.ContainsIPv4({table}, unchecked((uint)ip.Low))", null));
        }

        if (ipv6.Count <= MostComparisons)
        {
            tests.AddRange(ipv6.Select(n => (CompareIPv6(n), (string?)n.ToString())));
        }
        else
        {
            var table = members.Unique(name + "IPv6");
            Table(writer, title, "IPv6", "ulong", table, ipv6, n => string.Join(
                ", ", new[] { n.High, n.Low, n.LastHigh, n.LastLow }.Select(Literals.Number)));
            tests.Add(($"!ip.IsIPv4 && {Names.RangeTable}.ContainsIPv6({table}, ip.High, ip.Low)", null));
        }

        return tests;
    }

    // The subtraction wraps on purpose: what is below the range becomes larger than its length.
    private static string CompareIPv4(Network n) => n.Length == 128
        ? $"ip.High == 0UL && ip.Low == {Literals.Number(n.Low)}"
        : $"ip.High == 0UL && unchecked(ip.Low - {Literals.Number(n.Low)}) <= {Literals.Number(n.LastLow - n.Low)}";

    private static string CompareIPv6(Network n) => n.Length switch
    {
        128 => $"ip.High == {Literals.Number(n.High)} && ip.Low == {Literals.Number(n.Low)}",
        > 64 => $"ip.High == {Literals.Number(n.High)} && unchecked(ip.Low - {Literals.Number(n.Low)}) <= {Literals.Number(n.LastLow - n.Low)}",
        64 => $"ip.High == {Literals.Number(n.High)}",
        0 => "true",
        _ => $"unchecked(ip.High - {Literals.Number(n.High)}) <= {Literals.Number(n.LastHigh - n.High)}",
    };

    private static void Table(
        CodeWriter writer, string title, string family, string type, string table, List<Network> networks, Func<Network, string> row)
    {
        writer.Summary($"The {family} ranges of {Literals.Xml(title)}: first and last address of each, in order.");
        writer.Line($"private static global::System.ReadOnlySpan<{type}> {table} => new {type}[]");
        using (writer.Open(close: "};"))
        {
            foreach (var network in networks)
            {
                writer.Line($"{row(network)}, // {network}");
            }
        }

        writer.Line();
    }
}
