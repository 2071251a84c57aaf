namespace ClientIpAnalyzers;

// What kind of address it is: IANA IPv4 and IPv6 Special-Purpose Address Registries (RFC 6890 and its successors).
public readonly partial struct Ip
{
    private static readonly CidrSet s_private = CidrSet.Parse("10.0.0.0/8,172.16.0.0/12,192.168.0.0/16,fc00::/7");

    private static readonly CidrSet s_loopback = CidrSet.Parse("127.0.0.0/8,::1");

    /// <summary>Special-purpose blocks that are not globally reachable, or of which the registry does not say so.</summary>
    private static readonly CidrSet s_notGlobal = CidrSet.Parse(
        "0.0.0.0/8,10.0.0.0/8,100.64.0.0/10,127.0.0.0/8,169.254.0.0/16,172.16.0.0/12,192.0.0.0/24,192.0.2.0/24,"
        + "192.88.99.0/24,192.168.0.0/16,198.18.0.0/15,198.51.100.0/24,203.0.113.0/24,224.0.0.0/4,240.0.0.0/4,"
        + "::,::1,64:ff9b:1::/48,100::/64,100:0:0:1::/64,2001::/23,2001:db8::/32,2002::/16,3fff::/20,5f00::/16,"
        + "fc00::/7,fe80::/10,fec0::/10,ff00::/8");

    /// <summary>Smaller blocks within those that are globally reachable.</summary>
    private static readonly CidrSet s_globalAfterAll = CidrSet.Parse(
        "192.0.0.9,192.0.0.10,2001:1::1,2001:1::2,2001:1::3,2001:3::/32,2001:4:112::/48,2001:20::/28,2001:30::/28");

    /// <summary>
    /// Whether the address can be reached across the Internet by the IANA special-purpose registries: no private,
    /// shared, loopback, link-local, documentation, benchmarking, reserved, transition or multicast block.
    /// </summary>
    public bool IsGlobal => !s_notGlobal.Contains(this) || s_globalAfterAll.Contains(this);

    /// <summary>Whether the address is in a private network: RFC 1918, or a unique local address of RFC 4193.</summary>
    public bool IsPrivate => s_private.Contains(this);

    /// <summary>Whether the address is this machine's own: 127.0.0.0/8 or <c>::1</c>.</summary>
    public bool IsLoopback => s_loopback.Contains(this);

    /// <summary>
    /// Whether no client across a network can have this address: loopback, link-local, multicast and limited
    /// broadcast. A header that names one is <see cref="ClientIpReason.EntrySpecial"/>.
    /// </summary>
    /// <remarks>Asked for every answer, so that it is no search in a table.</remarks>
    internal bool IsNeverClient => IsIPv4
        ? IPv4Bits >> 24 == 127 // 127.0.0.0/8
            || IPv4Bits >> 16 == 0xA9FE // 169.254.0.0/16
            || IPv4Bits >> 28 == 0xE // 224.0.0.0/4
            || IPv4Bits == uint.MaxValue // 255.255.255.255
        : (High == 0 && Low == 1) // ::1
            || High >> 54 == 0x3FA // fe80::/10
            || High >> 56 == 0xFF; // ff00::/8
}
