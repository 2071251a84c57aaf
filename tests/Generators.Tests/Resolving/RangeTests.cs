using System.Globalization;
using ClientIpAnalyzers.Generators.Tests.Infrastructure;

namespace ClientIpAnalyzers.Generators.Tests.Resolving;

public class RangeTests
{
    private static Generation Run(string ranges, params TextFile[] files)
        => Generation.Run([$"[ClientIpSource(\"X-Forwarded-For\", Trust = [{ranges}])] public sealed partial class P;"], files);

    private static bool Trusts(IClientIpResolver resolver, string peer)
        => resolver.Answer(peer, "X-Forwarded-For: 203.0.113.9") == "203.0.113.9";

    [Fact]
    public void A_few_ranges_are_comparisons_and_each_is_named()
    {
        var generation = Run("""
            "10.0.0.0/8, 192.168.0.0/16", "203.0.114.7", "::ffff:198.51.100.0/120", "2001:db8::/32", "2001:db9::/64", "2001:dba::/65", "2001:dbb::1", "fc00::/7"
            """);
        var resolver = generation.Resolver("P");
        var text = generation.Files["P.ClientIpPolicy.g.cs"];

        Assert.All(
            ["10.0.0.0", "10.255.255.255", "192.168.0.1", "203.0.114.7", "198.51.100.255", "2001:db8::", "2001:db8:ffff:ffff:ffff:ffff:ffff:ffff",
                "2001:db9::ffff:ffff:ffff:ffff", "2001:dba::7fff:ffff:ffff:ffff", "2001:dbb::1", "fdff:ffff::", "::ffff:10.1.1.1"],
            peer => Assert.True(Trusts(resolver, peer), peer));
        Assert.All(
            ["9.255.255.255", "11.0.0.0", "192.169.0.0", "203.0.114.6", "203.0.114.8", "198.51.101.0", "2001:db7:ffff::", "2001:db9:0:1::",
                "2001:dba::8000:0:0:0", "2001:dbb::", "2001:dbb::2", "fe00::", "fbff:ffff::", "::a00:1"],
            peer => Assert.False(Trusts(resolver, peer), peer));
        Assert.All(
            ["// 10.0.0.0/8", "// 198.51.100.0/24", "// 2001:dba::/65"],
            comment => Assert.Contains(comment, text, StringComparison.Ordinal));
        Assert.DoesNotContain("RangeTable", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Ranges_are_merged_before_they_are_counted()
    {
        var halves = string.Join(",", Enumerable.Range(0, 256).Select(i => $"10.0.{i}.0/25,10.0.{i}.128/25"));
        var text = Run($"\"{halves}\", \"10.0.3.4\"").Files["P.ClientIpPolicy.g.cs"];

        Assert.Contains("// 10.0.0.0/16\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain("// 10.0.3", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(9)]
    [InlineData(1500)]
    public void Many_ranges_are_a_table_that_holds_exactly_them(int count)
    {
        var ranges = Enumerable.Range(0, count).SelectMany(i => new[]
        {
            string.Create(CultureInfo.InvariantCulture, $"{20 + (i / 100)}.{i % 100 * 2}.0.0/16"),
            string.Create(CultureInfo.InvariantCulture, $"2a00:{i * 2:x}::/32"),
        }).ToList();
        var generation = Run(string.Join(", ", ranges.Select(range => $"\"{range}\"")));
        var resolver = generation.Resolver("P");
        var all = CidrSet.Parse(ranges);
        var random = new Random(7);

        Assert.Contains("RangeTable.ContainsIPv4(", generation.Files["P.ClientIpPolicy.g.cs"], StringComparison.Ordinal);
        Assert.Contains("RangeTable.ContainsIPv6(", generation.Files["P.ClientIpPolicy.g.cs"], StringComparison.Ordinal);
        Assert.Equal(all.Count, resolver.Policy.Sources[0].Trust!.Count);
        for (var i = 0; i < 4000; i++)
        {
            var peer = i % 2 == 0
                ? string.Create(CultureInfo.InvariantCulture, $"{19 + random.Next(18)}.{random.Next(256)}.{random.Next(2) * 255}.{random.Next(2) * 255}")
                : string.Create(CultureInfo.InvariantCulture, $"2a00:{random.Next((count * 2) + 3):x}:{random.Next(2) * 0xFFFF:x}::{random.Next(2) * 0xFFFF:x}");
            if (Ip.Parse(peer) is { IsUnspecified: false } address)
            {
                Assert.True(all.Contains(address) == Trusts(resolver, peer), peer);
            }
        }
    }

    [Fact]
    public void A_file_of_lines_is_folded_into_the_code()
    {
        var resolver = Run(
            "\"file:ranges/waf.txt\"",
            new TextFile("ranges/waf.txt", "# the WAF\n192.0.2.0/24 # first\n\n2001:db8::/48\r\n")).Resolver("P");

        Assert.True(Trusts(resolver, "192.0.2.1"));
        Assert.True(Trusts(resolver, "2001:db8::1"));
        Assert.False(Trusts(resolver, "192.0.3.1"));
    }

    [Fact]
    public void A_file_in_the_JSON_of_a_provider_is_folded_into_the_code()
    {
        var resolver = Run(
            "\"file:ranges/aws.json\", \"10.0.0.0/8\"",
            new TextFile("ranges/aws.json", """{"prefixes":[{"ip_prefix":"192.0.2.0/24","service":"CLOUDFRONT"}],"ipv6_prefixes":[{"ipv6_prefix":"2001:db8::/48"}]}"""))
            .Resolver("P");

        Assert.All(["192.0.2.1", "2001:db8::1", "10.1.1.1"], peer => Assert.True(Trusts(resolver, peer), peer));
    }

    [Fact]
    public void Only_files_that_a_policy_names_are_read()
    {
        var named = new TextFile("ranges/a.txt", "192.0.2.0/24");
        var other = new TextFile("ranges/b.txt", "not a range");
        var sameName = new TextFile("/elsewhere/ranges/a.txt", "198.51.100.0/24");
        var resolver = Run("\"file:ranges/a.txt\"", other, sameName, named).Resolver("P");

        Assert.True(Trusts(resolver, "192.0.2.1"));
        Assert.False(Trusts(resolver, "198.51.100.1"));
        Assert.Equal((1, 0, 0), (named.Reads, other.Reads, sameName.Reads));
    }

    [Fact]
    public void Constant_file_and_configured_ranges_make_one_set()
    {
        var generation = Run("\"10.0.0.0/8, file:a.txt, config:More, config:Most, unix\"", new TextFile("a.txt", "192.0.2.0/24"));
        var resolver = generation.Resolver("P", ("More", "198.51.100.0/24"), ("Most:0", "8.8.8.8"), ("Most:1", "9.9.9.9"));

        Assert.All(["10.1.1.1", "192.0.2.1", "198.51.100.1", "8.8.8.8", "9.9.9.9"], peer => Assert.True(Trusts(resolver, peer), peer));
        Assert.Equal("203.0.113.9", resolver.Answer(null, "X-Forwarded-For: 203.0.113.9"));
        Assert.Equal("10.0.0.0/8,192.0.2.0/24,198.51.100.0/24,8.8.8.8/32,9.9.9.9/32,unix", resolver.Policy.Sources[0].Trust!.ToString().Replace("8.8.8.8,", "8.8.8.8/32,", StringComparison.Ordinal).Replace("9.9.9.9,", "9.9.9.9/32,", StringComparison.Ordinal));
    }
}
