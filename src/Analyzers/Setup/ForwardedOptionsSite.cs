using Microsoft.CodeAnalysis;

namespace ClientIpAnalyzers.Analyzers.Setup;

/// <summary>
/// What one piece of code does to one <c>ForwardedHeadersOptions</c>: an object initializer, or the statements of one
/// function about one variable.
/// </summary>
internal sealed class ForwardedOptionsSite
{
    /// <summary>X-Forwarded-For was switched on; or the value is none that the compiler knows.</summary>
    public bool Enables { get; set; }

    /// <summary>The options also go somewhere that is not followed: <c>Bind</c>, a helper.</summary>
    public bool IsHandedOn { get; set; }

    public bool ClearsProxies { get; set; }

    public bool ClearsNetworks { get; set; }

    public bool Fills { get; set; }

    /// <summary>The options are the argument of a <c>UseForwardedHeaders</c> call, not those of the container.</summary>
    public bool IsArgument { get; set; }

    public bool TrustsSomebody => Fills || IsHandedOn || !(ClearsProxies && ClearsNetworks);

    /// <summary>By default X-Forwarded-For is off, and this machine is trusted.</summary>
    public bool IsSetup => (Enables || IsHandedOn) && TrustsSomebody;
}
