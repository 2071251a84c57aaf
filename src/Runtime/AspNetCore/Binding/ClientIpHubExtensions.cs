using ClientIpAnalyzers;
using Microsoft.AspNetCore.Http;

namespace Microsoft.AspNetCore.SignalR;

/// <summary>The client of a hub's connection.</summary>
public static class ClientIpHubExtensions
{
    /// <summary>
    /// The client by the application's policy, as of the request that opened the connection; unknown where the
    /// connection did not come by HTTP.
    /// </summary>
    /// <exception cref="InvalidOperationException">The application has no policy: <c>AddClientIp</c> was not called.</exception>
    public static ClientIp GetClientIp(this HubCallerContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.GetHttpContext()?.GetClientIp() ?? default;
    }
}
