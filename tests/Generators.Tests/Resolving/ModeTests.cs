using ClientIpAnalyzers.Generators.Tests.Infrastructure;

namespace ClientIpAnalyzers.Generators.Tests.Resolving;

public class ModeTests
{
    private const string Hops = """
        [TrustedHop("alb", "100.64.0.0/10")]
        [TrustedHop("waf", "198.51.100.0/24", "2001:db8:aaaa::/48")]
        [TrustedHop("cdn", "192.0.2.0/24")]
        """;

    private static IClientIpResolver Resolver(string attributes, params (string Key, string Value)[] configuration)
        => Generation.Run(attributes + "\npublic sealed partial class P;").Resolver("P", configuration);

    [Theory]
    [InlineData("203.0.113.9", "100.64.0.1", "203.0.113.9, 192.0.2.1, 198.51.100.1")]
    [InlineData("203.0.113.9", "100.64.0.1", "6.6.6.6, 203.0.113.9, 192.0.2.1, 2001:db8:aaaa::1")]
    [InlineData("ChainMismatch", "100.64.0.1", "203.0.113.9, 198.51.100.1, 192.0.2.1")]
    [InlineData("ChainTooShort", "100.64.0.1", "192.0.2.1, 198.51.100.1")]
    [InlineData("EntryInvalid", "100.64.0.1", "203.0.113.9, x, 198.51.100.1")]
    [InlineData("HeaderMissing", "100.64.0.1", null)]
    [InlineData("PeerNotTrusted", "8.8.8.8", "203.0.113.9, 192.0.2.1, 198.51.100.1")]
    [InlineData("AllTrusted", "100.64.0.1", "192.0.2.9, 192.0.2.1, 198.51.100.1")]
    [InlineData("EntrySpecial", "100.64.0.1", "127.0.0.1, 192.0.2.1, 198.51.100.1")]
    public void Via_verifies_the_chain_hop_by_hop(string expected, string peer, string? list)
    {
        var resolver = Resolver($"""[ClientIpSource("X-Forwarded-For", Via = ["cdn", "waf", "alb"])]{Hops}""");

        Assert.Equal(expected, resolver.Answer(peer, list is null ? [] : ["X-Forwarded-For: " + list]));
    }

    [Theory]
    [InlineData("203.0.113.9", "203.0.113.9, 192.0.2.1, 192.0.2.2, 198.51.100.1, 198.51.100.2, 100.64.0.9")]
    [InlineData("203.0.113.9", "203.0.113.9, 192.0.2.1, 198.51.100.1")]
    [InlineData("ChainMismatch", "203.0.113.9, 198.51.100.1")]
    [InlineData("ChainTooShort", "192.0.2.1, 192.0.2.2, 198.51.100.1")]
    [InlineData("EntryInvalid", "x, 192.0.2.2, 198.51.100.1")]
    public void A_plus_takes_as_many_entries_as_belong_to_the_hop(string expected, string list)
        => Assert.Equal(
            expected,
            Resolver($"""[ClientIpSource("X-Forwarded-For", Via = ["cdn+", "waf+", "alb+"])]{Hops}""")
                .Answer("100.64.0.1", "X-Forwarded-For: " + list));

    [Theory]
    [InlineData("203.0.113.9", "203.0.113.9, 10.0.0.2, 10.0.0.3")]
    [InlineData("AllTrusted", "10.0.0.2, 10.0.0.3")]
    [InlineData("EntryInvalid", "203.0.113.9, x, 10.0.0.3")]
    public void Trust_walks_left_to_the_first_that_is_no_proxy(string expected, string list)
        => Assert.Equal(
            expected,
            Resolver("""[ClientIpSource("X-Forwarded-For", Trust = ["10.0.0.0/8"])]""").Answer("10.0.0.1", "X-Forwarded-For: " + list));

    [Fact]
    public void No_more_than_32_entries_are_walked()
    {
        var resolver = Resolver("""[ClientIpSource("X-Forwarded-For", Trust = ["10.0.0.0/8"])]""");

        Assert.Equal("203.0.113.9", resolver.Answer("10.0.0.1", "X-Forwarded-For: 203.0.113.9" + string.Concat(Enumerable.Repeat(",10.0.0.2", 31))));
        Assert.Equal("TooManyEntries", resolver.Answer("10.0.0.1", "X-Forwarded-For: 203.0.113.9" + string.Concat(Enumerable.Repeat(",10.0.0.2", 32))));
    }

