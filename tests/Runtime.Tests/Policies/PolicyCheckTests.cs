namespace ClientIpAnalyzers.Runtime.Tests.Policies;

public class PolicyCheckTests
{
    private const string Hops = """
        "hops": { "alb": ["100.64.0.0/10"], "waf": ["198.51.100.0/24"], "cdn": ["192.0.2.0/24"] }
        """;

    [Theory]
    [InlineData("""{ "sources": [] }""", "has no source")]
    [InlineData("""{ "sources": [{ "header": "X-Forwarded-For", "via": ["cdn", "typo"] }], "hops": { "cdn": ["192.0.2.0/24"] } }""", "'typo'")]
    [InlineData("""{ "sources": [{ "header": "X-Forwarded-For", "trust": ["0.0.0.0/0"] }] }""", "trusts everybody")]
    [InlineData("""{ "sources": [{ "header": "X-Forwarded-For", "trust": ["::/0"] }] }""", "trusts everybody")]
    [InlineData("""{ "sources": [{ "header": "X-Forwarded-For", "trust": ["::ffff:0:0/96"] }] }""", "trusts everybody")]
    [InlineData("""{ "sources": [{ "header": "X-Forwarded-For", "trust": ["::/64"] }] }""", "trusts everybody")]
    [InlineData("""{ "sources": [{ "header": "X-Forwarded-For", "trust": ["0.0.0.0/1", "128.0.0.0/1"] }] }""", "trusts everybody")]
    [InlineData("""{ "sources": [{ "header": "X-Forwarded-For", "trust": [] }] }""", "trusts nobody")]
    [InlineData("""{ "sources": [{ "header": "X-Forwarded-For", "via": ["alb"] }], "hops": { "alb": [] } }""", "trusts nobody")]
    [InlineData("""{ "sources": [{ "header": "X-Forwarded-For" }] }""", "trusts nobody")]
    [InlineData("""{ "sources": [{ "header": "X-Forwarded-For", "anyPeer": true }] }""", "Add Trust or HopCount")]
    [InlineData("""{ "sources": [{ "header": "X Forwarded", "trust": ["10.0.0.0/8"] }] }""", "no header name")]
    [InlineData("""{ "sources": [{ "header": "X-Forwarded-For", "kind": "single", "trust": ["10.0.0.0/8"] }] }""", "Do not declare it single-value")]
    [InlineData("""{ "sources": [{ "header": "forwarded", "kind": "single-port", "trust": ["10.0.0.0/8"] }] }""", "Do not declare it single-value")]
    [InlineData("""{ "sources": [{ "header": "X-Forwarded-For", "via": ["alb"], "trust": ["10.0.0.0/8"] }], "hops": { "alb": ["100.64.0.0/10"] } }""", "Keep one of them")]
    [InlineData("""{ "sources": [{ "header": "X-Forwarded-For", "via": ["alb"], "hopCount": 1 }], "hops": { "alb": ["100.64.0.0/10"] } }""", "Keep one of them")]
    [InlineData("""{ "sources": [{ "header": "X-Forwarded-For", "trust": ["10.0.0.0/8"], "hopCount": 0 }] }""", "from 1 to 32")]
    [InlineData("""{ "sources": [{ "header": "X-Forwarded-For", "trust": ["10.0.0.0/8"], "hopCount": 33 }] }""", "from 1 to 32")]
    [InlineData("""{ "sources": [{ "header": "X-Forwarded-For", "trust": ["10.0.0.0/8"] }], "internalClients": ["10.0.0.0/8"] }""", "InternalClients holds all of 10.0.0.0/8")]
    [InlineData("""{ "sources": [{ "header": "X-Forwarded-For", "trust": ["unix"] }], "internalClients": ["unix"] }""", "InternalClients holds all of unix")]
    [InlineData("""{ "sources": [{ "header": "X-Forwarded-For", "via": ["cdn", "alb"] }], "hops": { "alb": ["10.0.0.0/8"], "cdn": ["10.9.0.0/16"] } }""", "overlap")]
    [InlineData("""{ "sources": [{ "header": "X-Real-IP", "trust": ["10.0.0.0/8"], "proof": { "header": "X-Token", "secrets": ["short"] } }] }""", "shorter than 16")]
    [InlineData("""{ "sources": [{ "header": "X-Real-IP", "trust": ["10.0.0.0/8"], "proof": { "header": "X-Token" } }] }""", "no secret is set")]
    public void A_policy_that_may_not_be_used_is_refused_with_what_to_write_instead(string json, string expected)
    {
        var policy = ClientIpPolicy.FromJson(json);
        Assert.Contains(expected, string.Join('\n', policy.Check()), StringComparison.Ordinal);
        Assert.Throws<ClientIpPolicyException>(policy.ThrowIfUnusable);
    }

    [Theory]
    [InlineData("""["waf", "alb"]""", """["waf", "alb"]""")]
    [InlineData("""["alb"]""", """["cdn", "waf", "alb"]""")]
    public void A_source_behind_one_whose_proof_it_includes_is_never_reached(string earlier, string later)
    {
        var json = $$"""{ "sources": [{ "header": "X-Forwarded-For", "via": {{earlier}} }, { "header": "Ali-Cdn-Real-Ip", "via": {{later}} }], {{Hops}} }""";
        Assert.Contains("never reached", string.Join('\n', ClientIpPolicy.FromJson(json).Check()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "sources": [{ "header": "Ali-Cdn-Real-Ip", "via": ["cdn", "waf", "alb"] }, { "header": "X-Forwarded-For", "via": ["waf", "alb"] }, { "header": "X-Forwarded-For", "via": ["alb"] }], """ + Hops + " }")]
    [InlineData("""{ "sources": [{ "header": "X-Forwarded-For", "via": ["alb"], "proof": { "header": "X-Token", "secrets": ["0123456789abcdef"] } }, { "header": "X-Forwarded-For", "via": ["waf", "alb"] }], """ + Hops + " }")]
    [InlineData("""{ "sources": [{ "header": "X-Forwarded-For", "trust": ["10.0.0.0/8"], "hopCount": 32 }], "internalClients": ["10.9.0.0/16"] }""")]
    [InlineData("""{ "sources": [{ "header": "X-Forwarded-For", "anyPeer": true, "hopCount": 1 }] }""")]
    [InlineData("""{ "sources": [{ "header": "X-Forwarded-For", "trust": ["unix"] }] }""")]
    public void A_sound_policy_passes(string json)
    {
        var policy = ClientIpPolicy.FromJson(json);
        Assert.Empty(policy.Check());
        policy.ThrowIfUnusable();
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("""{ "source": [] }""")]
    [InlineData("""{ "sources": [{ "via": ["alb"] }] }""")]
    [InlineData("""{ "sources": [{ "header": "X", "kind": "lists" }] }""")]
    [InlineData("""{ "sources": [{ "header": "X", "trust": ["10.0.0.0/99"] }] }""")]
    [InlineData("""{ "sources": [{ "header": "X", "trust": "10.0.0.0/8" }] }""")]
    [InlineData("""{ "sources": [{ "header": "X", "hopCount": "2" }] }""")]
    public void Text_that_is_no_policy_is_refused_with_a_message(string json)
        => Assert.Throws<ClientIpPolicyException>(() => ClientIpPolicy.FromJson(json));
}
