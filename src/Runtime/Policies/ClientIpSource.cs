namespace ClientIpAnalyzers;

/// <summary>A header that names the client, and what must be proven before it is believed.</summary>
/// <param name="header">The header's name.</param>
public sealed class ClientIpSource(string header)
{
    internal const string ForwardedForHeader = "X-Forwarded-For";

    internal const string ForwardedHeader = "Forwarded";

    /// <summary>The header's name.</summary>
    public string Header { get; } = header;

    /// <summary>How the header's value is read.</summary>
    public ClientIpHeaderKind Kind { get; init; }

    /// <summary>The hops from the client to the application, each perhaps with <c>+</c>; empty where none are declared.</summary>
    public IReadOnlyList<string> Via { get; init; } = [];

    /// <summary>Every proxy that may stand in front, in any order.</summary>
    public CidrSet? Trust { get; init; }

    /// <summary>The exact place of the client in a list header, counted from the right, 1 to 32.</summary>
    public int? HopCount { get; init; }

    /// <summary>Whether any peer is believed.</summary>
    public bool TrustAnyPeer { get; init; }

    /// <summary>The list header that proves the chain of a single-value source; X-Forwarded-For where null.</summary>
    public string? ChainHeader { get; init; }

    /// <summary>The header that must carry one of <see cref="ProofSecrets"/>; null where no secret is asked for.</summary>
    public string? ProofHeader { get; init; }

    /// <summary>The secrets, of which a request must carry one.</summary>
    public OriginSecrets? ProofSecrets { get; init; }

    /// <summary>Whether the header is a list that proxies append to.</summary>
    public bool IsList => Kind == ClientIpHeaderKind.List || (Kind == ClientIpHeaderKind.Auto && IsListByName(Header));

    /// <summary>The header from which the chain is verified, where there is a chain to read.</summary>
    internal string? EffectiveChainHeader => IsList || Via.Count < 2 ? null : ChainHeader ?? ForwardedForHeader;

    /// <summary>The name of the hop in one element of <see cref="Via"/>.</summary>
    internal static string HopName(string via) => TakesSeveral(via) ? via[..^1] : via;

    /// <summary>Whether an element of <see cref="Via"/> takes one or more consecutive entries.</summary>
    internal static bool TakesSeveral(string via) => via.EndsWith('+');

    /// <summary>Whether a header is a list by its name alone.</summary>
    internal static bool IsListByName(string header)
        => header.Equals(ForwardedForHeader, StringComparison.OrdinalIgnoreCase) || IsForwarded(header);

    /// <summary>Whether a header follows the grammar of RFC 7239.</summary>
    internal static bool IsForwarded(string header)
        => header.Equals(ForwardedHeader, StringComparison.OrdinalIgnoreCase);
}
