using Microsoft.AspNetCore.Http;

namespace ClientIpAnalyzers.AspNetCore.Inspector;

/// <summary>
/// Requests to try, made from the policy itself: one that came the declared way, and two of an attacker's. All other
/// addresses are those of the documentation (RFC 5737, RFC 3849).
/// </summary>
internal static class Examples
{
    private const string Claim = "8.8.8.8";

    private static readonly ulong[] s_hosts = [10, 1, 0];

    private static readonly Ip[] s_outsiders =
        [.. new[] { "203.0.113.66", "198.51.100.66", "192.0.2.66", "2001:db8::66", "9.9.9.9" }.Select(Ip.Parse)];

    /// <summary>The examples by the name in their link.</summary>
    public static IReadOnlyList<(string Name, string Title)> All { get; } =
    [
        ("through", "Through every proxy"),
        ("forged", "A forged claim"),
        ("around", "Around the proxies"),
    ];

    /// <summary>The form filled in with an example; null where there is none of that name, or no source.</summary>
    public static InspectorForm? Find(string? name, ClientIpPolicy policy)
    {
        if (policy.Sources.Count == 0)
        {
            return null;
        }

        var source = policy.Sources[0];
        var members = new PolicyMembership(policy);
        var sender = Outsider(members);
        var hops = source.Via.Count != 0
            ? source.Via.Select(via => policy.FindHop(via)?.Ranges ?? CidrSet.Empty).ToList()
            : [.. Enumerable.Repeat(source.Trust ?? CidrSet.Empty, source.HopCount ?? 1)];
        var addresses = hops.Select(ranges => Member(ranges, members)).ToList();
        var peer = addresses[^1] ?? (source.TrustAnyPeer ? sender.ToString() : CidrSet.UnixSocketWord);
        var path = policy.HealthProbePaths.Contains("/") ? "/orders" : "/";
        return name switch
        {
            "through" => new InspectorForm(peer, path, Lines(source, sender.ToString(), [sender.ToString(), .. addresses.SkipLast(1).OfType<string>()], withProof: true)),
            "forged" => new InspectorForm(peer, path, Lines(source, Claim, source.IsList ? [Claim, sender.ToString()] : [sender.ToString()])),
            "around" => new InspectorForm(sender.ToString(), path, Lines(source, Claim, [Claim])),
            _ => null,
        };
    }

    /// <summary>The headers of a request as lines of the form.</summary>
    public static string Lines(IHeaderDictionary headers, IEnumerable<string> names, HiddenValues hidden) => string.Join(
        '\n', names.SelectMany(name => headers[name].Select(line => $"{name}: {hidden.Show(name, line ?? string.Empty)}")));

    private static string Lines(ClientIpSource source, string claim, IReadOnlyList<string> list, bool withProof = false)
    {
        var lines = new List<string>();
        if (!source.IsList)
        {
            var isWithPort = source.Kind == ClientIpHeaderKind.SingleWithPort;
            lines.Add($"{source.Header}: {claim}{(isWithPort ? ":50000" : string.Empty)}");
        }

        if ((source.IsList ? source.Header : source.EffectiveChainHeader) is { } header)
        {
            lines.Add($"{header}: {string.Join(", ", ClientIpSource.IsForwarded(header) ? list.Select(Element) : list)}");
        }

        if (withProof && source.ProofHeader is { } proof)
        {
            lines.Add($"{proof}: {HiddenValues.Mask}");
        }

        return string.Join('\n', lines);
    }

    private static string Element(string address)
        => address.Contains(':', StringComparison.Ordinal) ? $"for=\"[{address}]\"" : $"for={address}";

    /// <summary>Somebody who is no proxy of the policy.</summary>
    private static Ip Outsider(PolicyMembership members)
        => s_outsiders.FirstOrDefault(address => !members.IsProxy(address), s_outsiders[^1]);

    /// <summary>An address of a range that looks like a host's.</summary>
    private static string? Member(CidrSet ranges, PolicyMembership members)
    {
        foreach (var range in ranges)
        {
            foreach (var offset in s_hosts)
            {
                var address = new Ip(range.Network.High, range.Network.Low + offset);
                if (range.Contains(address) && members.IsProxyOf(ranges, address))
                {
                    return address.ToString();
                }
            }
        }

        return null;
    }
}
