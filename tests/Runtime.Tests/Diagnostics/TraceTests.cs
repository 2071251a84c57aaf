using ClientIpAnalyzers.Runtime.Tests.Policies;
using CsCheck;
using Microsoft.AspNetCore.Http;

namespace ClientIpAnalyzers.Runtime.Tests.Diagnostics;

public class TraceTests
{
    private const string Secret = "0123456789abcdef";

    private static readonly ClientIpPolicy s_policy = ClientIpPolicy.FromJson($$"""
        {
          "sources": [
            { "header": "Ali-Cdn-Real-Ip", "via": ["cdn", "waf", "alb"], "proof": { "header": "X-Token", "secrets": ["{{Secret}}"] } },
            { "header": "X-Forwarded-For", "via": ["waf", "alb"] }
          ],
          "hops": { "cdn": ["192.0.2.0/24"], "waf": ["198.51.100.0/24"], "alb": ["100.64.0.0/10"] }
        }
        """);

    [Fact]
    public void A_claim_is_followed_hop_by_hop()
        => Assert.Equal(
            """
            Source 1, Ali-Cdn-Real-Ip: the peer 100.64.3.4 is in hop 'alb' and may speak for it.
            X-Token holds the secret.
            X-Forwarded-For, entry 1 from the right: 198.51.100.9 is in hop 'waf'.
            X-Forwarded-For, entry 2 from the right: 192.0.2.7 is in hop 'cdn'.
            Ali-Cdn-Real-Ip names 203.0.113.7, which is no declared proxy.
            Source 1, Ali-Cdn-Real-Ip, decides: Resolved.
            The client is 203.0.113.7 (Resolved). A source whose proof held named the client.
            """,
            Trace("100.64.3.4", ("Ali-Cdn-Real-Ip", "203.0.113.7"), ("X-Token", Secret), ("X-Forwarded-For", "6.6.6.6, 192.0.2.7, 198.51.100.9")).ToString());

    [Fact]
    public void A_source_that_is_passed_over_and_the_one_that_decides_are_both_shown()
        => Assert.Equal(
            """
            Source 1, Ali-Cdn-Real-Ip: the peer 100.64.3.4 is in hop 'alb' and may speak for it.
            X-Token with the secret is absent.
            Source 1, Ali-Cdn-Real-Ip, is passed over: ProofMissing.
            Source 2, X-Forwarded-For: the peer 100.64.3.4 is in hop 'alb' and may speak for it.
            X-Forwarded-For, entry 1 from the right: 198.51.100.9 is in hop 'waf'.
            X-Forwarded-For, entry 2 from the right: It is no address.
            Source 2, X-Forwarded-For, decides: EntryInvalid.
            The client is not known (EntryInvalid). It is no address.
            """,
            Trace("100.64.3.4", ("X-Forwarded-For", "<script>, 198.51.100.9")).ToString());

    [Fact]
    public void Somebody_who_came_round_the_proxies_is_shown_as_such()
    {
        var trace = Trace("203.0.113.66", ("Ali-Cdn-Real-Ip", "8.8.8.8"));
        Assert.Equal(
            [ClientIpTraceStepKind.Peer, ClientIpTraceStepKind.Peer, ClientIpTraceStepKind.Answer],
            trace.Steps.Select(step => step.Kind));
        Assert.All(trace.Steps, step => Assert.False(step.IsVerified));
        Assert.Contains("is no declared proxy, which may not speak for it", trace.Steps[0].Text, StringComparison.Ordinal);
        Assert.Equal(ClientIpReason.PeerNotTrusted, trace.Answer.Reason);
    }

    [Fact]
    public void Neither_a_secret_nor_a_guess_at_one_is_told()
    {
        var text = Trace("100.64.3.4", ("Ali-Cdn-Real-Ip", "8.8.8.8"), ("X-Token", "a guess at a secret")).ToString();
        Assert.DoesNotContain("guess", text, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, text, StringComparison.Ordinal);
        Assert.Contains("does not hold the secret", text, StringComparison.Ordinal);
    }

    [Fact]
    public void It_agrees_with_the_resolver_and_tells_nothing_else_of_the_request()
        => Gen.Select(Gen.Int[0, Requests.Policies.Length - 1], Requests.Entry.Array[0, 5], Requests.Element.Array[0, 5], Requests.Entry, Requests.Address)
            .Sample(
                (index, entries, elements, claim, peer) =>
                {
                    var resolver = Requests.Resolver(Requests.Policies[index]);
                    var headers = Requests.Headers(entries, elements, claim);
                    var answer = resolver.Resolve(Ip.Parse(peer), headers, "/");
                    var trace = ClientIpTrace.Of(resolver.Policy, Ip.Parse(peer), headers, "/");
                    return trace.Answer == answer
                        && trace.Steps[^1].Reason == answer.Reason
                        && (trace.Steps.Count < 2 || answer.SourceIndex < 0 || trace.Steps.Any(step => step.Kind == ClientIpTraceStepKind.Source && step.Reason == answer.Reason))
                        && !trace.ToString().Contains("garbage", StringComparison.Ordinal);
                },
                iter: 2000);

