namespace ClientIpAnalyzers;

/// <summary>
/// A policy as data: which headers name the client, and what must be proven before one is believed. It holds no
/// behaviour; <see cref="PolicyResolver"/> follows it, and generated code follows one declared with attributes.
/// </summary>
public sealed class ClientIpPolicy
{
    /// <summary>The sources, in the order in which they are tried.</summary>
    public IReadOnlyList<ClientIpSource> Sources { get; init; } = [];

    /// <summary>The hops that <see cref="ClientIpSource.Via"/> names.</summary>
    public IReadOnlyList<TrustedHop> Hops { get; init; } = [];

    /// <summary>Whether a peer that is no declared proxy is the client.</summary>
    public bool AllowDirect { get; init; }

    /// <summary>One's own machines that may be clients although a proxy range covers them.</summary>
    public CidrSet InternalClients { get; init; } = CidrSet.Empty;

    /// <summary>Whole paths at which a request without any of the policy's headers is a health probe.</summary>
    public IReadOnlyList<string> HealthProbePaths { get; init; } = [];

    /// <summary>Ranges of health probers that are no proxies of the policy.</summary>
    public CidrSet ProbeRanges { get; init; } = CidrSet.Empty;

    /// <summary>Reads a policy from JSON; unknown members are refused.</summary>
    /// <exception cref="ClientIpPolicyException">The text is no policy; the message says where.</exception>
    public static ClientIpPolicy FromJson(string json) => PolicyJson.Read(json);

    /// <summary>
    /// What is wrong with the policy: trust that is missing, everybody's, contradictory or never asked for. Empty
    /// where it may be used.
    /// </summary>
    public IReadOnlyList<string> Check() => PolicyCheck.Run(this);

    /// <summary>Throws where <see cref="Check"/> finds anything, with all of it in the message.</summary>
    /// <exception cref="ClientIpPolicyException">The policy may not be used.</exception>
    public void ThrowIfUnusable()
    {
        var problems = Check();
        if (problems.Count != 0)
        {
            throw new ClientIpPolicyException(string.Join(Environment.NewLine, problems));
        }
    }

    /// <summary>Every header that resolving may look at, each once.</summary>
    internal IEnumerable<string> HeadersRead => Sources
        .SelectMany(source => new[] { source.Header, source.EffectiveChainHeader, source.ProofHeader })
        .OfType<string>()
        .Distinct(StringComparer.OrdinalIgnoreCase);

    /// <summary>The hop of a name as <see cref="ClientIpSource.Via"/> writes it, with or without <c>+</c>.</summary>
    internal TrustedHop? FindHop(string via)
    {
        var name = ClientIpSource.HopName(via);
        foreach (var hop in Hops)
        {
            if (hop.Name == name)
            {
                return hop;
            }
        }

        return null;
    }
}

/// <summary>The proxies of one layer.</summary>
/// <param name="name">The name by which <see cref="ClientIpSource.Via"/> refers to them.</param>
/// <param name="ranges">Their addresses.</param>
public sealed class TrustedHop(string name, CidrSet ranges)
{
    /// <summary>The hop's name.</summary>
    public string Name { get; } = name;

    /// <summary>The hop's addresses.</summary>
    public CidrSet Ranges { get; } = ranges;

    /// <summary>Whether other customers of the same provider send requests from these addresses too.</summary>
    public bool Shared { get; init; }
}
