using System.Net;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.HttpOverrides;

namespace ClientIpAnalyzers.AspNetCore;

/// <summary>The endpoint that connected, as the transport knows it.</summary>
internal static class TransportPeer
{
    /// <summary>Reads the peer; null where it has no address.</summary>
    /// <param name="context">The request.</param>
    /// <param name="isFirst">
    /// Whether nothing has touched the request. No server tells its peer a second time (dotnet/aspnetcore#43786), so
    /// that being first is what counts, and the rest is a net for hosts without start-up filters.
    /// </param>
    /// <param name="peer">The peer, as far as it can still be told.</param>
    /// <returns>
    /// False where <c>RemoteIpAddress</c> says something else by now. Whatever wrote that may have taken entries out
    /// of the headers, as <c>UseForwardedHeaders</c> does, so that what is left no longer begins at the peer.
    /// </returns>
    public static bool TryRead(HttpContext context, bool isFirst, out Ip? peer)
    {
        var shown = context.Connection.RemoteIpAddress;
        peer = Convert(shown);
        if (isFirst)
        {
            return true;
        }

        if (context.Request.Headers.ContainsKey(ForwardedHeadersDefaults.XOriginalForHeaderName))
        {
            peer = null;
            return false;
        }

        if (context.Features.Get<IConnectionEndPointFeature>()?.RemoteEndPoint is not { } endPoint)
        {
            return true;
        }

        var connected = Convert((endPoint as IPEndPoint)?.Address);
        var isSame = connected == peer;
        peer = connected;
        return isSame;
    }

    private static Ip? Convert(IPAddress? address) => address is null ? null : Ip.FromIPAddress(address);
}
