using ClientIpAnalyzers;

namespace Quickstart;

/// <summary>A request as it reaches the application, and the answer that is right.</summary>
/// <param name="Path">Its policy is declared in Policies.cs or on a controller.</param>
/// <param name="Sender">Who sent it, and how.</param>
/// <param name="Peer">The address from which the last hop connects.</param>
/// <param name="Headers">What the hops have made of the headers by then.</param>
/// <param name="Address">The client; null where the right answer is "unknown".</param>
/// <param name="Reason">Why.</param>
/// <param name="Vouched">The address that can still be logged and limited by.</param>
internal sealed record Exchange(
    string Path,
    string Sender,
    string Peer,
    (string Name, string Value)[] Headers,
    string? Address,
    ClientIpReason Reason,
    string Vouched)
{
    /// <summary>
    /// What a reader without a policy may take: the single-value header or the leftmost entry of the list; the false
    /// one where they differ.
    /// </summary>
    public string Claimed
    {
        get
        {
            var claims = Headers
                .Where(header => header.Name is Traffic.CdnHeader or Traffic.AlbHeader or Traffic.List)
                .Select(header => header.Value.Split(',')[0])
                .ToArray();
            return claims.FirstOrDefault(claim => claim != Address && claim != Vouched) ?? claims.FirstOrDefault() ?? "-";
        }
    }
}

/// <summary>Requests of customers, probes and attackers over each topology.</summary>
internal static class Traffic
{
    public const string List = "X-Forwarded-For";
    public const string CdnHeader = "Ali-Cdn-Real-Ip";
    public const string AlbHeader = "client-real-ip";
    private const string Token = "X-Origin-Token";

    private const string Customer = "203.0.113.7";
    private const string Attacker = "203.0.113.66";
    private const string Forged = "8.8.8.8";

    // Peers: real sources of connections on this machine.
    private const string Alb = "127.64.0.10";
    private const string Ingress = "127.65.0.20";
    private const string NeighbourPod = "127.66.0.9";
    private const string Outsider = "127.9.9.9";

    // Hops that show as entries only.
    private const string CdnEdge = "198.51.100.11";
    private const string CdnParent = "198.51.100.20";
    private const string Waf = "192.0.2.30";
    private const string Accelerator = "192.0.2.200";
    private const string AlbInCluster = "10.20.0.10";

    public static IReadOnlyList<(string Topology, Exchange[] Exchanges)> All { get; } =
    [
        ("Client > ALB > app", ThroughAlb()),
        ("Client > CDN > WAF > ALB > app", ThroughCdnAndWaf()),
        ("Client > GA > ALB > app", ThroughAccelerator()),
        ("Client > ALB > ingress > pod", ThroughIngress()),
        ("Client > CDN > ALB > app, WAF in cloud-native mode", ThroughCdn()),
    ];

    private static Exchange[] ThroughAlb() =>
    [
        new("/alb", "customer", Alb, [(List, Customer)], Customer, ClientIpReason.Resolved, Customer),
        new("/alb", "customer with IPv6", Alb, [(List, "2001:db8::7")], "2001:db8::7", ClientIpReason.Resolved, "2001:db8::7"),
        new("/alb", "attacker, forged entry in front", Alb, [(List, $"{Forged}, {Attacker}")],
            Attacker, ClientIpReason.Resolved, Attacker),
        new("/alb", "attacker, forged quote in front", Alb, [(List, $"\"{Forged}, {Attacker}")],
            Attacker, ClientIpReason.Resolved, Attacker),
        new("/alb", "attacker who goes round the ALB", Outsider, [(List, Forged)], null, ClientIpReason.PeerNotTrusted, Outsider),
    ];

