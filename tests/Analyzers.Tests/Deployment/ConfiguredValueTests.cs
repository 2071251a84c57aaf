namespace ClientIpAnalyzers.Analyzers.Tests.Deployment;

public class ConfiguredHeaderTests
{
    [Theory]
    [InlineData("""{ "RealIpHeader": "X-Real-IP" }""", "CIP402i@1:3")]
    [InlineData("""{ "IpRateLimiting": { "RealIpHeader": "x-real-ip" } }""", "CIP402i@1:23")]
    [InlineData("""{ "Hosting": { "ForwardedForHeaderName": "CF-Connecting-IP" } }""", "CIP402i@1:16")]
    [InlineData("""{ "ClientIpHeaders": [ "Ali-Cdn-Real-Ip" ] }""", "CIP402i@1:24")]
    [InlineData("""{ "LoginLimiter": { "HeaderName": "X-Forwarded-For" } }""", "CIP402i@1:21")]
    [InlineData("""{ "RealIpHeader": "X-Shop-Peer" }""", "CIP402i@1:3")]
    [InlineData("""{ "Edge": { "Client-IP-Header": "X-Connecting-IP" } }""", "CIP402i@1:13")]
    [InlineData("""{ "RealIpHeader": null, "ClientIpHeader": "", "ForwardedForHeaderName": false }""", "")]
    [InlineData("""{ "RealIpHeader": "#{RealIpHeader}#", "ClientIpHeader": "the one of the CDN" }""", "")]
    [InlineData("""{ "IpHeader": "X-Shop-Peer" }""", "")]
    [InlineData("""{ "Description": "X-Real-IP" }""", "")]
    [InlineData("""{ "Cors": { "Headers": [ "X-Forwarded-For" ] } }""", "")]
    [InlineData("""{ "AllowedHeaders": [ "X-Forwarded-For" ] }""", "")]
    [InlineData("""{ "HttpLogging": { "RequestHeaders": [ "X-Forwarded-For" ] } }""", "")]
    [InlineData("""{ "ReverseProxy": { "Routes": { "a": { "Transforms": [ { "RequestHeader": "X-Real-IP", "Set": "x" } ] } } } }""", "")]
    public async Task A_key_that_names_the_source_of_the_address_counts(string json, string expected)
        => Assert.Equal(expected, await DeploymentTest.RunAsync("appsettings.json", json));

    [Theory]
    [InlineData("compose.yml", "services:\n  a:\n    environment:\n      IpRateLimiting__RealIpHeader: X-Real-IP\n", "CIP402i@4:7")]
    [InlineData("compose.yml", "services:\n  a:\n    environment:\n      REAL_IP_HEADER: X-Real-IP\n", "")]
    [InlineData("compose.yml", "services:\n  a:\n    labels:\n      RealIpHeader: X-Real-IP\n", "")]
    [InlineData("Dockerfile", "ENV REAL_IP_HEADER=X-Real-IP", "CIP402i@1:5")]
    public async Task Variables_of_other_programs_do_not(string file, string text, string expected)
        => Assert.Equal(expected, await DeploymentTest.RunAsync(file, text));

    [Fact]
    public async Task Names_of_headers_can_be_added()
        => Assert.Equal("CIP402i@1:3", await DeploymentTest.RunAsync(
            "appsettings.json", """{ "IpHeader": "X-Shop-Ip" }""", options: new Dictionary<string, string> { ["clientip_headers"] = "X-Shop-Ip" }));

    [Theory]
    [InlineData("clientip_deployment_severity", "warning")]
    [InlineData("clientip_preset", "strict")]
    public async Task The_information_can_be_made_a_warning(string key, string value)
        => Assert.Equal("CIP402@1:3", await DeploymentTest.RunAsync(
            "appsettings.json", """{ "RealIpHeader": "X-Real-IP" }""", options: new Dictionary<string, string> { [key] = value }));
}

public class ConfiguredRangeTests
{
    private const string Policy = """
        using ClientIpAnalyzers;

        [ClientIpSource("X-Forwarded-For", Via = ["alb"])]
        [TrustedHop("alb", "10.1.0.0/16, config:Proxies:Alb")]
        [ClientIpPolicy(InternalClients = ["config:Inside"])]
        public sealed partial class ShopClientIp;
        """;

    [Theory]
    [InlineData("""{ "Proxies": { "Alb": "0.0.0.0/0" } }""", "CIP403@1:16")]
    [InlineData("""{ "Proxies": { "Alb": "10.0.0.0/8, ::/0" } }""", "CIP403@1:16")]
    [InlineData("""{ "Proxies": { "Alb": [ "10.0.0.0/8", "::ffff:0:0/96" ] } }""", "CIP403@1:39")]
    [InlineData("""{ "Proxies": { "Alb": [ "0.0.0.0/1", "128.0.0.0/1" ] } }""", "CIP403@1:25")]
    [InlineData("""{ "proxies": { "ALB": "10.0.0.0-10.0.0.255" } }""", "CIP403@1:16")]
    [InlineData("""{ "Proxies:Alb": "0.0.0.0/0" }""", "CIP403@1:3")]
    [InlineData("""{ "Inside": [ "*" ] }""", "CIP403@1:15")]
    [InlineData("""{ "ClientIp": { "TrustedProxies": [ "0.0.0.0/0" ] } }""", "CIP403@1:37")]
    [InlineData("""{ "Proxies": { "Alb": [ "10.0.0.0/8", "unix", "2001:db8::/48" ] } }""", "")]
    [InlineData("""{ "Proxies": { "Alb": "" } }""", "")]
    [InlineData("""{ "Proxies": { "Alb": [] } }""", "")]
    [InlineData("""{ "Proxies": { "Alb": "#{Ranges}#" } }""", "")]
    [InlineData("""{ "Proxies": { "Alb": "${RANGES}" } }""", "")]
    [InlineData("""{ "Proxies": { "Albatross": "0.0.0.0/0" } }""", "")]
    [InlineData("""{ "Firewall": "0.0.0.0/0" }""", "")]
    public async Task Keys_that_a_policy_names_hold_ranges_that_it_may_hold(string json, string expected)
        => Assert.Equal(expected, await DeploymentTest.RunAsync("appsettings.json", json, Policy));

    [Fact]
    public async Task Keys_of_the_assemblys_policy_count_and_secrets_do_not()
        => Assert.Equal("CIP403@1:3", await DeploymentTest.RunAsync(
            "appsettings.json",
            """{ "A": "0.0.0.0/0", "B": "0.0.0.0/0" }""",
            """
            using ClientIpAnalyzers;

            [assembly: ClientIpSource("X-Real-IP", Trust = ["config:A"], ProofHeader = "X-Token", ProofSecret = "config:B")]
            """));

    [Fact]
    public async Task A_half_typed_policy_names_no_key()
        => Assert.Equal("", string.Join(" ", (await Infrastructure.RuleRunner.RunAsync(
            "using ClientIpAnalyzers;\n[ClientIpSource(\"X-Forwarded-For\", Trust = [\"config:A\"", mustCompile: false, files: new Dictionary<string, string> { ["appsettings.json"] = """{ "B": "0.0.0.0/0" }""" }))
            .Where(diagnostic => diagnostic.Id == "CIP403")));

    [Fact]
    public async Task A_variable_with_an_index_is_an_element()
        => Assert.Equal("CIP403@3:9", await DeploymentTest.RunAsync(
            "compose.yml", "environment:\n      - Proxies__Alb__0=10.0.0.0/8\n      - Proxies__Alb__1=0.0.0.0/0\n", Policy));
}
