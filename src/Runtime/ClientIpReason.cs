namespace ClientIpAnalyzers;

/// <summary>
/// Why a request has the client address it has, or has none. Only <see cref="Resolved"/> and <see cref="Direct"/>
/// come with an address.
/// </summary>
public enum ClientIpReason
{
    /// <summary>No policy has been asked: the value is <see langword="default"/>.</summary>
    NotResolved,

    /// <summary>A source whose proof held named the client.</summary>
    Resolved,

    /// <summary>The peer itself is the client: it is no declared proxy, and the policy allows direct clients.</summary>
    Direct,

    /// <summary>A load balancer's health probe, which has no client. Nothing is to be done.</summary>
    HealthProbe,

    /// <summary>
    /// The peer has no address or an unspecified one. Behind a Unix socket, name <c>unix</c> as a range of the hop.
    /// </summary>
    PeerUnknown,

    /// <summary>
    /// The peer is in no trusted range: somebody reached the application around its proxies, or a proxy's range is
    /// missing from the policy.
    /// </summary>
    PeerNotTrusted,

    /// <summary>The header with the origin secret is absent. Set it at your own CDN or proxy.</summary>
    ProofMissing,

    /// <summary>
    /// The origin secret is wrong or stands there twice: another tenant of the provider, or a secret that was
    /// replaced on one side only.
    /// </summary>
    ProofMismatch,

    /// <summary>A header that the policy needs is absent or blank. Check that the proxy is set to send it.</summary>
    HeaderMissing,

    /// <summary>A single-value header is blank.</summary>
    HeaderEmpty,

    /// <summary>A single-value header came twice: the proxy appended where it should overwrite.</summary>
    HeaderDuplicated,

    /// <summary>A single-value header holds a list: the proxy appended where it should overwrite.</summary>
    HeaderNotSingle,

    /// <summary>The list ends before the declared chain does: a hop that the policy names is not in the path.</summary>
    ChainTooShort,

    /// <summary>
    /// An entry is not in the hop where the policy expects it: somebody went around a proxy, or a range is missing.
    /// </summary>
    ChainMismatch,

    /// <summary>Every address found is a declared proxy: a proxy made the request, or a range is too wide.</summary>
    AllTrusted,

    /// <summary>More than 32 entries would have to be read.</summary>
    TooManyEntries,

    /// <summary>The entry that decides is empty.</summary>
    EntryEmpty,

    /// <summary>The entry that decides is the word <c>unknown</c>.</summary>
    EntryUnknown,

    /// <summary>The entry that decides is no address.</summary>
    EntryInvalid,

    /// <summary>The entry that decides is <c>0.0.0.0</c> or <c>::</c>.</summary>
    EntryUnspecified,

    /// <summary>
    /// The entry that decides is loopback, link-local, multicast or broadcast, which no client across a network is.
    /// </summary>
    EntrySpecial,

    /// <summary>The <c>Forwarded</c> element that decides has no <c>for</c> parameter.</summary>
    EntryNoFor,

    /// <summary>The <c>Forwarded</c> element that decides hides the address (RFC 7239, section 6.3).</summary>
    EntryObfuscated,

    /// <summary>The <c>Forwarded</c> element that decides has a parameter twice (RFC 7239, section 4).</summary>
    EntryDuplicateParameter,
}