    private static Exchange[] ThroughCdnAndWaf()
    {
        // The client, one CDN node and the parent node as WAF saw it; the last entry is WAF as ALB saw it.
        const string nodes = $"{CdnEdge}, {CdnParent}, {Waf}";
        return
        [
            new("/shop", "customer", Alb, [(CdnHeader, Customer), (List, $"{Customer}, {nodes}"), (Token, Shop.OriginSecret)],
                Customer, ClientIpReason.Resolved, Customer),
            new("/shop", "attacker, forged entry in front", Alb,
                [(CdnHeader, Attacker), (List, $"{Forged}, {Attacker}, {nodes}"), (Token, Shop.OriginSecret)],
                Attacker, ClientIpReason.Resolved, Attacker),
            new("/shop", "attacker straight to the ALB", Alb, [(CdnHeader, Forged), (List, Attacker)],
                null, ClientIpReason.ProofMissing, Alb),
            new("/shop", "the same with a guessed secret", Alb, [(CdnHeader, Forged), (List, Attacker), (Token, "0000000000000000")],
                null, ClientIpReason.ProofMismatch, Alb),
            new("/shop", "the same with the stolen secret", Alb,
                [(CdnHeader, Forged), (List, Attacker), (Token, Shop.OriginSecret)],
                null, ClientIpReason.ChainMismatch, Attacker),
            new("/shop", "another tenant of the CDN", Alb, [(CdnHeader, Forged), (List, $"{Attacker}, {nodes}")],
                null, ClientIpReason.ProofMissing, Alb),
            new("/shop", "the CDN on its own behalf", Alb,
                [(CdnHeader, CdnEdge), (List, $"{CdnEdge}, {nodes}"), (Token, Shop.OriginSecret)],
                null, ClientIpReason.AllTrusted, CdnParent),
            new("/healthz", "health probe of the ALB", Alb, [], null, ClientIpReason.HealthProbe, Alb),
            new("/healthz", "outsider who asks like a probe", Outsider, [], null, ClientIpReason.PeerNotTrusted, Outsider),
        ];
    }

    private static Exchange[] ThroughAccelerator() =>
    [
        new("/orders", "customer", Alb, [(AlbHeader, Customer), (List, $"{Customer}, {Accelerator}")],
            Customer, ClientIpReason.Resolved, Customer),
        new("/orders", "attacker, forged entry in front", Alb,
            [(AlbHeader, Attacker), (List, $"{Forged}, {Attacker}, {Accelerator}")],
            Attacker, ClientIpReason.Resolved, Attacker),
        new("/orders", "attacker who goes round GA", Alb, [(AlbHeader, Attacker), (List, $"{Forged}, {Attacker}")],
            null, ClientIpReason.ChainMismatch, Attacker),
        new("/orders", "the same where the rule is missing", Alb, [(AlbHeader, Forged), (List, $"{Forged}, {Attacker}")],
            null, ClientIpReason.ChainMismatch, Attacker),
        new("/orders", "customer where the rule is missing", Alb, [(List, $"{Customer}, {Accelerator}")],
            null, ClientIpReason.HeaderMissing, Accelerator),
    ];

    private static Exchange[] ThroughIngress() =>
    [
        new("/pods", "customer", Ingress, [(List, $"{Customer}, {AlbInCluster}")], Customer, ClientIpReason.Resolved, Customer),
        new("/pods", "attacker, forged entry in front", Ingress, [(List, $"{Forged}, {Attacker}, {AlbInCluster}")],
            Attacker, ClientIpReason.Resolved, Attacker),
        new("/pods", "attacker straight to ingress", Ingress, [(List, $"{Forged}, {Attacker}")],
            null, ClientIpReason.ChainMismatch, Attacker),
        new("/pods", "neighbour pod that poses as ingress", NeighbourPod, [(List, $"{Forged}, {AlbInCluster}")],
            null, ClientIpReason.PeerNotTrusted, NeighbourPod),
        new("/pods", "ingress that keeps only its peer", Ingress, [(List, AlbInCluster)],
            null, ClientIpReason.ChainTooShort, AlbInCluster),
    ];

    private static Exchange[] ThroughCdn()
    {
        const string nodes = $"{Customer}, {CdnEdge}, {CdnParent}";
        return
        [
            new("/campaign", "customer", Alb, [(CdnHeader, Customer), (List, nodes), (Token, Shop.OriginSecret)],
                Customer, ClientIpReason.Resolved, Customer),
            new("/campaign", "attacker straight to the ALB", Alb, [(CdnHeader, Forged), (List, Attacker), (Token, Shop.OriginSecret)],
                null, ClientIpReason.ChainMismatch, Attacker),
            new("/campaign", "two addresses where one belongs", Alb,
                [(CdnHeader, $"{Forged}, {Customer}"), (List, nodes), (Token, Shop.OriginSecret)],
                null, ClientIpReason.HeaderNotSingle, CdnParent),
            new("/campaign", "address in octal", Alb, [(CdnHeader, "010.8.8.8"), (List, nodes), (Token, Shop.OriginSecret)],
                null, ClientIpReason.EntryInvalid, CdnParent),
        ];
    }
}
