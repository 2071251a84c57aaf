namespace ClientIpAnalyzers;

/// <summary>
/// Declares where the client's address comes from: a header, and what must be proven before it is believed.
/// Several sources are tried in order; the first whose proof holds decides.
/// </summary>
/// <remarks>
/// A range string is one or more, separated by commas, of: a CIDR or an address (<c>10.20.0.0/24</c>,
/// <c>2001:db8::1</c>); <c>unix</c>, a peer that connected through a Unix socket; <c>file:path</c>, ranges read at
/// build time from a file relative to the project; <c>config:Key:Path</c>, ranges read at start-up from
/// configuration. <see cref="TrustedRanges"/> holds constants of that form.
/// <para>
/// Without <see cref="Via"/>, <see cref="Trust"/>, <see cref="HopCount"/> and <see cref="TrustAnyPeer"/> the trusted
/// ranges come from the configuration key <c>ClientIp:TrustedProxies</c>, and start-up fails while that is missing.
/// </para>
/// </remarks>
/// <param name="header">
/// The header that carries the address, a token (RFC 9110, section 5.6.2). <c>X-Forwarded-For</c> and
/// <c>Forwarded</c> are lists that proxies append to; every other name is a single value that a proxy overwrites,
/// unless <see cref="Kind"/> says otherwise.
/// </param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Assembly, AllowMultiple = true, Inherited = false)]
public sealed class ClientIpSourceAttribute(string header) : Attribute
{
    /// <summary>The header that carries the address.</summary>
    public string Header { get; } = header;

    /// <summary>
    /// The hops a request passes, from the client to the application, as in <c>["cdn", "waf", "alb"]</c>: the peer
    /// must be in the last, the rightmost entry of the list header in the one before it, and so on up to the first.
    /// Each names a <see cref="TrustedHopAttribute"/>; a name that ends in <c>+</c> takes one or more consecutive
    /// entries. Excludes <see cref="Trust"/>, <see cref="HopCount"/> and <see cref="TrustAnyPeer"/>.
    /// </summary>
    public string[] Via { get; set; } = [];

    /// <summary>
    /// Range strings of every proxy that may stand in front, in any order. A list header is walked from the right
    /// while its entries are in these ranges; the first that is not is the client.
    /// </summary>
    public string[] Trust { get; set; } = [];

    /// <summary>
    /// The exact number of entries, 1 to 32, counted from the right, at which the client stands in a list header.
    /// With <see cref="Trust"/> every entry to the right of it must be in those ranges as well, unless
    /// <see cref="TrustAnyPeer"/> waives that.
    /// </summary>
    public int HopCount { get; set; }

    /// <summary>
    /// Believes any peer. Right only where nothing but the proxy can reach the application at all; anybody else who
    /// can connect writes the answer.
    /// </summary>
    public bool TrustAnyPeer { get; set; }

    /// <summary>How the header's value is read; <see cref="ClientIpHeaderKind.Auto"/> decides by its name.</summary>
    public ClientIpHeaderKind Kind { get; set; }

    /// <summary>
    /// The list header from which the chain of a single-value source is verified; <c>X-Forwarded-For</c> by default.
    /// </summary>
    public string? ChainHeader { get; set; }

    /// <summary>
    /// A header that must carry a secret known only to the application and its own CDN or proxy, so that another
    /// tenant of the same provider cannot pose as it. Goes together with <see cref="ProofSecret"/>.
    /// </summary>
    public string? ProofHeader { get; set; }

    /// <summary>
    /// The configuration key of that secret, written <c>config:Key:Path</c>; never the secret itself. The key holds
    /// one secret, or an array of them while one is being replaced, each of at least 16 characters.
    /// </summary>
    public string? ProofSecret { get; set; }

    /// <summary>
    /// The place of this source among those on other parts of the same type; lower is tried earlier. Sources of
    /// equal order keep the order in which they are written.
    /// </summary>
    public int Order { get; set; }
}