    [Theory]
    [InlineData("203.0.113.9", "1.1.1.1, 203.0.113.9, 10.0.0.2, 10.0.0.3")]
    [InlineData("ChainMismatch", "203.0.113.9, 9.9.9.9, 10.0.0.3")]
    [InlineData("ChainTooShort", "10.0.0.2, 10.0.0.3")]
    [InlineData("AllTrusted", "10.0.0.1, 10.0.0.2, 10.0.0.3")]
    public void HopCount_counts_and_checks_what_stands_to_the_right(string expected, string list)
        => Assert.Equal(
            expected,
            Resolver("""[ClientIpSource("X-Forwarded-For", Trust = ["10.0.0.0/8"], HopCount = 3)]""").Answer("10.0.0.1", "X-Forwarded-For: " + list));

    [Fact]
    public void With_any_peer_the_count_is_not_checked_and_a_socket_may_be_the_peer()
    {
        var resolver = Resolver("""[ClientIpSource("X-Forwarded-For", TrustAnyPeer = true, HopCount = 2)]""");

        Assert.Equal("203.0.113.9", resolver.Answer("8.8.8.8", "X-Forwarded-For: 203.0.113.9, 9.9.9.9"));
        Assert.Equal("203.0.113.9", resolver.Answer(null, "X-Forwarded-For: 203.0.113.9, 9.9.9.9"));
        Assert.Equal("PeerUnknown", resolver.Answer("::", "X-Forwarded-For: 203.0.113.9, 9.9.9.9"));
    }

    [Fact]
    public void With_any_peer_alone_the_rightmost_entry_is_the_clients()
        => Assert.Equal(
            "9.9.9.9",
            Resolver("""[ClientIpSource("X-Forwarded-For", TrustAnyPeer = true)]""").Answer("8.8.8.8", "X-Forwarded-For: 203.0.113.9, 9.9.9.9"));

    [Theory]
    [InlineData("203.0.113.9", "203.0.113.9")]
    [InlineData("203.0.113.9", "203.0.113.9:443")]
    [InlineData("HeaderNotSingle", "203.0.113.9, 10.0.0.1")]
    [InlineData("HeaderEmpty", " ")]
    [InlineData("AllTrusted", "10.0.0.1")]
    [InlineData("EntrySpecial", "169.254.1.1")]
    public void A_single_value_is_read_whole(string expected, string value)
        => Assert.Equal(
            expected,
            Resolver("""[ClientIpSource("X-Real-IP", Trust = ["10.0.0.0/8"])]""").Answer("10.0.0.1", "X-Real-IP: " + value));

    [Theory]
    [InlineData("2001:db8::9", "2001:db8::9:443")]
    [InlineData("203.0.113.9", "203.0.113.9:443")]
    [InlineData("EntryInvalid", "203.0.113.9")]
    public void A_single_value_with_port_needs_one(string expected, string value)
        => Assert.Equal(
            expected,
            Resolver("""[ClientIpSource("CloudFront-Viewer-Address", Kind = ClientIpHeaderKind.SingleWithPort, Trust = ["10.0.0.0/8"])]""")
                .Answer("10.0.0.1", "CloudFront-Viewer-Address: " + value));

    [Theory]
    [InlineData("2001:db8::9", "for=\"[2001:db8::9]:443\";proto=https, for=10.0.0.2")]
    [InlineData("EntryObfuscated", "for=_hidden, for=10.0.0.2")]
    [InlineData("EntryNoFor", "proto=https, for=10.0.0.2")]
    public void Forwarded_is_read_by_its_own_grammar(string expected, string value)
        => Assert.Equal(
            expected,
            Resolver("""[ClientIpSource("Forwarded", Trust = ["10.0.0.0/8"])]""").Answer("10.0.0.1", "Forwarded: " + value));

    [Fact]
    public void The_chain_of_a_single_value_is_read_from_its_chain_header()
    {
        var plain = Resolver($"""[ClientIpSource("Ali-Cdn-Real-Ip", Via = ["cdn", "waf", "alb"])]{Hops}""");
        var other = Resolver($"""[ClientIpSource("Ali-Cdn-Real-Ip", Via = ["cdn+", "waf", "alb"], ChainHeader = "Forwarded")]{Hops}""");

        Assert.Equal("203.0.113.9", plain.Answer("100.64.0.1", "Ali-Cdn-Real-Ip: 203.0.113.9", "X-Forwarded-For: 192.0.2.1, 198.51.100.1"));
        Assert.Equal("HeaderMissing", plain.Answer("100.64.0.1", "Ali-Cdn-Real-Ip: 203.0.113.9"));
        Assert.Equal("203.0.113.9", other.Answer("100.64.0.1", "Ali-Cdn-Real-Ip: 203.0.113.9", "Forwarded: for=192.0.2.1, for=198.51.100.1"));
    }

