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

    private static ClientIpTrace Trace(string peer, params (string Name, string Value)[] lines)
        => ClientIpTrace.Of(s_policy, Ip.Parse(peer), Requests.Headers(lines), new PathString("/"));
}