    [Fact]
    public void A_chain_that_held_is_not_blamed_for_the_value_behind_it()
    {
        var trace = Trace(
            "100.64.3.4", ("Ali-Cdn-Real-Ip", "<script>"), ("X-Token", Secret), ("X-Forwarded-For", "192.0.2.7, 198.51.100.9"));
        Assert.Equal(
            [(ClientIpTraceStepKind.Entry, "waf", true), (ClientIpTraceStepKind.Entry, "cdn", true), (ClientIpTraceStepKind.Value, null, false)],
            trace.Steps.Where(step => step.Kind is ClientIpTraceStepKind.Entry or ClientIpTraceStepKind.Value)
                .Select(step => (step.Kind, step.ExpectedHop, step.IsVerified)));
        Assert.Equal(ClientIpReason.EntryInvalid, trace.Answer.Reason);
        Assert.Contains("Ali-Cdn-Real-Ip was written by 192.0.2.7", Assert.Single(trace.Advice), StringComparison.Ordinal);
    }

    [Fact]
    public void An_entry_outside_its_hop_is_named_with_the_hop_and_both_readings()
    {
        var trace = Trace("100.64.3.4", ("X-Forwarded-For", "8.8.8.8, 203.0.113.66"));
        Assert.Equal(ClientIpReason.ProofMissing, trace.Answer.Reason);

        trace = Trace("100.64.3.4", ("Ali-Cdn-Real-Ip", "8.8.8.8"), ("X-Token", Secret), ("X-Forwarded-For", "203.0.113.66"));
        Assert.Equal(
            [
                "If 203.0.113.66 is a proxy of hop 'waf', add its range there; declared are 198.51.100.0/24.",
                "If genuine requests do not pass 'waf', take it out of Via, or declare a further source for that way in.",
                "If neither holds, 203.0.113.66 came around 'waf' and wrote the rest itself: the refusal is right.",
            ],
            trace.Advice);
    }

    [Fact]
    public void A_list_that_ends_early_fails_no_entry()
    {
        var policy = ClientIpPolicy.FromJson(
            """{ "sources": [{ "header": "X-Forwarded-For", "via": ["waf+", "alb"] }], "hops": { "waf": ["198.51.100.0/24"], "alb": ["100.64.0.0/10"] } }""");
        var trace = ClientIpTrace.Of(
            policy, Ip.Parse("100.64.3.4"), Requests.Headers(("X-Forwarded-For", "198.51.100.8, 198.51.100.9")), new PathString("/"));
        Assert.Equal(ClientIpReason.ChainTooShort, trace.Answer.Reason);
        var entries = trace.Steps.Where(step => step.Kind == ClientIpTraceStepKind.Entry).ToList();
        Assert.Equal(2, entries.Count);
        Assert.All(entries, entry => Assert.True(entry is { IsVerified: true, ExpectedHop: "waf" }, entry.Text));
    }

    [Theory]
    [MemberData(nameof(EveryReason))]
    public void Every_refusal_comes_with_something_to_do(string name)
    {
        var reason = Enum.Parse<ClientIpReason>(name);
        var source = new ClientIpSource("X-Forwarded-For") { Via = ["alb"] };
        var policy = new ClientIpPolicy { Sources = [source], Hops = [new TrustedHop("alb", CidrSet.Parse("100.64.0.0/10"))] };
        var answer = new ClientIp(reason, isKnown: false, Ip.Parse("100.64.3.4"), Ip.Parse("100.64.3.4"), 0, "X-Forwarded-For", 1);
        var advice = TraceAdvice.Of(policy, answer, [], Requests.Headers());
        var isFine = reason is ClientIpReason.Resolved or ClientIpReason.Direct or ClientIpReason.HealthProbe or ClientIpReason.NotResolved;
        Assert.Equal(isFine, advice.Count == 0);
        Assert.All(advice, sentence => Assert.EndsWith(".", sentence, StringComparison.Ordinal));
    }

    public static TheoryData<string> EveryReason => [.. Enum.GetNames<ClientIpReason>()];

    private static ClientIpTrace Trace(string peer, params (string Name, string Value)[] lines)
        => ClientIpTrace.Of(s_policy, Ip.Parse(peer), Requests.Headers(lines), new PathString("/"));
}
