using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ClientIpAnalyzers.AspNetCore;

/// <summary>Does with the client what the options say, before what follows runs.</summary>
internal sealed class ClientIpMiddleware(
    RequestDelegate next, RequestResolver resolver, ClientIpMiddlewareOptions options, IServiceProvider services)
{
    private readonly ILogger? _scopes = options.AddLogScope ? ClientIpServices.Logger(services) : null;

    public Task InvokeAsync(HttpContext context)
    {
        ref readonly var client = ref resolver.Resolve(context).Client;
        if (options.RewriteRemoteIpAddress && (client.IsKnown || !options.KeepPeerWhereUnknown))
        {
            context.Connection.RemoteIpAddress = client.ToIPAddress();

            // The port that is known is the peer's.
            context.Connection.RemotePort = 0;
        }

        if (options.RejectUnknown && !client.IsKnown && client.Reason != ClientIpReason.HealthProbe)
        {
            return Refusal.UnknownAsync(context, options.RejectStatusCode);
        }

        return _scopes is null ? next(context) : InvokeInScope(context, client);
    }

    private async Task InvokeInScope(HttpContext context, ClientIp client)
    {
        using (_scopes!.BeginScope(new ClientIpScope(client)))
        {
            await next(context);
        }
    }
}
