using Microsoft.AspNetCore.Http;
using Reason = ClientIpAnalyzers.ClientIpReason;

namespace ClientIpAnalyzers;

/// <summary>
/// What to change about one decision. Every reason has two readings, a policy or proxy that is set up wrongly and
/// somebody who does not tell the truth; the reader has to be able to tell them apart.
/// </summary>
internal static class TraceAdvice
{
    public static IReadOnlyList<string> Of(
        ClientIpPolicy policy, in ClientIp answer, IReadOnlyList<ClientIpTraceStep> steps, IHeaderDictionary headers)
    {
        var source = answer.SourceIndex >= 0 && answer.SourceIndex < policy.Sources.Count ? policy.Sources[answer.SourceIndex] : null;
        return answer.Reason switch
        {
            Reason.PeerUnknown => ["If the proxy connects through a Unix socket, add unix to the ranges of its hop."],
            Reason.PeerNotTrusted => OfPeer(policy, answer.Peer),
            Reason.ProofMissing or Reason.ProofMismatch when source is not null => OfSecret(source, answer.Reason),
            Reason.HeaderMissing when source is not null => OfMissingHeader(source, headers),
            Reason.HeaderEmpty or Reason.HeaderDuplicated or Reason.HeaderNotSingle when source is not null =>
                [$"Set the proxy that sends {source.Header} to overwrite it with one address, and never to append or pass on what it received."],
            Reason.ChainMismatch => OfMismatch(policy, Last(steps, answer.SourceIndex)),
            Reason.ChainTooShort when source is not null => OfShortChain(source),
            Reason.AllTrusted => OfProxies(policy, Last(steps, answer.SourceIndex)),
            Reason.TooManyEntries => ["No real chain is that long. Somebody filled the header; nothing is to be done, or a proxy loops."],
            Reason.Resolved or Reason.Direct or Reason.HealthProbe or Reason.NotResolved => [],
            _ => OfEntry(answer, Last(steps, answer.SourceIndex)),
        };
    }

    private static string[] OfPeer(ClientIpPolicy policy, Ip? peer)
    {
        if (peer is { } known && policy.InternalClients.Contains(known))
        {
            return [$"{known} is declared an internal client, which is never a proxy. Turn AllowDirect on if it may call the application itself."];
        }

        var hops = policy.Sources.Where(source => source.Via.Count != 0).Select(source => ClientIpSource.HopName(source.Via[^1])).Distinct();
        var names = string.Join(" or ", hops.Select(hop => $"to hop '{hop}'")
            .Concat(policy.Sources.Any(source => source.Trust is not null) ? ["to Trust"] : []));
        return
        [
            $"If {Name(peer)} is your own proxy, add its range {names}.",
            "If it is not, somebody reached the application around its proxies, and the refusal is right: let the firewall or security group admit only the proxies.",
        ];
    }

    private static string[] OfSecret(ClientIpSource source, Reason reason)
    {
        var sender = source.Via.Count > 1 ? $"hop '{ClientIpSource.HopName(source.Via[0])}'" : "your own proxy";
        return
        [
            reason == Reason.ProofMissing
                ? $"If the request is genuine, set {sender} to send {source.ProofHeader} with the secret, and the proxies behind it to pass that on."
                : $"If the request is genuine, compare the secret in {source.ProofHeader} that {sender} sends with the configured one. While one is replaced, configure both.",
            "If it is not, it came around your own domain at the provider, and the refusal is right.",
        ];
    }

    private static string[] OfMissingHeader(ClientIpSource source, IHeaderDictionary headers)
    {
        var missing = source.EffectiveChainHeader is { } chain && headers[chain].All(string.IsNullOrWhiteSpace) ? chain : source.Header;
        return
        [
            $"Set the proxy in front to send {missing}: on a load balancer that is often a switch of the listener.",
            "If it sends the header already, something between it and the application takes it away.",
        ];
    }

    private static string[] OfMismatch(ClientIpPolicy policy, ClientIpTraceStep? step)
    {
        if (step?.Address is not { } address)
        {
            return ["Compare the hops that the policy names with those that a request really passes."];
        }

        if (step.ExpectedHop is not { } hop)
        {
            return
            [
                $"If {address} is your own proxy, add its range to Trust.",
                "If it is not, the request passed fewer proxies than HopCount says: correct the number, or leave it so where somebody came around a proxy.",
            ];
        }

        return
        [
            $"If {address} is a proxy of hop '{hop}', add its range there; declared are {Ranges(policy, hop)}.",
            $"If genuine requests do not pass '{hop}', take it out of Via, or declare a further source for that way in.",
            $"If neither holds, {address} came around '{hop}' and wrote the rest itself: the refusal is right.",
        ];
    }

    private static string[] OfShortChain(ClientIpSource source)
        => source.Via.Count != 0
            ?
            [
                $"The policy expects {string.Join(" > ", source.Via)} in front of the application, and the list names fewer. Take out of Via what a request does not pass.",
                "If all of them are in the path, one does not append its peer to the list: set it to append instead of overwriting.",
            ]
            : ["The list has fewer entries than HopCount says: lower the number to the proxies that a request really passes, or see which one does not append."];

    private static string[] OfProxies(ClientIpPolicy policy, ClientIpTraceStep? step)
    {
        var address = step?.Address?.ToString() ?? "The address";
        var hop = step?.Address is { } known ? policy.Hops.FirstOrDefault(hop => hop.Ranges.Contains(known))?.Name : null;
        return
        [
            $"If {address} is a proxy that calls the application on its own behalf, nothing is to be done.",
            $"If it is a client, {(hop is null ? "the trusted range" : $"the range of hop '{hop}'")} is too wide: narrow it, or name the client's range in InternalClients.",
        ];
    }

    private static string[] OfEntry(in ClientIp answer, ClientIpTraceStep? step)
    {
        var header = step is { IsVerified: false } ? step.Header : answer.SourceHeader;
        return
        [
            answer.EntriesWalked > 1 && answer.Vouched is { } writer
                ? $"That entry of {header} was written by {writer}. If this is your own proxy, set it to write the address of its peer."
                : $"{header} was written by the peer, {Name(answer.Peer)}. Set it to write the address of its own peer there.",
        ];
    }

    private static ClientIpTraceStep? Last(IReadOnlyList<ClientIpTraceStep> steps, int source)
        => steps.LastOrDefault(step => step.SourceIndex == source && step.Kind is ClientIpTraceStepKind.Entry or ClientIpTraceStepKind.Value);

    private static string Ranges(ClientIpPolicy policy, string hop)
    {
        const int most = 3;
        var ranges = policy.FindHop(hop)?.Ranges ?? CidrSet.Empty;
        return ranges.Count <= most ? ranges.ToString() : $"{string.Join(',', ranges.Take(most))} and {ranges.Count - most} more";
    }

    private static string Name(Ip? peer) => peer?.ToString() ?? "the peer";
}