    [Fact]
    public void A_proof_is_one_line_that_equals_one_of_two_secrets()
    {
        var resolver = Resolver(
            """[ClientIpSource("Ali-Cdn-Real-Ip", Trust = ["100.64.0.0/10"], ProofHeader = "X-Origin-Token", ProofSecret = "config:ClientIp:Secret")]""",
            ("ClientIp:Secret:0", "new-secret-0123456789"),
            ("ClientIp:Secret:1", "old-secret-0123456789"));
        const string claim = "Ali-Cdn-Real-Ip: 203.0.113.9";

        Assert.Equal("203.0.113.9", resolver.Answer("100.64.0.1", claim, "X-Origin-Token: new-secret-0123456789"));
        Assert.Equal("203.0.113.9", resolver.Answer("100.64.0.1", claim, "X-Origin-Token: old-secret-0123456789"));
        Assert.Equal("ProofMismatch", resolver.Answer("100.64.0.1", claim, "X-Origin-Token: other-secret-0123456789"));
        Assert.Equal("ProofMissing", resolver.Answer("100.64.0.1", claim));
    }

    [Fact]
    public void A_missing_secret_stops_the_creation()
        => Assert.Contains(
            "ClientIp:Secret",
            Assert.Throws<ClientIpPolicyException>(() => Resolver(
                """[ClientIpSource("X-A", Trust = ["10.0.0.0/8"], ProofHeader = "X-Token", ProofSecret = "config:ClientIp:Secret")]""")).Message,
            StringComparison.Ordinal);

    [Fact]
    public void AllowDirect_takes_a_peer_that_is_no_proxy_for_the_client()
    {
        var resolver = Resolver($"""[ClientIpSource("X-Forwarded-For", Via = ["waf", "alb"])]{Hops}[ClientIpPolicy(AllowDirect = true)]""");

        Assert.Equal(ClientIpReason.Direct, resolver.Ask("8.8.8.8", "X-Forwarded-For: 1.1.1.1").Reason);
        Assert.Equal("PeerNotTrusted", resolver.Answer("192.0.2.1"));
        Assert.Equal("PeerUnknown", resolver.Answer(null));
    }

    [Fact]
    public void An_internal_client_is_never_a_proxy()
    {
        var resolver = Resolver("""
            [ClientIpSource("X-Forwarded-For", Trust = ["10.0.0.0/8", "169.254.0.0/16"])]
            [ClientIpPolicy(InternalClients = ["10.9.0.0/16", "169.254.9.0/24"], AllowDirect = true)]
            """);

        Assert.Equal("10.9.0.1", resolver.Answer("10.0.0.1", "X-Forwarded-For: 203.0.113.9, 10.9.0.1, 10.0.0.2"));
        Assert.Equal("169.254.9.1", resolver.Answer("10.0.0.1", "X-Forwarded-For: 169.254.9.1"));
        Assert.Equal("10.9.0.7", resolver.Answer("10.9.0.7", "X-Forwarded-For: 203.0.113.9"));
    }

    [Fact]
    public void Internal_clients_and_probe_ranges_may_be_configured()
    {
        var resolver = Resolver(
            """
            [ClientIpSource("X-Forwarded-For", Trust = ["10.0.0.0/8"])]
            [ClientIpPolicy(InternalClients = ["config:Internal"], HealthProbePaths = ["/healthz"], ProbeRanges = ["config:Probes", "192.0.2.0/24"])]
            """,
            ("Internal", "10.9.0.0/16"),
            ("Probes", "198.51.100.0/24, unix"));

        Assert.Equal("10.9.0.1", resolver.Answer("10.0.0.1", "X-Forwarded-For: 203.0.113.9, 10.9.0.1"));
        Assert.All(["10.0.0.1", "192.0.2.1", "198.51.100.1", null], peer =>
            Assert.Equal("HealthProbe", Requests.TextOf(resolver.AskAt("/HEALTHZ", peer))));
        Assert.All(["10.9.0.1", "8.8.8.8"], peer => Assert.Equal("PeerNotTrusted", Requests.TextOf(resolver.AskAt("/healthz", peer))));
    }

