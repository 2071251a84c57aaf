namespace ClientIpAnalyzers.Analyzers.Tests.Declaring;

public sealed class DeclarationAnalyzerTests
{
    private const string Hops = """
        [TrustedHop("alb", "10.20.0.0/24")]
        [TrustedHop("waf", "198.51.100.0/24")]
        [TrustedHop("cdn", "192.0.2.0/24", "2001:db8:cd00::/40")]

        """;

    [Fact]
    public Task A_chain_of_declared_hops_is_fine()
        => DeclaringTest.Verify("""[ClientIpSource("Ali-Cdn-Real-Ip", Via = new[] { "cdn", "waf", "alb" })]""" + Hops + "partial class P { }");

    [Fact]
    public Task The_example_of_the_documentation_is_fine()
        => DeclaringTest.Verify(
            """
            [ClientIpSource("Ali-Cdn-Real-Ip", Via = ["cdn", "waf", "alb"], ProofHeader = "X-Origin-Token", ProofSecret = "config:ClientIp:OriginSecret")]
            [TrustedHop("alb", TrustedRanges.AlibabaCloudLegacyAlb, "10.20.0.0/24")]
            [TrustedHop("waf", "file:ranges/waf.txt", Shared = true)]
            [TrustedHop("cdn", "config:ClientIp:Cdn", Shared = true)]
            [ClientIpPolicy(HealthProbePaths = ["/healthz"])]
            public sealed partial class ShopClientIp;
            """,
            ("/project/ranges/waf.txt", "# back to origin\n198.51.100.0/24\n"));

    [Theory]
    [InlineData("X-Forwarded-For:")]
    [InlineData("X Forwarded For")]
    [InlineData("")]
    [InlineData("X-Förwarded")]
    public Task A_header_that_is_no_token_is_reported_at_its_argument(string header)
        => DeclaringTest.Verify($$"""
            [ClientIpSource({|CIP501!:"{{header}}"|}, Via = ["cdn", "waf", "alb"])]
            {{Hops}} partial class P { }
            """);

    [Fact]
    public Task The_chain_and_proof_headers_are_checked_as_well()
        => DeclaringTest.Verify($$"""
            [ClientIpSource("A", Via = ["cdn", "waf", "alb"], ChainHeader = {|CIP501!:"a b"|}, ProofHeader = {|CIP501!:"c:"|}, ProofSecret = "config:S")]
            {{Hops}} partial class P { }
            """);

    [Theory]
    [InlineData("10.0.0.0/33")]
    [InlineData("010.0.0.1")]
    [InlineData("10.0.0")]
    [InlineData("localhost")]
    [InlineData("")]
    [InlineData("10.0.0.0/24,,10.0.1.0/24")]
    [InlineData("[::1]:80")]
    [InlineData("fe80::1%eth0")]
    [InlineData("config:")]
    [InlineData("config:A::B")]
    [InlineData("file:")]
    [InlineData("FILE:x")]
    [InlineData("file:ranges/absent.txt")]
    [InlineData("file:ranges/bad.txt")]
    public Task A_range_that_cannot_be_read_is_reported_at_its_element(string range)
        => DeclaringTest.Verify(
            $$"""[ClientIpSource("X-Forwarded-For", Trust = new string[] { "10.1.0.0/16", {|CIP502!:"{{range}}"|} })] partial class P { }""",
            ("/project/ranges/bad.txt", "10.0.0.0/24\n10.0.0.0-10.0.0.9\n"));

    [Fact]
    public async Task A_faulty_file_is_named_with_its_line()
    {
        var reports = await DeclaringTest.Reports(
            """[ClientIpSource("X-Forwarded-For", Trust = ["file:waf.txt"])] partial class P { }""",
            ("waf.txt", "10.0.0.0/24\n\nhost.example\n"));
        Assert.Contains("'waf.txt' cannot be read: line 3: 'host.example' is no range", Assert.Single(reports).GetMessage(), StringComparison.Ordinal);
    }

