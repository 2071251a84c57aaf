using System.Text.Json;

namespace ClientIpAnalyzers.Conformance.Reference;

/// <summary>A policy as the vectors write it, ranges spelt out in bits.</summary>
internal sealed class ReferencePolicy
{
    private ReferencePolicy(JsonElement json)
    {
        Hops = json.TryGetProperty("hops", out var hops)
            ? hops.EnumerateObject().ToDictionary(hop => hop.Name, hop => RangesOf(hop.Value), StringComparer.Ordinal)
            : [];
        Sources = [.. json.GetProperty("sources").EnumerateArray().Select(source => new ReferenceSource(source))];
        AllowDirect = json.TryGetProperty("allowDirect", out var allowDirect) && allowDirect.GetBoolean();
        InternalClients = json.TryGetProperty("internalClients", out var internalClients) ? RangesOf(internalClients) : [];
        HealthProbePaths = json.TryGetProperty("healthProbePaths", out var paths) ? TextsOf(paths) : [];
        ProbeRanges = json.TryGetProperty("probeRanges", out var probes) ? RangesOf(probes) : [];
    }

    public IReadOnlyList<ReferenceSource> Sources { get; }

    public IReadOnlyDictionary<string, string[]> Hops { get; }

    public bool AllowDirect { get; }

    public string[] InternalClients { get; }

    public string[] HealthProbePaths { get; }

    public string[] ProbeRanges { get; }

    public static ReferencePolicy FromJson(string json)
    {
        using var document = JsonDocument.Parse(json);
        return new ReferencePolicy(document.RootElement);
    }

    public static string[] RangesOf(JsonElement ranges) => [.. TextsOf(ranges).Select(ReferenceAddress.Range)];

    public static string[] TextsOf(JsonElement texts) => [.. texts.EnumerateArray().Select(text => text.GetString()!)];

    /// <param name="peer">Bits, or <see cref="ReferenceAddress.UnixSocket"/>.</param>
    public bool IsInternal(string peer) => IsIn(peer, InternalClients);

    /// <summary>Whether a range holds the peer or entry, and it is no internal client.</summary>
    public bool IsProxyIn(string peer, string[] ranges) => IsIn(peer, ranges) && !IsInternal(peer);

    public bool IsAnyProxy(string peer)
        => Hops.Values.Concat(Sources.Select(source => source.Trust)).Any(ranges => IsProxyIn(peer, ranges));

    public static bool IsIn(string peer, string[] ranges)
        => ranges.Any(range => peer == ReferenceAddress.UnixSocket || range == ReferenceAddress.UnixSocket
            ? peer == range
            : peer.StartsWith(range, StringComparison.Ordinal));
}

/// <summary>One source of a policy.</summary>
internal sealed class ReferenceSource
{
    public ReferenceSource(JsonElement json)
    {
        Header = json.GetProperty("header").GetString()!;
        var isList = Header.Equals("X-Forwarded-For", StringComparison.OrdinalIgnoreCase)
            || Header.Equals("Forwarded", StringComparison.OrdinalIgnoreCase);
        Kind = json.TryGetProperty("kind", out var kind) ? kind.GetString()! : isList ? "list" : "single";
        Trust = json.TryGetProperty("trust", out var trust) ? ReferencePolicy.RangesOf(trust) : [];
        Via = json.TryGetProperty("via", out var via) ? ReferencePolicy.TextsOf(via) : null;
        HopCount = json.TryGetProperty("hopCount", out var count) ? count.GetInt32() : null;
        AnyPeer = json.TryGetProperty("anyPeer", out var anyPeer) && anyPeer.GetBoolean();
        ChainHeader = IsList ? Header : json.TryGetProperty("chainHeader", out var chain) ? chain.GetString()! : "X-Forwarded-For";
        if (json.TryGetProperty("proof", out var proof))
        {
            ProofHeader = proof.GetProperty("header").GetString()!;
            Secrets = ReferencePolicy.TextsOf(proof.GetProperty("secrets"));
        }
    }

    public string Header { get; }

    public string Kind { get; }

    public bool IsList => Kind == "list";

    public string[] Trust { get; }

    /// <summary>From the client to the application; null where the source has none.</summary>
    public string[]? Via { get; }

    public int? HopCount { get; }

    public bool AnyPeer { get; }

    public string ChainHeader { get; }

    public string? ProofHeader { get; }

    public string[] Secrets { get; } = [];

    /// <summary>A single-value source whose peer is its only hop has no chain to read.</summary>
    public bool ReadsChain => Via is not null && (IsList || Via.Length > 1);
}