    [Fact]
    public void A_health_probe_has_its_path_and_none_of_the_policys_headers()
    {
        var resolver = Resolver(
            $"""
            [ClientIpSource("Ali-Cdn-Real-Ip", Via = ["cdn", "alb"], ProofHeader = "X-Origin-Token", ProofSecret = "config:Secret")]
            [ClientIpSource("X-Forwarded-For", Via = ["alb"])]
            {Hops}
            [ClientIpPolicy(HealthProbePaths = ["/healthz", "/ready"])]
            """,
            ("Secret", "secret-0123456789"));

        Assert.Equal("HealthProbe", Requests.TextOf(resolver.AskAt("/ready", "100.64.0.1")));
        Assert.Equal("HeaderMissing", Requests.TextOf(resolver.AskAt("/", "100.64.0.1")));
        Assert.Equal("PeerNotTrusted", Requests.TextOf(resolver.AskAt("/ready", "8.8.8.8")));
        Assert.All(["Ali-Cdn-Real-Ip: ", "X-Forwarded-For: ", "X-Origin-Token: "], line =>
            Assert.NotEqual("HealthProbe", Requests.TextOf(resolver.AskAt("/ready", "100.64.0.1", line))));
    }

    [Fact]
    public void A_broken_claim_is_not_passed_over_and_a_missing_one_is()
    {
        var resolver = Resolver($"""
            [ClientIpSource("Ali-Cdn-Real-Ip", Via = ["cdn", "waf", "alb"])]
            [ClientIpSource("X-Forwarded-For", Via = ["waf", "alb"])]
            {Hops}
            """);

        Assert.Equal("203.0.113.9", resolver.Answer("100.64.0.1", "X-Forwarded-For: 203.0.113.9, 198.51.100.1"));
        Assert.Equal("ChainMismatch", resolver.Answer("100.64.0.1", "Ali-Cdn-Real-Ip: 1.1.1.1", "X-Forwarded-For: 203.0.113.9, 198.51.100.1"));
    }

    [Fact]
    public void The_reason_of_the_first_source_that_was_passed_over_is_kept()
    {
        var resolver = Resolver($"""
            [ClientIpSource("X-Forwarded-For", Via = ["cdn", "waf", "alb"])]
            [ClientIpSource("X-Forwarded-For", Via = ["cdn", "alb"])]
            {Hops}
            """);
        var answer = resolver.Ask("100.64.0.1", "X-Forwarded-For: 1.1.1.1, 198.51.100.1");

        Assert.Equal((ClientIpReason.ChainMismatch, 0, 2), (answer.Reason, answer.SourceIndex, answer.EntriesWalked));
    }

    [Fact]
    public void A_peer_without_an_address_is_the_member_unix()
    {
        var resolver = Resolver("""
            [ClientIpSource("X-Forwarded-For", Via = ["waf", "ingress"])]
            [TrustedHop("waf", "198.51.100.0/24")]
            [TrustedHop("ingress", TrustedRanges.UnixSocket)]
            """);

        Assert.Equal("203.0.113.9", resolver.Answer(null, "X-Forwarded-For: 203.0.113.9, 198.51.100.1"));
        Assert.Equal("PeerNotTrusted", resolver.Answer("198.51.100.1", "X-Forwarded-For: 203.0.113.9, 198.51.100.1"));
    }

    [Theory]
    [InlineData("unix", "8.8.8.8", "PeerUnknown")]
    [InlineData("config:Internal", "unix", "PeerUnknown")]
    [InlineData("config:Internal", "8.8.8.8", "203.0.113.9")]
    public void An_internal_client_without_an_address_fails_every_peer_test(string clients, string configured, string expected)
    {
        foreach (var ranges in new[] { "\"unix\", \"10.0.0.0/8\"", "\"config:Ranges\"" })
        {
            var resolver = Resolver(
                $$"""
                [ClientIpSource("X-Forwarded-For", Trust = [{{ranges}}])]
                [ClientIpPolicy(InternalClients = ["{{clients}}"])]
                """,
                ("Internal", configured),
                ("Ranges", "unix, 10.0.0.0/8"));

            Assert.Equal(expected, resolver.Answer(null, "X-Forwarded-For: 203.0.113.9"));
            Assert.Equal("203.0.113.9", resolver.Answer("10.0.0.1", "X-Forwarded-For: 203.0.113.9"));
        }
    }
}