    [Fact]
    public Task A_hop_needs_ranges()
        => DeclaringTest.Verify("""[ClientIpSource("X-Forwarded-For", Via = ["alb"])] [{|CIP502!:TrustedHop("alb")|}] partial class P { }""");

    [Fact]
    public async Task A_secret_in_code_is_refused_and_not_repeated()
    {
        const string source = """
            [ClientIpSource("A", Via = ["alb"], ProofHeader = "X-Origin-Token", ProofSecret = {0})]
            [TrustedHop("alb", "10.20.0.0/24")] partial class P {{ }}
            """;
        await DeclaringTest.Verify(string.Format(System.Globalization.CultureInfo.InvariantCulture, source, "{|CIP502!:\"hunter2hunter2hunter2\"|}"));
        var reports = await DeclaringTest.Reports(string.Format(System.Globalization.CultureInfo.InvariantCulture, source, "\"hunter2hunter2hunter2\""));
        Assert.DoesNotContain("hunter2", Assert.Single(reports).GetMessage(), StringComparison.Ordinal);
    }

    [Fact]
    public Task The_bare_form_is_one_warning()
        => DeclaringTest.Verify("""[{|CIP504?:ClientIpSource("Ali-Cdn-Real-Ip")|}] partial class P { }""");

    [Fact]
    public Task The_same_key_written_out_is_no_bare_form()
        => DeclaringTest.Verify("""[ClientIpSource("X-Forwarded-For", Trust = ["config:ClientIp:TrustedProxies"])] partial class P { }""");

    [Fact]
    public Task A_single_value_header_on_the_peers_word_is_a_warning_with_Trust_and_an_information_with_one_hop()
        => DeclaringTest.Verify("""
            [ClientIpSource("A", Trust = {|CIP505?:["10.0.0.0/24"]|})] partial class P { }
            [ClientIpSource("A", TrustAnyPeer = {|CIP505?:true|})] partial class Q { }
            [ClientIpSource("A", Via = [{|CIP505~:"alb"|}])] [TrustedHop("alb", "10.0.0.0/24")] partial class R { }
            [ClientIpSource("A", Kind = ClientIpHeaderKind.List, Trust = ["10.0.0.0/24"])] partial class S { }
            [ClientIpSource("A", Trust = ["10.0.0.0/24"], ProofHeader = "B", ProofSecret = "config:B")] partial class T { }
            """);

    [Theory]
    [InlineData("0.0.0.0/0")]
    [InlineData("::/0")]
    [InlineData("::ffff:0:0/96")]
    [InlineData("::/1")]
    [InlineData("::ffff:10.0.0.0/64")]
    [InlineData("10.0.0.0/0")]
    public Task A_whole_family_is_refused(string range)
        => DeclaringTest.Verify($$"""[ClientIpSource("X-Forwarded-For", Trust = [{|CIP506!:"{{range}}"|}])] partial class P { }""");

    [Fact]
    public Task Two_halves_of_a_family_are_refused_together()
        => DeclaringTest.Verify("""[ClientIpSource("X-Forwarded-For", Trust = {|CIP506!:["0.0.0.0/1", "128.0.0.0/1"]|})] partial class P { }""");

    [Fact]
    public Task A_whole_family_in_a_file_is_refused()
        => DeclaringTest.Verify(
            """[ClientIpSource("X-Forwarded-For", Trust = [{|CIP506!:"file:all.json"|}])] partial class P { }""",
            ("all.json", """["10.0.0.0/8", "::/0"]"""));

    [Fact]
    public Task Hops_must_be_known_once_and_used()
        => DeclaringTest.Verify("""
            [ClientIpSource("X-Forwarded-For", Via = [{|CIP507!:"Alb"|}, "alb"])]
            [TrustedHop("alb", "10.0.0.0/24")]
            [TrustedHop({|CIP507!:"alb"|}, "10.0.1.0/24")]
            [TrustedHop({|CIP507?:"waf"|}, "10.0.2.0/24")]
            [TrustedHop({|CIP507!:"cdn+"|}, "10.0.3.0/24")]
            [TrustedHop({|CIP507!:""|}, "10.0.4.0/24")]
            partial class P { }
            """);

