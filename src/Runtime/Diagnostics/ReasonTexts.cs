namespace ClientIpAnalyzers;

/// <summary>What each reason means, and what to do about it, in a sentence or two.</summary>
internal static class ReasonTexts
{
    public static string Of(ClientIpReason reason) => reason switch
    {
        ClientIpReason.Resolved => "A source whose proof held named the client.",
        ClientIpReason.Direct => "The peer itself is the client: it is no declared proxy, and direct clients are allowed.",
        ClientIpReason.HealthProbe => "A health probe of the load balancer has no client. Nothing is to be done.",
        ClientIpReason.PeerUnknown => "The peer has no address. Behind a Unix socket, name unix as a range of the hop.",
        ClientIpReason.PeerNotTrusted =>
            "The peer is in no trusted range: somebody came round the proxies, or a proxy's range is missing from the policy.",
        ClientIpReason.ProofMissing => "The header with the origin secret is absent. Set it at your own CDN or proxy.",
        ClientIpReason.ProofMismatch =>
            "The origin secret is wrong or stands there twice: another tenant of the provider, or a secret that was replaced on one side only.",
        ClientIpReason.HeaderMissing => "A header that the policy needs is absent or blank. Check that the proxy is set to send it.",
        ClientIpReason.HeaderEmpty => "The single-value header is blank. Check the proxy that sends it.",
        ClientIpReason.HeaderDuplicated => "The single-value header came twice: the proxy appended where it should overwrite.",
        ClientIpReason.HeaderNotSingle => "The single-value header holds a list: the proxy appended where it should overwrite.",
        ClientIpReason.ChainTooShort => "The list ends before the declared chain does: a hop that the policy names is not in the path.",
        ClientIpReason.ChainMismatch =>
            "An entry is not in the hop where the policy expects it: somebody went round a proxy, or a range is missing.",
        ClientIpReason.AllTrusted => "Every address found is a declared proxy's: a proxy made the request, or a range is too wide.",
        ClientIpReason.TooManyEntries => "More than 32 entries would have to be read.",
        ClientIpReason.EntryEmpty => "It is empty.",
        ClientIpReason.EntryUnknown => "It is the word unknown.",
        ClientIpReason.EntryInvalid => "It is no address.",
        ClientIpReason.EntryUnspecified => "It is 0.0.0.0 or ::, which name no host.",
        ClientIpReason.EntrySpecial => "It is loopback, link-local, multicast or broadcast, which no client across a network is.",
        ClientIpReason.EntryNoFor => "The element has no for parameter.",
        ClientIpReason.EntryObfuscated => "The element hides the address (RFC 7239, section 6.3).",
        ClientIpReason.EntryDuplicateParameter => "The element has a parameter twice (RFC 7239, section 4).",
        _ => "No policy has been asked.",
    };
}
