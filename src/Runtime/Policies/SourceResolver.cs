using ClientIpAnalyzers.CompilerServices;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace ClientIpAnalyzers;

/// <summary>Interprets one source of a policy: its proofs first, then its own header.</summary>
internal sealed class SourceResolver
{
    private readonly ClientIpSource _source;
    private readonly int _index;
    private readonly PolicyMembership _members;

    /// <summary>The hops before the peer's, in the order in which a list is read: from the application outwards.</summary>
    private readonly ChainHop[] _chain;

    /// <summary>The ranges that the peer must be in.</summary>
    private readonly CidrSet _peerRanges;

    /// <summary>Whether the peer's own hop takes several entries, of which the peer is the first.</summary>
    private readonly bool _peerHopTakesSeveral;

    private readonly string? _chainHeader;

    public SourceResolver(ClientIpPolicy policy, ClientIpSource source, int index, PolicyMembership members)
    {
        _source = source;
        _index = index;
        _members = members;
        _chain = [.. source.Via.Reverse().Select(via => new ChainHop(
            policy.FindHop(via)?.Ranges
                ?? throw new ClientIpPolicyException($"Source '{source.Header}' names the hop '{via}', which the policy does not have."),
            ClientIpSource.TakesSeveral(via)))];
        _peerRanges = _chain.Length != 0 ? _chain[0].Ranges : source.Trust ?? CidrSet.Empty;
        _peerHopTakesSeveral = (_chain.Length > 1 || source.IsList) && _chain.FirstOrDefault().TakesSeveral;
        _chain = _chain.Length > 1 ? _chain[1..] : [];
        _chainHeader = source.EffectiveChainHeader;
        if (!source.IsList && _chain.Length != 0)
        {
            // The first hop has proven the claim once one of its entries is found: there is no client to look for.
            _chain[^1] = _chain[^1] with { TakesSeveral = false };
        }
    }

    /// <summary>Whether the peer may speak for this source.</summary>
    public bool AcceptsPeer(Ip? peer) => _source.TrustAnyPeer || _members.IsPeerOf(_peerRanges, peer);

    /// <summary>
    /// Resolves the client by this source, whose peer test has passed. Where <paramref name="decides"/> is false the
    /// source was not selected, and the answer is only the reason why.
    /// </summary>
    public ClientIp Resolve(Ip? peer, IHeaderDictionary headers, out bool decides)
    {
        var walk = new Walk(peer.GetValueOrDefault());
        var lines = headers[_source.Header];
        var proof = CheckSecret(headers);
        if (proof != ClientIpReason.Resolved)
        {
            // A single-value claim that came without its proof is not passed over in silence.
            decides = !_source.IsList && lines.Count != 0;
            return Unknown(proof, walk);
        }

        if (_source.IsList)
        {
            walk.Entries = ReaderOf(_source.Header, lines);
            return _source.Via.Count != 0 ? ResolveBehindChain(ref walk, out decides) : ResolveList(ref walk, out decides);
        }

        if (_chain.Length != 0)
        {
            walk.Entries = ReaderOf(_chainHeader!, headers[_chainHeader!]);
            var chain = WalkChain(ref walk, out _, out _);
            if (chain != ClientIpReason.Resolved)
            {
                decides = lines.Count != 0;
                return Unknown(chain, walk);
            }
        }

        decides = true;
        var reason = _source.Kind == ClientIpHeaderKind.SingleWithPort
            ? SingleValueHeader.ReadWithPort(lines, out var address)
            : SingleValueHeader.Read(lines, out address);
        return reason == ClientIpReason.Resolved ? Judge(address, walk) : Unknown(reason, walk);
    }

    private ClientIpReason CheckSecret(IHeaderDictionary headers)
    {
        if (_source.ProofHeader is null)
        {
            return ClientIpReason.Resolved;
        }

        var lines = headers[_source.ProofHeader];
        return _source.ProofSecrets?.Check(lines)
            ?? (lines.Count == 0 ? ClientIpReason.ProofMissing : ClientIpReason.ProofMismatch);
    }

    /// <summary>A list with <c>Via</c>: the client is the entry to the left of the verified chain.</summary>
    private ClientIp ResolveBehindChain(ref Walk walk, out bool decides)
    {
        var chain = WalkChain(ref walk, out var next, out var nextReason);
        decides = chain == ClientIpReason.Resolved;
        if (!decides)
        {
            return Unknown(chain, walk);
        }

        if (nextReason == ClientIpReason.NotResolved)
        {
            nextReason = walk.Entries.Read(out next);
        }

        if (nextReason != ClientIpReason.Resolved)
        {
            return Unknown(nextReason, walk);
        }

        var isSpecial = !_members.IsProxy(next) && IsSpecial(next);
        if (!isSpecial)
        {
            walk.Vouched = next;
        }

        return Judge(next, walk);
    }

