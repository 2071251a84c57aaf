using ClientIpAnalyzers.CompilerServices;

namespace ClientIpAnalyzers;

/// <summary>Finds what makes a policy unusable. Each finding says what to write instead.</summary>
internal static class PolicyCheck
{
    public static IReadOnlyList<string> Run(ClientIpPolicy policy)
    {
        var problems = new List<string>();
        if (policy.Sources.Count == 0)
        {
            problems.Add("The policy has no source. Declare one with [ClientIpSource(\"X-Forwarded-For\")].");
        }

        CheckHops(policy, problems);
        foreach (var source in policy.Sources)
        {
            CheckHeaders(source, problems);
            CheckTrust(source, policy, problems);
            CheckProof(source, problems);
        }

        CheckInternalClients(policy, problems);
        CheckReachable(policy, problems);
        return problems;
    }

    private static void CheckHops(ClientIpPolicy policy, List<string> problems)
    {
        foreach (var hop in policy.Hops)
        {
            CheckRanges($"Hop '{hop.Name}'", hop.Ranges, problems);
        }

        foreach (var name in policy.Hops.GroupBy(hop => hop.Name).Where(group => group.Count() > 1).Select(group => group.Key))
        {
            problems.Add($"Hop '{name}' is declared twice. Give all its ranges in one place.");
        }
    }

    private static void CheckRanges(string owner, CidrSet ranges, List<string> problems)
    {
        if (ranges.IsEmpty)
        {
            problems.Add($"{owner} trusts nobody: it has no ranges. Name the addresses its proxies connect from.");
        }
        else if (AddressInterval.HoldWholeFamily(ranges.Intervals))
        {
            problems.Add(
                $"{owner} trusts everybody: its ranges hold all of IPv4 or IPv6, so that any client writes the answer. "
                + "Name the addresses its proxies connect from.");
        }
    }

    private static void CheckHeaders(ClientIpSource source, List<string> problems)
    {
        foreach (var header in new[] { source.Header, source.ChainHeader, source.ProofHeader })
        {
            if (header is not null && !HeaderName.IsToken(header))
            {
                problems.Add($"'{header}' is no header name. Write a token of RFC 9110, as in Ali-Cdn-Real-Ip.");
            }
        }

        if (!source.IsList && ClientIpSource.IsListByName(source.Header))
        {
            problems.Add($"{source.Header} is a list that proxies append to. Do not declare it single-value.");
        }

        if (source.ChainHeader is not null && (source.IsList || source.Via.Count == 0))
        {
            problems.Add($"Source '{source.Header}' has a ChainHeader, which only a single-value source with Via reads.");
        }
    }

    private static void CheckTrust(ClientIpSource source, ClientIpPolicy policy, List<string> problems)
    {
        var name = $"Source '{source.Header}'";
        if (source.Trust is { } trust)
        {
            CheckRanges(name, trust, problems);
        }

        if (source.Via.Count != 0)
        {
            if (source.Trust is not null || source.HopCount is not null || source.TrustAnyPeer)
            {
                problems.Add($"{name} has Via together with Trust, HopCount or TrustAnyPeer. Keep one of them.");
            }

            CheckVia(source, policy, problems);
        }
        else if (source.Trust is null && !source.TrustAnyPeer)
        {
            problems.Add($"{name} trusts nobody. Declare its hops with Via, or its proxies with Trust.");
        }
        else if (source.IsList && source.Trust is null && source.HopCount is null)
        {
            problems.Add($"{name} would take whatever stands rightmost. Add Trust or HopCount beside TrustAnyPeer.");
        }

        if (source.HopCount is < 1 or > HeaderListReader.MaxEntries)
        {
            problems.Add($"{name} has HopCount {source.HopCount}; it must be from 1 to {HeaderListReader.MaxEntries}.");
        }

        if (source.HopCount is not null && !source.IsList)
        {
            problems.Add($"{name} has HopCount, which only a list header can be counted by.");
        }
    }

