using ClientIpAnalyzers.CompilerServices;
using Microsoft.AspNetCore.Http;
using Kind = ClientIpAnalyzers.ClientIpTraceStepKind;

namespace ClientIpAnalyzers;

/// <summary>
/// Shows what the interpreter does with one request. Whether a source accepts the peer, what it answers and how many
/// entries it walked comes from the interpreter; here they are only read again to be named.
/// </summary>
internal sealed class PolicyTracer(ClientIpPolicy policy, Ip? peer, IHeaderDictionary headers)
{
    private readonly PolicyMembership _members = new(policy);
    private readonly List<ClientIpTraceStep> _steps = [];

    public ClientIpTrace Run(PathString path)
    {
        var answer = new PolicyResolver(policy).Resolve(peer, headers, path);
        if (answer.Reason != ClientIpReason.HealthProbe && peer is not { IsUnspecified: true })
        {
            for (var index = 0; index < policy.Sources.Count && !Trace(policy.Sources[index], index); index++)
            {
            }
        }

        var found = answer.Address is { } address ? $"the client is {address}" : "the client is not known";
        Add(Kind.Answer, -1, answer.SourceHeader, answer.Address, answer.Reason, answer.IsKnown,
            $"{Upper(found)} ({ReasonNames.Of(answer.Reason)}). {ReasonTexts.Of(answer.Reason)}");
        return new ClientIpTrace(answer, _steps, TraceAdvice.Of(policy, answer, _steps, headers));
    }

    /// <returns>Whether this source decides.</returns>
    private bool Trace(ClientIpSource source, int index)
    {
        var resolver = new SourceResolver(policy, source, index, _members);
        var isAccepted = resolver.AcceptsPeer(peer);
        Add(Kind.Peer, index, source.Header, peer, isAccepted ? ClientIpReason.Resolved : ClientIpReason.PeerNotTrusted, isAccepted,
            $"Source {index + 1}, {source.Header}: the peer {Name(peer)} is {Place(peer)}"
            + (isAccepted ? " and may speak for it." : ", which may not speak for it."),
            source.Via.Count != 0 ? ClientIpSource.HopName(source.Via[^1]) : null);
        if (!isAccepted)
        {
            return false;
        }

        var answer = resolver.Resolve(peer, headers, out var decides);
        var reason = ClientIpReason.Resolved;
        if (source.ProofHeader is { } proof)
        {
            reason = source.ProofSecrets?.Check(headers[proof]) ?? ClientIpReason.ProofMismatch;
            Add(Kind.Secret, index, proof, null, reason, reason == ClientIpReason.Resolved, reason switch
            {
                ClientIpReason.Resolved => $"{proof} holds the secret.",
                ClientIpReason.ProofMissing => $"{proof} with the secret is absent.",
                _ => $"{proof} does not hold the secret.",
            });
        }

        // Nothing else is looked at without the secret, and no value without the chain.
        if (reason == ClientIpReason.Resolved && TraceEntries(source, index, answer) && !source.IsList)
        {
            TraceValue(source, index, answer);
        }

        Add(Kind.Source, index, source.Header, answer.Address, answer.Reason, decides && answer.IsKnown,
            $"Source {index + 1}, {source.Header}, {(decides ? "decides" : "is passed over")}: {ReasonNames.Of(answer.Reason)}.");
        return decides;
    }

    /// <returns>Whether the chain held, where the source has one to read.</returns>
    private bool TraceEntries(ClientIpSource source, int index, in ClientIp answer)
    {
        if ((source.IsList ? source.Header : source.EffectiveChainHeader) is not { } header)
        {
            return true;
        }

        var lines = headers[header];
        var entries = ClientIpSource.IsForwarded(header) ? HeaderListReader.Forwarded(lines) : HeaderListReader.ForwardedFor(lines);
        var place = source.Via.Count - 1;
        for (var number = 1; number <= answer.EntriesWalked; number++)
        {
            var reason = entries.Read(out var entry);
            place = NextPlace(source, place, reason, entry);
            var expected = place >= 0 ? ClientIpSource.HopName(source.Via[place]) : null;
            if (reason != ClientIpReason.Resolved)
            {
                Add(Kind.Entry, index, header, null, reason, false, $"{header}, entry {number} from the right: {ReasonTexts.Of(reason)}", expected);
                return false;
            }

            // Where an entry failed, it is the last one that was read; what else can fail is no entry's fault.
            var isVerified = number < answer.EntriesWalked || !IsAboutEntry(source, answer.Reason);
            Add(Kind.Entry, index, header, entry, isVerified ? reason : answer.Reason, isVerified,
                $"{header}, entry {number} from the right: {entry} is {Place(entry)}.", expected);
        }

        return answer.EntriesWalked != 0
            && answer.Reason is not (ClientIpReason.ChainMismatch or ClientIpReason.ChainTooShort or ClientIpReason.TooManyEntries);
    }

    private static bool IsAboutEntry(ClientIpSource source, ClientIpReason reason) => reason == ClientIpReason.ChainMismatch
        || (source.IsList && reason is ClientIpReason.AllTrusted or ClientIpReason.EntrySpecial);

    /// <summary>The place in <see cref="ClientIpSource.Via"/> of the next entry to the left; -1 for the client's.</summary>
    private int NextPlace(ClientIpSource source, int place, ClientIpReason reason, Ip entry)
        => place >= 0
            && reason == ClientIpReason.Resolved
            && ClientIpSource.TakesSeveral(source.Via[place])
            && policy.FindHop(source.Via[place]) is { } hop
            && _members.IsProxyOf(hop.Ranges, entry)
                ? place
                : Math.Max(place - 1, -1);

    private void TraceValue(ClientIpSource source, int index, in ClientIp answer)
    {
        var lines = headers[source.Header];
        var reason = source.Kind == ClientIpHeaderKind.SingleWithPort
            ? SingleValueHeader.ReadWithPort(lines, out var value)
            : SingleValueHeader.Read(lines, out value);
        if (reason == ClientIpReason.Resolved)
        {
            Add(Kind.Value, index, source.Header, value, answer.Reason, answer.IsKnown, $"{source.Header} names {value}, which is {Place(value)}.");
        }
        else
        {
            Add(Kind.Value, index, source.Header, null, reason, false, $"{source.Header}: {ReasonTexts.Of(reason)}");
        }
    }

    /// <summary>Where an address belongs, in the policy's own words.</summary>
    private string Place(Ip? address)
    {
        if (address is { } known && _members.IsInternalClient(known))
        {
            return "an internal client, and so no proxy";
        }

        var places = policy.Hops
            .Where(hop => hop.Ranges.ContainsPeer(address))
            .Select(hop => $"in hop '{hop.Name}'")
            .Concat(policy.Sources.Any(source => source.Trust?.ContainsPeer(address) == true) ? ["a trusted proxy"] : [])
            .ToList();
        return places.Count != 0 ? string.Join(" and ", places) : "no declared proxy";
    }

    private static string Name(Ip? address) => address?.ToString() ?? "without an address";

    private static string Upper(string text) => char.ToUpperInvariant(text[0]) + text[1..];

    private void Add(Kind kind, int source, string? header, Ip? address, ClientIpReason reason, bool isVerified, string text, string? expectedHop = null)
        => _steps.Add(new ClientIpTraceStep(kind, source, header, address, reason, isVerified, text, expectedHop));
}
