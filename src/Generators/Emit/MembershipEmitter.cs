using ClientIpAnalyzers.Generators.Model;

namespace ClientIpAnalyzers.Generators.Emit;

/// <summary>The tests whether an address, or a peer, is in a hop, in a <c>Trust</c>, or in any of them.</summary>
internal sealed class MembershipEmitter(CodeWriter writer, ResolvedPolicy policy, PolicyNames names)
{
    private readonly bool _hasInternalClients = policy.InternalClients >= 0;

    /// <summary>The sets that make an address a proxy's: every hop and every <c>Trust</c>, each once.</summary>
    private IEnumerable<int> ProxySets => policy.Hops.Select(hop => hop.Set)
        .Concat(policy.Sources.Select(source => source.Trust).Where(set => set >= 0))
        .Distinct();

    public void Emit()
    {
        var peerSets = PeerSets(policy).ToList();
        for (var i = 0; i < policy.Sets.Count; i++)
        {
            if (IsTested(i))
            {
                EmitTest(i);
            }

            if (peerSets.Contains(i))
            {
                EmitPeerTest(i);
            }
        }

        EmitProbeRanges();
        EmitIsProxy();
    }

    /// <summary>Whether some step asks about a single address in the set; a hop of no <c>Via</c> is among the proxies only.</summary>
    private bool IsTested(int set)
        => set == policy.InternalClients
        || PeerSets(policy).Contains(set)
        || policy.Sources.Any(source => source.HasChain && source.Via.Any(step => step.Set == set))
        || policy.Sources.Any(source => source.IsList && source.Via.Count == 0 && source.Trust == set)
        || (ProxySets.Contains(set) && (ProxySets.Count() == 1 || !ProxiesAreCompared));

    private IEnumerable<Network> ProxyNetworks => ProxySets.SelectMany(set => policy.Sets[set].Networks);

    /// <summary>Whether all proxies together are few enough to be compared one by one; tables are not written twice.</summary>
    private bool ProxiesAreCompared => RangeEmitter.FitsComparisons(ProxyNetworks);

    /// <summary>The sets that some source's peer test asks about.</summary>
    public static IEnumerable<int> PeerSets(ResolvedPolicy policy)
        => policy.Sources.Select(PeerSet).Where(set => set >= 0).Distinct();

    /// <summary>The set that the peer of a source must be in; -1 where any peer will do.</summary>
    public static int PeerSet(SourcePlan source)
        => source.TrustAnyPeer ? -1 : source.Via.Count > 0 ? source.Via[source.Via.Count - 1].Set : source.Trust;

    /// <summary>The test that <paramref name="address"/> is in any hop or Trust; null where there is none to be in.</summary>
    public string? IsProxy(string address)
    {
        var sets = ProxySets.ToList();
        return sets.Count switch
        {
            0 => null,
            1 => $"{names.Tests[sets[0]]}({address})",
            _ => $"{names.IsProxy}({address})",
        };
    }

    /// <summary>The same for an address known to be outside of <paramref name="exceptSet"/>.</summary>
    public string? IsOtherProxy(string address, int exceptSet)
        => ProxySets.All(set => set == exceptSet) ? null : IsProxy(address);

    private bool InternalClientsAreConfigured => _hasInternalClients && policy.Sets[policy.InternalClients].IsConfigured;

    private string Modifiers(bool configured)
        => configured || InternalClientsAreConfigured ? "private bool" : "private static bool";

    private void EmitTest(int index)
    {
        var set = policy.Sets[index];
        var tests = RangeEmitter.Tests(writer, set.Networks, set.Title, set.Name, names.Members).ToList();
        if (set.IsConfigured)
        {
            tests.Add(($"{names.Fields[index]}.Contains(ip)", ConfigurationComment(set)));
        }

        var isInternalClients = index == policy.InternalClients;
        writer.Summary($"Whether an address is in {Literals.Xml(set.Title)}"
            + (_hasInternalClients && !isInternalClients ? " and no internal client's." : "."));
        writer.Line($"{Modifiers(set.IsConfigured)} {names.Tests[index]}({Names.Ip} ip)");
        EmitAny(tests, excludeInternalClients: !isInternalClients);
    }

    private void EmitPeerTest(int index)
    {
        var set = policy.Sets[index];
        var withoutAddress = set.HasUnixSocket
            ? "true"
            : set.IsConfigured ? names.Fields[index] + ".HasUnixSocket" : "false";

        writer.Summary($"Whether a peer is in {Literals.Xml(set.Title)}; one without an address came through a Unix socket.");
        writer.Line($"{Modifiers(set.IsConfigured)} {names.PeerTests[index]}({Names.Ip} peer)");
        EmitPeer(set, names.Tests[index], WithoutInternalSocket(withoutAddress));
    }

