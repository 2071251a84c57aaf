namespace ClientIpAnalyzers;

/// <summary>Settings that hold for a whole policy, beside its sources and hops.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Assembly, Inherited = false)]
public sealed class ClientIpPolicyAttribute : Attribute
{
    /// <summary>
    /// Takes a peer that is no declared proxy for the client. Off by default: an application behind proxies should
    /// not be reached around them, and a proxy that was forgotten in the policy must not become "the client".
    /// </summary>
    public bool AllowDirect { get; set; }

    /// <summary>
    /// Range strings of one's own machines that may be clients although a wider proxy range covers them. They are
    /// never taken for a proxy.
    /// </summary>
    public string[] InternalClients { get; set; } = [];

    /// <summary>
    /// Whole request paths, compared without regard to ASCII case, at which a request that carries none of the
    /// policy's headers is a load balancer's health probe.
    /// </summary>
    public string[] HealthProbePaths { get; set; } = [];

    /// <summary>Range strings of health probers that are no proxies of the policy.</summary>
    public string[] ProbeRanges { get; set; } = [];
}