    [Fact]
    public Task Via_excludes_the_other_ways_to_trust()
        => DeclaringTest.Verify("""
            [ClientIpSource("X-Forwarded-For", Via = ["alb"], Trust = {|CIP508!:["10.9.0.0/24"]|}, HopCount = {|CIP508!:2|}, TrustAnyPeer = {|CIP508!:true|})]
            [TrustedHop("alb", "10.0.0.0/24")] partial class P { }
            """);

    [Fact]
    public Task A_hop_count_is_one_to_32_and_needs_somebody_to_trust()
        => DeclaringTest.Verify("""
            [ClientIpSource("X-Forwarded-For", TrustAnyPeer = true, HopCount = {|CIP508!:0|})] partial class P { }
            [ClientIpSource("X-Forwarded-For", TrustAnyPeer = true, HopCount = {|CIP508!:33|})] partial class Q { }
            [ClientIpSource("X-Forwarded-For", TrustAnyPeer = true, HopCount = 32)] partial class R { }
            [ClientIpSource("X-Forwarded-For", HopCount = {|CIP508!:2|})] partial class S { }
            [ClientIpSource("X-Forwarded-For", TrustAnyPeer = {|CIP508!:true|})] partial class T { }
            """);

    [Fact]
    public Task A_proof_is_a_header_and_a_secret()
        => DeclaringTest.Verify("""
            [ClientIpSource("X-Forwarded-For", Trust = ["10.0.0.0/24"], ProofHeader = {|CIP508!:"B"|})] partial class P { }
            [ClientIpSource("X-Forwarded-For", Trust = ["10.0.0.0/24"], ProofSecret = {|CIP508!:"config:B"|})] partial class Q { }
            """);

    [Fact]
    public Task An_earlier_source_with_a_suffix_of_the_chain_hides_a_later_one()
        => DeclaringTest.Verify($$"""
            [ClientIpSource("X-Forwarded-For", Via = ["waf", "alb"])]
            [ClientIpSource({|CIP508!:"Ali-Cdn-Real-Ip"|}, Via = ["cdn", "waf", "alb"])]
            {{Hops}} partial class P { }
            [ClientIpSource("Ali-Cdn-Real-Ip", Via = ["cdn", "waf", "alb"])]
            [ClientIpSource("X-Forwarded-For", Via = ["waf", "alb"])]
            {{Hops}} partial class Q { }
            [ClientIpSource("X-Forwarded-For", Via = ["waf", "alb"], ProofHeader = "B", ProofSecret = "config:B")]
            [ClientIpSource("Ali-Cdn-Real-Ip", Via = ["cdn", "waf", "alb"])]
            {{Hops}} partial class R { }
            """);

    [Fact]
    public Task Order_decides_before_place()
        => DeclaringTest.VerifyAll(
        [
            $$"""
            [ClientIpSource("X-Forwarded-For", Via = ["waf", "alb"], Order = 1)]
            {{Hops}} partial class P { }
            """,
            """[ClientIpSource("Ali-Cdn-Real-Ip", Via = ["cdn", "waf", "alb"])] partial class P { }""",
        ]);

