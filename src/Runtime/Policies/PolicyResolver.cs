using ClientIpAnalyzers.CompilerServices;
using Microsoft.AspNetCore.Http;

namespace ClientIpAnalyzers;

/// <summary>
/// Interprets a policy: the readable twin of the generated code, and the engine of policies that come from
/// configuration. Immutable, safe for concurrent use; resolving allocates nothing and never throws.
/// </summary>
public sealed class PolicyResolver : IClientIpResolver
{
    private readonly SourceResolver[] _sources;
    private readonly PolicyMembership _members;

    /// <summary>The headers whose absence makes a request at a probe path a health probe.</summary>
    private readonly string[] _headersRead;

    private readonly string[] _probePaths;

    /// <summary>Creates a resolver. Whether the policy should be used at all is for <see cref="ClientIpPolicy.Check"/> to say.</summary>
    /// <param name="policy">The policy.</param>
    /// <exception cref="ClientIpPolicyException">A source names a hop that the policy does not have.</exception>
    public PolicyResolver(ClientIpPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(policy);
        Policy = policy;
        _members = new PolicyMembership(policy);
        _sources = [.. policy.Sources.Select((source, index) => new SourceResolver(policy, source, index, _members))];
        _probePaths = [.. policy.HealthProbePaths];
        _headersRead = [.. policy.HeadersRead];
    }

    /// <inheritdoc/>
    public ClientIpPolicy Policy { get; }

    /// <inheritdoc/>
    public ClientIp Resolve(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var request = context.Request;
        var peer = context.Connection.RemoteIpAddress;
        return Resolve(peer is null ? null : Ip.FromIPAddress(peer), request.Headers, request.Path);
    }

    /// <inheritdoc/>
    public ClientIp Resolve(Ip? peer, IHeaderDictionary headers, PathString path)
    {
        ArgumentNullException.ThrowIfNull(headers);
        if (peer is { IsUnspecified: true })
        {
            return ClientIpAnswer.PeerUnknown(peer: null);
        }

        if (IsHealthProbe(peer, headers, path))
        {
            return NoSource(ClientIpReason.HealthProbe, peer);
        }

        ClientIp passedOver = default;
        foreach (var source in _sources)
        {
            if (!source.AcceptsPeer(peer))
            {
                continue;
            }

            var answer = source.Resolve(peer, headers, out var decides);
            if (decides)
            {
                return answer;
            }

            if (passedOver.Reason == ClientIpReason.NotResolved)
            {
                passedOver = answer;
            }
        }

        return passedOver.Reason != ClientIpReason.NotResolved ? passedOver : WithoutSource(peer);
    }

    /// <summary>What a peer is that no source believes.</summary>
    private ClientIp WithoutSource(Ip? peer)
    {
        if (peer is not { } address)
        {
            return NoSource(ClientIpReason.PeerUnknown, peer);
        }

        return Policy.AllowDirect && !_members.IsProxy(address)
            ? ClientIpAnswer.Direct(address)
            : NoSource(ClientIpReason.PeerNotTrusted, peer);
    }

    private bool IsHealthProbe(Ip? peer, IHeaderDictionary headers, PathString path)
        => IsProbePath(path) && !HasHeader(headers) && MayProbe(peer);

    private bool IsProbePath(PathString path)
    {
        foreach (var expected in _probePaths)
        {
            if (ClientIpAnswer.PathEquals(path, expected))
            {
                return true;
            }
        }

        return false;
    }

    private bool HasHeader(IHeaderDictionary headers)
    {
        foreach (var header in _headersRead)
        {
            if (headers[header].Count != 0)
            {
                return true;
            }
        }

        return false;
    }

    private bool MayProbe(Ip? peer)
    {
        foreach (var source in _sources)
        {
            if (source.AcceptsPeer(peer))
            {
                return true;
            }
        }

        return Policy.ProbeRanges.ContainsPeer(peer);
    }

    private static ClientIp NoSource(ClientIpReason reason, Ip? peer)
        => ClientIpAnswer.Unknown(reason, peer.GetValueOrDefault(), vouched: peer.GetValueOrDefault(), -1, header: null, 0);
}
