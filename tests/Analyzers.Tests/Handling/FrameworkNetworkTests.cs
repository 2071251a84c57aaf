using System.Net;
using ClientIpAnalyzers.Analyzers.Handling;
using ClientIpAnalyzers.Analyzers.Tests.Infrastructure;

namespace ClientIpAnalyzers.Analyzers.Tests.Handling;

public class FrameworkNetworkTests
{
    [Theory]
    [InlineData("return System.Net.IPNetwork.Parse(\"2001:db8::/33\").Contains(ip);")]
    [InlineData("return System.Net.IPNetwork.Parse(\"2001:db8::/44\").Contains(ip);")]
    [InlineData("return System.Net.IPNetwork.Parse(\"2001:db8::/65\").Contains(ip);")]
    [InlineData("return System.Net.IPNetwork.Parse(\"2001:db8::/76\").Contains(ip);")]
    [InlineData("return System.Net.IPNetwork.Parse(\"2001:db8::/97\").Contains(ip);")]
    [InlineData("return System.Net.IPNetwork.Parse(\"2001:db8::/108\").Contains(ip);")]
    [InlineData("return System.Net.IPNetwork.Parse(\"fc00::/7\").Contains(ip);")]
    [InlineData("return new System.Net.IPNetwork(IPAddress.Parse(\"2001:db8::\"), 40).Contains(ip);")]
    [InlineData("var network = System.Net.IPNetwork.Parse(\"2001:db8::/36\"); return network.Contains(ip);")]
    [InlineData("if (System.Net.IPNetwork.TryParse(\"2001:db8::/36\", out var network)) { return network.Contains(ip); } return null;")]
    [InlineData("const string Range = \"2001:db8::/36\"; return System.Net.IPNetwork.Parse(Range).Contains(ip);")]
    [InlineData("return s_wrong.Contains(ip);")]
    [InlineData("return s_list.Any(network => network.Contains(ip));")]
    [InlineData("return s_parsed.Any(network => network.Contains(ip));")]
    [InlineData("foreach (var network in s_list) { if (network.Contains(ip)) { return true; } } return false;")]
    [InlineData("System.Net.IPNetwork[] all = [System.Net.IPNetwork.Parse(\"2001:db8::/36\")]; return all[0].Contains(ip);")]
    public async Task Networks_that_contain_mapped_addresses_are_reported(string body)
        => Assert.Equal("CIP304", await HandlingTest.IdsAsync(body));

    [Theory]
    [InlineData("return System.Net.IPNetwork.Parse(\"2001:db8::/32\").Contains(ip);")]
    [InlineData("return System.Net.IPNetwork.Parse(\"2001:db8::/48\").Contains(ip);")]
    [InlineData("return System.Net.IPNetwork.Parse(\"2001:db8::/64\").Contains(ip);")]
    [InlineData("return System.Net.IPNetwork.Parse(\"2001:db8::/96\").Contains(ip);")]
    [InlineData("return System.Net.IPNetwork.Parse(\"::1/128\").Contains(ip);")]
    [InlineData("return System.Net.IPNetwork.Parse(\"fd00::/8\").Contains(ip);")]
    [InlineData("return System.Net.IPNetwork.Parse(\"fe80::/10\").Contains(ip);")]
    [InlineData("return System.Net.IPNetwork.Parse(\"::/0\").Contains(ip);")]
    [InlineData("return System.Net.IPNetwork.Parse(\"::ffff:10.0.0.0/104\").Contains(ip);")]
    [InlineData("return System.Net.IPNetwork.Parse(\"10.0.0.0/8\").Contains(ip);")]
    [InlineData("return System.Net.IPNetwork.Parse(settings.AdminIp).Contains(ip);")]
    [InlineData("return new Microsoft.AspNetCore.HttpOverrides.IPNetwork(IPAddress.Parse(\"2001:db8::\"), 36).Contains(ip);")]
    [InlineData("return s_right.Contains(ip);")]
    [InlineData("return s_good.Any(network => network.Contains(ip));")]
    [InlineData("return !ip.IsIPv4MappedToIPv6 && s_wrong.Contains(ip);")]
    [InlineData("if (ip.IsIPv4MappedToIPv6) { ip = ip.MapToIPv4(); } return s_wrong.Contains(ip);")]
    public async Task Networks_that_are_right_and_addresses_that_are_not_mapped_are_not(string body)
        => Assert.Equal("", (await HandlingTest.IdsAsync("#pragma warning disable ASPDEPR005\n" + body)).Replace("CIP303", "", StringComparison.Ordinal));

    /// <summary>What the rule says about a network is what the runtime that runs this test does, for every address in use.</summary>
    [Fact]
    public void The_runtime_does_what_the_rule_says()
    {
        foreach (var address in new[] { "2001:db8::", "fc00::", "2000::", "2001:db8::1000:0", "2001:db8:0:0:8000::" })
        {
            for (var length = 1; length < 128; length++)
            {
                var bytes = IPAddress.Parse(address).GetAddressBytes();
                for (var bit = length; bit < 128; bit++)
                {
                    bytes[bit / 8] &= (byte)~(128 >> (bit % 8));
                }

                var network = new System.Net.IPNetwork(new IPAddress(bytes), length);
                if (network.BaseAddress.Equals(IPAddress.IPv6Any))
                {
                    // The mapped addresses do lie within ::/1.
                    continue;
                }

                var affected = AffectedNetwork.Of(network.BaseAddress.ToString(), length);
                if (affected is { Example: var example })
                {
                    Assert.True(network.Contains(IPAddress.Parse(example)), $"{network} {example}");
                }
                else
                {
                    Assert.DoesNotContain(Enumerable.Range(1, 223), octet => network.Contains(IPAddress.Parse($"::ffff:{octet}.1.1.1")));
                }
            }
        }
    }

    [Theory]
    [InlineData("return System.Net.IPNetwork.Parse(\"2001:db8::/36\").Contains(ip);", "return CidrSet.Parse(\"2001:db8::/36\").Contains(Ip.FromIPAddress(ip));")]
    [InlineData("var network = System.Net.IPNetwork.Parse(\"2001:db8::/36\"); return network.Contains(ip) || network.Contains(other);", "var network = CidrSet.Parse(\"2001:db8::/36\"); return network.Contains(Ip.FromIPAddress(ip)) || network.Contains(Ip.FromIPAddress(other));")]
    [InlineData("System.Net.IPNetwork network = System.Net.IPNetwork.Parse(\"2001:db8::/36\"); return network.Contains(ip);", "CidrSet network = CidrSet.Parse(\"2001:db8::/36\"); return network.Contains(Ip.FromIPAddress(ip));")]
    public async Task The_fix_makes_it_a_set(string bad, string good)
        => Assert.Equal(good, await HandlingTest.FixAsync("CIP304", bad));

    [Fact]
    public async Task No_fix_is_offered_where_the_network_is_also_used_otherwise()
    {
        var solution = FixRunner.CreateSolution(FixRunner.GlobalUsings, [HandlingTest.In("var network = System.Net.IPNetwork.Parse(\"2001:db8::/36\"); return (network.Contains(ip), network.PrefixLength);")]);
        var diagnostic = Assert.Single(await FixRunner.DiagnosticsAsync(solution.Projects.Single()), diagnostic => diagnostic.Id == "CIP304");
        Assert.Null(await FixRunner.ActionAsync(solution.GetDocument(diagnostic.Location.SourceTree!)!, diagnostic));
    }
}
