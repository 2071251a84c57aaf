using ClientIpAnalyzers;
using ClientIpAnalyzers.AspNetCore;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.AspNetCore.Http;

/// <summary>Tells requests of this machine from others.</summary>
public static class ClientIpLocalRequestExtensions
{
    /// <summary>
    /// What proxies add to a request that they pass on, and what <c>UseForwardedHeaders</c> leaves in place of what it
    /// takes out; each is a sign that the peer is no client.
    /// </summary>
    private static readonly string[] s_forwardingHeaders =
    [
        "X-Forwarded-For", "Forwarded", "X-Real-IP", "X-Forwarded-Proto", "X-Forwarded-Host", "Via",
        ForwardedHeadersDefaults.XOriginalForHeaderName, ForwardedHeadersDefaults.XOriginalProtoHeaderName,
        ForwardedHeadersDefaults.XOriginalHostHeaderName,
    ];

    /// <summary>
    /// Whether a program on this machine sent the request itself: the peer is a loopback address or the server's own, no
    /// policy of the application takes it for a proxy, and the request bears no sign of having been forwarded.
    /// </summary>
    /// <remarks>
    /// A server on the same machine that passes requests on without any such sign cannot be told from a program that
    /// sends its own. Do not grant by this alone where one runs.
    /// </remarks>
    public static bool IsLocalRequest(this HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var feature = context.RequestServices?.GetService<RequestResolver>()?.Resolve(context);
        Ip? peer;
        if (feature is not null)
        {
            peer = feature.Received.Peer;
            if (!feature.Received.IsTrustworthy
                || (feature.HasClient && feature.Client.Reason is not (ClientIpReason.Direct or ClientIpReason.PeerNotTrusted)))
            {
                return false;
            }
        }
        else if (!TransportPeer.TryRead(context, isFirst: false, out peer))
        {
            return false;
        }

        return peer is { } address && IsOwn(address, context) && !IsForwarded(context.Request.Headers);
    }

    private static bool IsOwn(Ip peer, HttpContext context)
        => peer.IsLoopback || (context.Connection.LocalIpAddress is { } local && Ip.FromIPAddress(local) == peer);

    private static bool IsForwarded(IHeaderDictionary headers)
    {
        foreach (var header in s_forwardingHeaders)
        {
            if (headers.ContainsKey(header))
            {
                return true;
            }
        }

        return false;
    }
}
