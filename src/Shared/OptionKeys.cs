namespace ClientIpAnalyzers;

/// <summary>The keys that the rules read from <c>.editorconfig</c> or <c>.globalconfig</c>.</summary>
internal static class OptionKeys
{
    /// <summary>More header names, separated by commas, that carry a client's address.</summary>
    public const string Headers = "clientip_headers";

    /// <summary>
    /// Methods, separated by commas, whose <see langword="true"/> means that the peer is a trusted proxy; each
    /// <c>Method</c>, <c>Type.Method</c> or <c>Namespace.Type.Method</c>.
    /// </summary>
    public const string TrustedProxyChecks = "clientip_trusted_proxy_checks";

    /// <summary><see langword="true"/> where forwarded headers are verified out of the compiler's sight.</summary>
    public const string TrustedProxySetup = "clientip_trusted_proxy_setup";

    /// <summary><see langword="true"/> where nothing but the proxy can connect to the application.</summary>
    public const string AssumeFirewalledOrigin = "clientip_assume_firewalled_origin";

    /// <summary>
    /// The severity of the rules about deployment files, which the compiler does not look up by id for a file that is
    /// no code: <c>none</c>, <c>silent</c>, <c>suggestion</c>, <c>warning</c> or <c>error</c>.
    /// </summary>
    public const string DeploymentSeverity = "clientip_deployment_severity";

    /// <summary>
    /// <c>strict</c> or <c>audit</c>, set by the build property <c>ClientIpPreset</c>: what becomes of the severities
    /// that a rule chooses by what it found.
    /// </summary>
    public const string Preset = "clientip_preset";

    /// <summary>Every key, for whoever looks for one that is none.</summary>
    public static IReadOnlyList<string> All { get; } = Constants.Of(typeof(OptionKeys));
}
