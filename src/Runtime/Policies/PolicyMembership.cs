namespace ClientIpAnalyzers;

/// <summary>
/// Who belongs to which part of a policy. An internal client belongs to no hop and no trusted range, whatever ranges
/// cover it.
/// </summary>
internal sealed class PolicyMembership(ClientIpPolicy policy)
{
    private readonly CidrSet _internalClients = policy.InternalClients;

    /// <summary>Every hop and every trusted range.</summary>
    private readonly CidrSet _proxies = policy.Hops
        .Select(hop => hop.Ranges)
        .Concat(policy.Sources.Select(source => source.Trust ?? CidrSet.Empty))
        .Aggregate(CidrSet.Empty, (all, ranges) => all.Union(ranges));

    public bool IsInternalClient(Ip address) => _internalClients.Contains(address);

    /// <summary>Whether an address is a proxy of the given ranges.</summary>
    public bool IsProxyOf(CidrSet ranges, Ip address) => ranges.Contains(address) && !IsInternalClient(address);

    /// <summary>Whether a peer is a proxy of the given ranges; one without an address is where they hold <c>unix</c>.</summary>
    public bool IsPeerOf(CidrSet ranges, Ip? peer)
        => ranges.ContainsPeer(peer) && !_internalClients.ContainsPeer(peer);

    /// <summary>Whether an address is a proxy anywhere in the policy.</summary>
    public bool IsProxy(Ip address) => IsProxyOf(_proxies, address);
}
