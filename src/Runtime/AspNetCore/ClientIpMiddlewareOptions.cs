namespace Microsoft.AspNetCore.Builder;

/// <summary>
/// What is done with the client beside keeping it. Set for the application with <c>AddClientIp&lt;TPolicy&gt;(options =&gt; ...)</c> or
/// <c>services.Configure&lt;ClientIpMiddlewareOptions&gt;</c>, and changed for one pipeline with <c>UseClientIp(options =&gt; ...)</c>.
/// </summary>
public sealed class ClientIpMiddlewareOptions
{
    /// <summary>
    /// Writes the client to <c>RemoteIpAddress</c>, for loggers and libraries that read nothing else; null where it is
    /// not known. The peer stays in <see cref="ClientIpAnalyzers.ClientIp.Peer"/>.
    /// </summary>
    public bool RewriteRemoteIpAddress { get; set; }

    /// <summary>
    /// Where <see cref="RewriteRemoteIpAddress"/> is on and the client is not known: leaves the peer in
    /// <c>RemoteIpAddress</c>. Whoever reads it then takes a proxy for the client.
    /// </summary>
    public bool KeepPeerWhereUnknown { get; set; }

    /// <summary>Answers a request whose client is not known with <see cref="RejectStatusCode"/>; health probes pass.</summary>
    public bool RejectUnknown { get; set; }

    /// <summary>The status of a rejected request; 400 by default.</summary>
    public int RejectStatusCode { get; set; } = 400;

    /// <summary>
    /// In the Development environment, takes a peer on this machine that is no declared proxy for the client, so that
    /// a browser can call the application directly. On by default; without effect in other environments.
    /// </summary>
    public bool AllowLoopbackInDevelopment { get; set; } = true;

    /// <summary>
    /// Where <c>UseClientIp</c> is not called: does the same in front of the whole pipeline, before the
    /// authentication that <see cref="WebApplication"/> inserts by itself. On by default. Set for the application only.
    /// </summary>
    public bool RunFirst { get; set; } = true;

    /// <summary>
    /// Puts <c>ClientIp</c> and <c>ClientIpReason</c> into the scope of everything that is logged for the request. Off
    /// by default, because a scope costs a few objects.
    /// </summary>
    public bool AddLogScope { get; set; }

    /// <summary>The least time between two warnings with the same reason; a minute by default. Set for the application only.</summary>
    public TimeSpan WarningInterval { get; set; } = TimeSpan.FromMinutes(1);

    internal ClientIpMiddlewareOptions Copy() => (ClientIpMiddlewareOptions)MemberwiseClone();
}
