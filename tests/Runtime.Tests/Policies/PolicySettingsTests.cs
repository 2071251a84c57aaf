using System.Text;
using Microsoft.Extensions.Configuration;

namespace ClientIpAnalyzers.Runtime.Tests.Policies;

public class PolicySettingsTests
{
    private const string Whole = """
        {
          "Sources": [
            {
              "Header": "Ali-Cdn-Real-Ip", "Kind": "single", "Via": ["cdn+", "alb"], "ChainHeader": "Forwarded",
              "ProofHeader": "X-Origin-Token", "ProofSecret": ["0123456789abcdef", "fedcba9876543210"]
            },
            { "Header": "X-Forwarded-For", "Trust": "10.1.0.0/16, 10.2.0.0/16", "HopCount": 2 },
            { "Header": "X-Edge-Ip", "TrustAnyPeer": true, "ProofHeader": "X-Origin-Token", "ProofSecret": "0123456789abcdef" }
          ],
          "Hops": {
            "cdn": { "Ranges": ["198.51.100.0/24", "2001:db8:cd::/48"], "Shared": true },
            "alb": "10.20.0.0/24, unix"
          },
          "AllowDirect": true,
          "InternalClients": ["10.20.0.7"],
          "HealthProbePaths": ["/healthz"],
          "ProbeRanges": "10.99.0.0/24"
        }
        """;

    [Fact]
    public void Every_member_is_read()
    {
        var policy = Read(Whole);

        Assert.Empty(policy.Check());
        Assert.Equal(
            ["Ali-Cdn-Real-Ip Single cdn+,alb  False Forwarded X-Origin-Token 2", "X-Forwarded-For Auto  10.1.0.0/16,10.2.0.0/16 2 False   ", "X-Edge-Ip Auto   True  X-Origin-Token 1"],
            policy.Sources.Select(source =>
                $"{source.Header} {source.Kind} {string.Join(',', source.Via)} {source.Trust}{(source.HopCount is { } count ? $" {count}" : "")} {source.TrustAnyPeer} {source.ChainHeader} {source.ProofHeader} {source.ProofSecrets?.Count}"));
        Assert.Equal(
            ["alb 10.20.0.0/24,unix False", "cdn 198.51.100.0/24,2001:db8:cd::/48 True"],
            policy.Hops.Select(hop => $"{hop.Name} {hop.Ranges} {hop.Shared}").Order(StringComparer.Ordinal));
        Assert.True(policy.AllowDirect);
        Assert.Equal("10.20.0.7/32", policy.InternalClients.ToString());
        Assert.Equal(["/healthz"], policy.HealthProbePaths);
        Assert.Equal("10.99.0.0/24", policy.ProbeRanges.ToString());
    }

    [Theory]
    [InlineData("""{ }""", "no source")]
    [InlineData("""{ "Sources": [{ "Trust": "10.0.0.0/8" }] }""", "no Header")]
    [InlineData("""{ "Sources": [{ "Header": "X-A", "Trusted": "10.0.0.0/8" }] }""", "'P:Sources:0:Trusted'")]
    [InlineData("""{ "Sources": [{ "Header": "X-A" }], "Hopps": "1" }""", "'P:Hopps'")]
    [InlineData("""{ "Sources": [{ "Header": "X-A", "Kind": "7" }] }""", "Kind is '7'")]
    [InlineData("""{ "Sources": [{ "Header": "X-A", "HopCount": "two" }] }""", "HopCount is 'two'")]
    [InlineData("""{ "Sources": [{ "Header": "X-A", "TrustAnyPeer": "yes" }] }""", "TrustAnyPeer is 'yes'")]
    [InlineData("""{ "Sources": [{ "Header": "X-A", "Trust": "10.0.0.0/33" }] }""", "'P:Sources:0:Trust'")]
    [InlineData("""{ "Sources": [{ "Header": "X-A", "Trust": "config:Other" }] }""", "'config:Other' is no range")]
    [InlineData("""{ "Sources": [{ "Header": "X-A", "Trust": "file:absent.txt" }] }""", "absent.txt")]
    [InlineData("""{ "Sources": [{ "Header": "X-A", "ProofHeader": "X-Token" }] }""", "'P:Sources:0:ProofSecret'")]
    [InlineData("""{ "Sources": [{ "Header": "X-A" }], "Hops": { "alb": { "Shared": true } } }""", "'P:Hops:alb:Ranges'")]
    [InlineData("""{ "Sources": [{ "Header": "X-A" }], "Hops": { "alb": { "Ranges": "10.0.0.0/8", "Range": "1" } } }""", "'P:Hops:alb:Range'")]
    public void What_is_wrong_is_named_with_its_place(string json, string expected)
        => Assert.Contains(expected, Assert.Throws<ClientIpPolicyException>(() => Read(json)).Message, StringComparison.OrdinalIgnoreCase);

    private static ClientIpPolicy Read(string json)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes($$"""{ "P": {{json}} }"""));
        return PolicySettings.Read(new ConfigurationBuilder().AddJsonStream(stream).Build().GetSection("P"));
    }
}
