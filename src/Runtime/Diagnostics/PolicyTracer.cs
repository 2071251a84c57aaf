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
        return new ClientIpTrace(answer, _steps);
    }

    /// <returns>Whether this source decides.</returns>
    private bool Trace(ClientIpSource source, int index)
    {
        var resolver = new SourceResolver(policy, source, index, _members);
        var isAccepted = resolver.AcceptsPeer(peer);
        Add(Kind.Peer, index, source.Header, peer, isAccepted ? ClientIpReason.Resolved : ClientIpReason.PeerNotTrusted, isAccepted,
            $"Source {index + 1}, {source.Header}: the peer {Name(peer)} is {Place(peer)}"
            + (isAccepted ? " and may speak for it." : ", which may not speak for it."));
        if (!isAccepted)
        {
            return false;
        }

        var answer = resolver.Resolve(peer, headers, out var decides);
        if (source.ProofHeader is { } proof)
        {
            var reason = source.ProofSecrets?.Check(headers[proof]) ?? ClientIpReason.ProofMismatch;
            Add(Kind.Secret, index, proof, null, reason, reason == ClientIpReason.Resolved, reason switch
            {
                ClientIpReason.Resolved => $"{proof} holds the secret.",
                ClientIpReason.ProofMissing => $"{proof} with the secret is absent.",
                _ => $"{proof} does not hold the secret.",
            });
        }

        TraceEntries(source, index, answer);
        TraceValue(source, index, answer);
        Add(Kind.Source, index, source.Header, answer.Address, answer.Reason, decides && answer.IsKnown,
            $"Source {index + 1}, {source.Header}, {(decides ? "decides" : "is passed over")}: {ReasonNames.Of(answer.Reason)}.");
        return decides;
    }

    private void TraceEntries(ClientIpSource source, int index, in ClientIp answer)
    {
        if ((source.IsList ? source.Header : source.EffectiveChainHeader) is not { } header)
        {
            return;
        }

        var lines = headers[header];
        var entries = ClientIpSource.IsForwarded(header) ? HeaderListReader.Forwarded(lines) : HeaderListReader.ForwardedFor(lines);
        for (var number = 1; number <= answer.EntriesWalked; number++)
        {
            var reason = entries.Read(out var entry);
            if (reason != ClientIpReason.Resolved)
            {
                Add(Kind.Entry, index, header, null, reason, false, $"{header}, entry {number} from the right: {ReasonTexts.Of(reason)}");
                return;
            }

            // What failed is the last one that was read.
            var isVerified = number < answer.EntriesWalked || answer.IsKnown;
            Add(Kind.Entry, index, header, entry, isVerified ? reason : answer.Reason, isVerified,
                $"{header}, entry {number} from the right: {entry} is {Place(entry)}.");
        }
    }

    private void TraceValue(ClientIpSource source, int index, in ClientIp answer)
    {
        // Only these come after the value was looked at.
        if (source.IsList || answer.Reason is not (ClientIpReason.Resolved or ClientIpReason.AllTrusted or ClientIpReason.EntrySpecial))
        {
            return;
        }

        var lines = headers[source.Header];
        var reason = source.Kind == ClientIpHeaderKind.SingleWithPort
            ? SingleValueHeader.ReadWithPort(lines, out var value)
            : SingleValueHeader.Read(lines, out value);
        if (reason == ClientIpReason.Resolved)
        {
            Add(Kind.Value, index, source.Header, value, answer.Reason, answer.IsKnown, $"{source.Header} names {value}, which is {Place(value)}.");
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

    private void Add(Kind kind, int source, string? header, Ip? address, ClientIpReason reason, bool isVerified, string text)
        => _steps.Add(new ClientIpTraceStep(kind, source, header, address, reason, isVerified, text));
}