    private static void CheckVia(ClientIpSource source, ClientIpPolicy policy, List<string> problems)
    {
        foreach (var via in source.Via.Where(via => policy.FindHop(via) is null))
        {
            problems.Add($"Source '{source.Header}' names the hop '{via}', which the policy does not have.");
        }

        var hops = source.Via.Select(policy.FindHop).OfType<TrustedHop>().ToArray();
        for (var first = 0; first < hops.Length; first++)
        {
            for (var second = first + 1; second < hops.Length; second++)
            {
                if (hops[first].Ranges.Overlaps(hops[second].Ranges))
                {
                    problems.Add(
                        $"Source '{source.Header}': the ranges of the hops '{hops[first].Name}' and '{hops[second].Name}' "
                        + "overlap, so that one could pose as the other. Make them disjoint.");
                }
            }
        }
    }

    private static void CheckProof(ClientIpSource source, List<string> problems)
    {
        if (source.ProofHeader is null)
        {
            return;
        }

        if (source.ProofSecrets is not { Count: > 0 } secrets)
        {
            problems.Add($"Source '{source.Header}' asks for a proof in {source.ProofHeader}, and no secret is set.");
        }
        else if (secrets.ShortestLength < OriginSecrets.MinLength)
        {
            problems.Add(
                $"Source '{source.Header}': a secret for {source.ProofHeader} is shorter than {OriginSecrets.MinLength} "
                + "characters and can be guessed. Use a longer random text.");
        }
    }

    private static void CheckInternalClients(ClientIpPolicy policy, List<string> problems)
    {
        if (policy.InternalClients.IsEmpty)
        {
            return;
        }

        var proxies = policy.Hops.Select(hop => (Owner: $"hop '{hop.Name}'", hop.Ranges))
            .Concat(policy.Sources.Where(source => source.Trust is not null)
                .Select(source => (Owner: $"source '{source.Header}'", Ranges: source.Trust!)));
        foreach (var (owner, ranges) in proxies)
        {
            var lost = ranges.Where(range => policy.InternalClients.Covers(new CidrSet([range]))).Select(range => range.ToString());
            if (ranges.HasUnixSocket && policy.InternalClients.HasUnixSocket)
            {
                lost = lost.Append(CidrSet.UnixSocketWord);
            }

            foreach (var range in lost)
            {
                problems.Add(
                    $"InternalClients holds all of {range}, a range of {owner}, which could then never be a proxy. "
                    + "Name only the machines that are clients.");
            }
        }
    }

    /// <summary>A source is never selected where an earlier one without a secret is selected whenever it would be.</summary>
    private static void CheckReachable(ClientIpPolicy policy, List<string> problems)
    {
        for (var later = 1; later < policy.Sources.Count; later++)
        {
            var source = policy.Sources[later];
            var covering = policy.Sources.Take(later).FirstOrDefault(earlier => AlwaysSelectedBefore(earlier, source, policy));
            if (covering is not null)
            {
                problems.Add(
                    $"Source '{source.Header}' (number {later + 1}) is never reached: source '{covering.Header}' before it "
                    + "is selected whenever this one would be. Put the one with the longer proof first.");
            }
        }
    }

    private static bool AlwaysSelectedBefore(ClientIpSource earlier, ClientIpSource later, ClientIpPolicy policy)
        => earlier.ProofHeader is null && CoversPeers(earlier, later, policy) && IsSuffix(earlier.Via, later.Via);

    private static bool CoversPeers(ClientIpSource earlier, ClientIpSource later, ClientIpPolicy policy)
        => earlier.TrustAnyPeer || (!later.TrustAnyPeer && PeersOf(earlier, policy).Covers(PeersOf(later, policy)));

    private static CidrSet PeersOf(ClientIpSource source, ClientIpPolicy policy)
        => (source.Via.Count != 0 ? policy.FindHop(source.Via[^1])?.Ranges : source.Trust) ?? CidrSet.Empty;

    private static bool IsSuffix(IReadOnlyList<string> suffix, IReadOnlyList<string> whole)
        => suffix.Count <= whole.Count && suffix.SequenceEqual(whole.Skip(whole.Count - suffix.Count));
}