    [Fact]
    public Task A_wider_earlier_Trust_hides_a_later_source()
        => DeclaringTest.Verify("""
            [ClientIpSource("X-Forwarded-For", Trust = ["10.0.0.0/8"])]
            [ClientIpSource({|CIP508!:"Forwarded"|}, Trust = ["10.1.0.0/25", "10.1.0.128/25", "::ffff:10.9.0.0/112"])] partial class P { }
            [ClientIpSource("X-Forwarded-For", Trust = ["10.0.0.0/8"])]
            [ClientIpSource("Forwarded", Trust = ["10.1.0.0/25", "11.0.0.0/24"])] partial class Q { }
            [ClientIpSource("X-Forwarded-For", Trust = ["10.0.0.0/8", "config:A"])]
            [ClientIpSource({|CIP508!:"Forwarded"|}, Trust = ["10.0.0.0/9,config:a"])] partial class R { }
            [ClientIpSource("X-Forwarded-For", Trust = ["10.0.0.0/8"])]
            [ClientIpSource("Forwarded", Trust = ["config:A"])] partial class S { }
            [ClientIpSource("X-Forwarded-For", Trust = ["10.0.0.0/8"])]
            [ClientIpSource("Forwarded", Trust = ["10.0.0.0/9", "unix"])] partial class T { }
            """);

    [Fact]
    public Task Internal_clients_must_not_swallow_a_proxy()
        => DeclaringTest.Verify("""
            [ClientIpSource("X-Forwarded-For", Via = ["alb"])]
            [TrustedHop("alb", "10.20.0.0/24")]
            [ClientIpPolicy(InternalClients = ["10.20.0.7", {|CIP508!:"10.20.0.0/16"|}])] partial class P { }
            [ClientIpSource("X-Forwarded-For", Trust = ["10.20.0.0/24"])]
            [ClientIpPolicy(InternalClients = {|CIP508!:["10.20.0.0/25", "10.20.0.128/25"]|})] partial class Q { }
            [ClientIpSource("X-Forwarded-For", Trust = ["10.20.0.0/24"])]
            [ClientIpPolicy(InternalClients = ["10.20.0.0/25"])] partial class R { }
            """);

    [Fact]
    public Task A_policy_needs_a_source()
        => DeclaringTest.Verify("""[{|CIP508!:TrustedHop("alb", "10.20.0.0/24")|}] [ClientIpPolicy] partial class P { }""");

    [Fact]
    public Task Settings_without_effect_are_warnings()
        => DeclaringTest.Verify("""
            [ClientIpSource("X-Forwarded-For", Trust = ["10.20.0.0/24"])]
            [ClientIpPolicy(HealthProbePaths = ["/ok", {|CIP508?:"healthz"|}])] partial class P { }
            [ClientIpSource("X-Forwarded-For", Trust = ["10.20.0.0/24"])]
            [ClientIpPolicy(ProbeRanges = {|CIP508?:["10.30.0.0/24"]|})] partial class Q { }
            """);

    [Fact]
    public Task Hops_of_one_Via_share_no_address()
        => DeclaringTest.Verify("""
            [ClientIpSource("X-Forwarded-For", Via = ["waf", {|CIP509!:"alb"|}])]
            [TrustedHop("alb", "10.20.0.0/16")] [TrustedHop("waf", "::ffff:10.20.7.0/120")] partial class P { }
            [ClientIpSource("X-Forwarded-For", Via = ["waf", {|CIP509!:"waf"|}])]
            [TrustedHop("waf", "10.20.0.0/16")] partial class Q { }
            [ClientIpSource("X-Forwarded-For", Via = ["waf"])]
            [ClientIpSource("Forwarded", Via = ["alb"])]
            [TrustedHop("alb", "10.20.0.0/24")] [TrustedHop("waf", "10.20.0.0/25")] partial class R { }
            """);

    [Fact]
    public Task Host_bits_are_reported_at_their_element()
        => DeclaringTest.Verify(
            """
            [ClientIpSource("X-Forwarded-For", Via = ["alb"])]
            [TrustedHop("alb", "10.20.0.0/24", {|CIP510?:"10.30.0.1/24"|}, {|CIP510?:"file:a.txt"|})] partial class P { }
            """,
            ("a.txt", "10.40.0.0/24\n10.50.0.1/24\n10.60.0.1/24"));