    /// <summary>Whether a peer without an address is a proxy, where it may be an internal client too.</summary>
    private string WithoutInternalSocket(string withoutAddress)
    {
        if (!_hasInternalClients || withoutAddress == "false")
        {
            return withoutAddress;
        }

        var clients = policy.Sets[policy.InternalClients];
        var isNone = $"!{names.Fields[policy.InternalClients]}.HasUnixSocket";
        return clients.HasUnixSocket ? "false"
            : !clients.IsConfigured ? withoutAddress
            : withoutAddress == "true" ? isNone : $"{withoutAddress} && {isNone}";
    }

    private void EmitPeer(MemberSet set, string test, string withoutAddress)
    {
        // Constant ranges that "::" is not in say no by themselves to a peer without an address.
        var saysNo = !set.IsConfigured && !set.Networks.Any(network => network is { High: 0, Low: 0 });
        using (writer.Indent())
        {
            writer.Line(withoutAddress != "false"
                ? $"=> peer.IsUnspecified ? {withoutAddress} : {test}(peer);"
                : saysNo ? $"=> {test}(peer);" : $"=> !peer.IsUnspecified && {test}(peer);");
        }

        writer.Line();
    }

    /// <summary>Probers are no proxies, so that internal clients may be among them.</summary>
    private void EmitProbeRanges()
    {
        if (policy.ProbeRanges < 0)
        {
            return;
        }

        var set = policy.Sets[policy.ProbeRanges];
        var tests = RangeEmitter.Tests(writer, set.Networks, set.Title, set.Name, names.Members).ToList();
        if (set.IsConfigured)
        {
            tests.Add(($"{names.Fields[policy.ProbeRanges]}.Contains(ip)", ConfigurationComment(set)));
        }

        var modifiers = set.IsConfigured ? "private bool" : "private static bool";
        writer.Summary("Whether an address is a health prober's.");
        writer.Line($"{modifiers} {names.Tests[policy.ProbeRanges]}({Names.Ip} ip)");
        EmitAny(tests, excludeInternalClients: false);

        var withoutAddress = set.HasUnixSocket
            ? "true"
            : set.IsConfigured ? names.Fields[policy.ProbeRanges] + ".HasUnixSocket" : "false";
        writer.Summary("Whether a peer is a health prober.");
        writer.Line($"{modifiers} {names.PeerTests[policy.ProbeRanges]}({Names.Ip} peer)");
        EmitPeer(set, names.Tests[policy.ProbeRanges], withoutAddress);
    }

    private void EmitIsProxy()
    {
        var sets = ProxySets.ToList();
        if (sets.Count < 2)
        {
            return;
        }

        List<(string Test, string? Comment)> tests;
        if (ProxiesAreCompared)
        {
            tests = [.. RangeEmitter.Tests(writer, ProxyNetworks, "all hops", "Proxies", names.Members)];
            tests.AddRange(sets.Where(set => policy.Sets[set].IsConfigured).Select(set =>
                ($"{names.Fields[set]}.Contains(ip)", (string?)ConfigurationComment(policy.Sets[set]))));
        }
        else
        {
            tests = [.. sets.Select(set => ($"{names.Tests[set]}(ip)", (string?)null))];
        }

        writer.Summary("Whether an address is in any hop or Trust of the policy: a proxy's, never the client's.");
        writer.Line($"{Modifiers(sets.Any(set => policy.Sets[set].IsConfigured))} {names.IsProxy}({Names.Ip} ip)");
        EmitAny(tests, excludeInternalClients: ProxiesAreCompared);
    }

    private static string ConfigurationComment(MemberSet set)
        => "from configuration: " + Literals.Plain(string.Join(", ", set.ConfigurationKeys));

    private static string Operand(string test) => test.Contains(" && ") ? "(" + test + ")" : test;

    private void EmitAny(List<(string Test, string? Comment)> tests, bool excludeInternalClients)
    {
        var exclude = excludeInternalClients && _hasInternalClients;
        if (tests.Count == 0)
        {
            tests.Add(("false", null));
        }

        using (writer.Indent())
        {
            var open = exclude && tests.Count > 1 ? "(" : string.Empty;
            for (var i = 0; i < tests.Count; i++)
            {
                var (test, comment) = tests[i];
                var last = i == tests.Count - 1;
                var operand = tests.Count > 1 || exclude ? Operand(test) : test;
                var line = (i == 0 ? "=> " + open : "    || ") + operand + (exclude && last && tests.Count > 1 ? ")" : string.Empty)
                    + (last && !exclude ? ";" : string.Empty);
                writer.Line(line + (comment is null ? string.Empty : " // " + comment));
            }

            if (exclude)
            {
                writer.Line($"    && !{names.Tests[policy.InternalClients]}(ip);");
            }
        }

        writer.Line();
    }
}
