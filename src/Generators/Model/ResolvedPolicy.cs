using ClientIpAnalyzers.Declarations;

namespace ClientIpAnalyzers.Generators.Model;

/// <summary>A policy with its ranges read and its names looked up: all that the emitter needs, text and numbers only.</summary>
/// <param name="Sets">Every set of ranges that some step asks about; the plans below refer to them by index.</param>
/// <param name="InternalClients">Index of the set, or -1.</param>
/// <param name="ProbeRanges">Index of the set, or -1.</param>
/// <param name="Problem">Why no resolver can be emitted; null where it can.</param>
internal sealed record ResolvedPolicy(
    ResolverShape Shape,
    EquatableArray<SourcePlan> Sources,
    EquatableArray<HopPlan> Hops,
    EquatableArray<MemberSet> Sets,
    bool AllowDirect,
    int InternalClients,
    int ProbeRanges,
    EquatableArray<string> HealthProbePaths,
    string? Problem);

/// <summary>One source, in the order in which sources are tried.</summary>
/// <param name="Kind">As declared.</param>
/// <param name="Reading">List, Single or SingleWithPort: what the declared kind comes to.</param>
/// <param name="Via">From the client to the application; empty where the source is proven otherwise.</param>
/// <param name="Trust">Index of the set, or -1.</param>
/// <param name="HopCount">0 where the source does not count.</param>
/// <param name="ChainHeader">As declared.</param>
/// <param name="ProofKey">The configuration key of the secret.</param>
internal sealed record SourcePlan(
    string Header,
    HeaderKind Kind,
    HeaderKind Reading,
    EquatableArray<ViaStep> Via,
    int Trust,
    int HopCount,
    bool TrustAnyPeer,
    string? ChainHeader,
    string? ProofHeader,
    string? ProofKey)
{
    public bool IsList => Reading == HeaderKind.List;

    /// <summary>Whether list entries must be verified beyond the peer.</summary>
    public bool HasChain => Via.Count > 1 || (IsList && Via.Count == 1 && Via[0].Repeats);

    /// <summary>Whether a source whose peer test held can still be passed over.</summary>
    public bool CanBePassedOver => ProofHeader is not null || HasChain;

    /// <summary>The list header from which the chain is read.</summary>
    public string ListHeader => IsList ? Header : ChainHeader ?? "X-Forwarded-For";
}

/// <summary>One name of a <c>Via</c>.</summary>
/// <param name="Name">Without the <c>+</c>.</param>
/// <param name="Set">Index of the hop's ranges.</param>
/// <param name="Repeats">Takes as many consecutive entries as belong to it.</param>
internal sealed record ViaStep(string Name, int Set, bool Repeats);

internal sealed record HopPlan(string Name, int Set, bool Shared);

/// <summary>A set of ranges that is asked about as one.</summary>
/// <param name="Title">For comments: <c>hop alb</c>.</param>
/// <param name="Name">What its members are named after: <c>Alb</c>.</param>
/// <param name="Networks">Known at build time, as declared.</param>
/// <param name="HasUnixSocket">A peer without an address is a member.</param>
/// <param name="ConfigurationKeys">Where the rest is read at start-up.</param>
internal sealed record MemberSet(
    string Title,
    string Name,
    EquatableArray<Network> Networks,
    bool HasUnixSocket,
    EquatableArray<string> ConfigurationKeys)
{
    public bool IsConfigured => ConfigurationKeys.Count > 0;
}