    [Fact]
    public Task A_list_header_is_no_single_value()
        => DeclaringTest.Verify("""
            [ClientIpSource("x-forwarded-for", Kind = {|CIP511!:ClientIpHeaderKind.Single|}, Trust = {|CIP505?:["10.20.0.0/24"]|})] partial class P { }
            [ClientIpSource("Forwarded", Kind = ClientIpHeaderKind.List, Trust = ["10.20.0.0/24"])] partial class Q { }
            """);

    [Fact]
    public Task A_shared_hop_asks_for_a_proof()
        => DeclaringTest.Verify("""
            [ClientIpSource("A", Via = [{|CIP514?:"cdn"|}, "alb"])]
            [TrustedHop("alb", "10.20.0.0/24")] [TrustedHop("cdn", "192.0.2.0/24", Shared = true)] partial class P { }
            [ClientIpSource("X-Forwarded-For", Via = [{|CIP514?:"cdn+"|}, "alb"], ProofHeader = "B", ProofSecret = "config:B")]
            [TrustedHop("alb", "10.20.0.0/24")] [TrustedHop("cdn", "192.0.2.0/24", Shared = true)] partial class Q { }
            [ClientIpSource("A", Via = ["cdn+", "alb"], ProofHeader = "B", ProofSecret = "config:B")]
            [TrustedHop("alb", "10.20.0.0/24")] [TrustedHop("cdn", "192.0.2.0/24", Shared = true)] partial class R { }
            """);

    [Fact]
    public Task The_assemblys_policy_is_judged_in_each_of_its_files()
        => DeclaringTest.VerifyAll(
        [
            """[assembly: ClientIpSource("X-Forwarded-For", Via = ["alb", {|CIP507!:"waf"|}])]""",
            """[assembly: TrustedHop("alb", {|CIP510?:"10.20.0.9/24"|})] [assembly: System.Reflection.AssemblyProduct("x")]""",
            "class Unrelated { }",
        ]);

    [Fact]
    public Task Parts_of_a_type_are_one_declaration_and_each_report_stands_in_its_own_file()
        => DeclaringTest.VerifyAll(
        [
            """[ClientIpSource("X-Forwarded-For", Via = ["alb", {|CIP507!:"waf"|}])] partial class P { }""",
            """[TrustedHop("alb", {|CIP510?:"10.20.0.9/24"|})] partial class P { }""",
        ]);

    [Fact]
    public Task Named_and_array_forms_of_arguments_are_found()
        => DeclaringTest.Verify("""
            [ClientIpSource(header: "X-Forwarded-For", Via = new string[] { "alb", {|CIP507!:"waf"|} })]
            [TrustedHop(name: "alb", ranges: new[] { "10.0.0.0/24", {|CIP510?:"10.20.0.9/24"|} })] partial class P { }
            [ClientIpSource("X-Forwarded-For", Via = ["alb"])]
            [TrustedHop("alb", ["10.0.0.0/24", {|CIP510?:"10.20.0.9/24"|}])] partial class Q { }
            [ClientIpSource("X-Forwarded-For", Via = ["alb"])]
            [TrustedHop(ranges: ["10.0.0.0/24", {|CIP510?:"10.20.0.9/24"|}], name: "alb")] partial class R { }
            """);

    [Fact]
    public Task A_pragma_silences_a_report()
        => DeclaringTest.Verify("""
            #pragma warning disable CIP504
            [ClientIpSource("X-Forwarded-For")]
            #pragma warning restore CIP504
            partial class P { }
            """);

    [Fact]
    public Task Attributes_that_only_look_alike_are_not_ours()
        => DeclaringTest.Verify("""
            namespace Mine
            {
                sealed class ClientIpSourceAttribute : System.Attribute { public ClientIpSourceAttribute(string header) { } }
                [ClientIpSource("a b")] class P { }
            }
            namespace Outer.ClientIpAnalyzers
            {
                sealed class ClientIpSourceAttribute : System.Attribute { public ClientIpSourceAttribute(string header) { } }
                [Outer.ClientIpAnalyzers.ClientIpSource("a b")] class P { }
            }
            """);
}