    /// <summary>
    /// Verifies the entries hop by hop. A hop that takes several reads on until an entry is not its own; that one is
    /// given back in <paramref name="next"/> with its reason, or <see cref="ClientIpReason.NotResolved"/> where none
    /// was read ahead.
    /// </summary>
    private ClientIpReason WalkChain(ref Walk walk, out Ip next, out ClientIpReason nextReason)
    {
        next = default;
        nextReason = ClientIpReason.NotResolved;
        if (_peerHopTakesSeveral)
        {
            nextReason = SkipHop(_peerRanges, ref walk, out next);
        }

        foreach (var hop in _chain)
        {
            if (nextReason == ClientIpReason.NotResolved)
            {
                nextReason = walk.Entries.Read(out next);
            }

            if (nextReason != ClientIpReason.Resolved)
            {
                return nextReason;
            }

            walk.Vouched = next;
            if (!_members.IsProxyOf(hop.Ranges, next))
            {
                return ClientIpReason.ChainMismatch;
            }

            nextReason = hop.TakesSeveral ? SkipHop(hop.Ranges, ref walk, out next) : ClientIpReason.NotResolved;
        }

        return ClientIpReason.Resolved;
    }

    /// <summary>Reads on while entries belong to a hop; gives the reason of the first that does not.</summary>
    private ClientIpReason SkipHop(CidrSet ranges, ref Walk walk, out Ip next)
    {
        ClientIpReason reason;
        while ((reason = walk.Entries.Read(out next)) == ClientIpReason.Resolved && _members.IsProxyOf(ranges, next))
        {
            walk.Vouched = next;
        }

        return reason;
    }

    /// <summary>A list with <c>Trust</c>, <c>HopCount</c> or both.</summary>
    private ClientIp ResolveList(ref Walk walk, out bool decides)
    {
        decides = true;
        while (true)
        {
            var reason = walk.Entries.Read(out var entry);
            if (reason != ClientIpReason.Resolved)
            {
                var isOutOfEntries = reason == ClientIpReason.ChainTooShort && _source.HopCount is null;
                return Unknown(isOutOfEntries ? ClientIpReason.AllTrusted : reason, walk);
            }

            walk.Vouched = entry;
            var isTrusted = _source.Trust is { } trust && _members.IsProxyOf(trust, entry);
            if (_source.HopCount is { } count)
            {
                if (walk.Entries.EntriesRead >= count)
                {
                    return Judge(entry, walk);
                }

                if (!isTrusted && !_source.TrustAnyPeer)
                {
                    return Unknown(ClientIpReason.ChainMismatch, walk);
                }
            }
            else if (!isTrusted)
            {
                return Judge(entry, walk);
            }
        }
    }

    /// <summary>The last word on an address that was found: no proxy and nobody's own address is a client.</summary>
    private ClientIp Judge(Ip address, in Walk walk)
    {
        if (_members.IsProxy(address))
        {
            return Unknown(ClientIpReason.AllTrusted, walk);
        }

        return IsSpecial(address)
            ? Unknown(ClientIpReason.EntrySpecial, walk)
            : ClientIpAnswer.Resolved(address, walk.Peer, _index, _source.Header, walk.Entries.EntriesRead);
    }

    private bool IsSpecial(Ip address) => address.IsNeverClient && !_members.IsInternalClient(address);

    private ClientIp Unknown(ClientIpReason reason, in Walk walk)
        => ClientIpAnswer.Unknown(reason, walk.Peer, walk.Vouched, _index, _source.Header, walk.Entries.EntriesRead);

    private static HeaderListReader ReaderOf(string header, StringValues lines)
        => ClientIpSource.IsForwarded(header) ? HeaderListReader.Forwarded(lines) : HeaderListReader.ForwardedFor(lines);

    private readonly record struct ChainHop(CidrSet Ranges, bool TakesSeveral);

    /// <summary>How far a source has got with one request.</summary>
    /// <remarks>A peer without an address is the unspecified one here, as in <see cref="ClientIpAnswer"/>.</remarks>
    private ref struct Walk(Ip peer)
    {
        public readonly Ip Peer = peer;
        public Ip Vouched = peer;
        public HeaderListReader Entries;
    }
}
