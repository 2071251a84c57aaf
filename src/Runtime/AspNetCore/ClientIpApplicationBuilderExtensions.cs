using ClientIpAnalyzers.AspNetCore;
using Microsoft.AspNetCore.Http;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Puts the resolving of the client into the pipeline.</summary>
public static class ClientIpApplicationBuilderExtensions
{
    /// <summary>
    /// Resolves the client of each request before what follows runs. Place it first, before anything that asks for
    /// the address or changes the headers.
    /// </summary>
    /// <param name="app">The pipeline.</param>
    /// <param name="configure">Changes the options; by default the connection is left as it is.</param>
    public static IApplicationBuilder UseClientIp(
        this IApplicationBuilder app, Action<ClientIpMiddlewareOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(app);
        var options = new ClientIpMiddlewareOptions();
        configure?.Invoke(options);
        return app.Use(next => context =>
        {
            var client = ClientIpFeature.Resolve(context).Client;
            if (options.RewriteRemoteIpAddress)
            {
                context.Connection.RemoteIpAddress = client.ToIPAddress();
            }

            return next(context);
        });
    }
}

/// <summary>What <c>UseClientIp</c> does beside keeping the answer.</summary>
public sealed class ClientIpMiddlewareOptions
{
    /// <summary>
    /// Writes the client to <c>RemoteIpAddress</c>, for loggers and libraries that read nothing else; null where it is
    /// not known. The peer stays in <see cref="ClientIpAnalyzers.ClientIp.Peer"/>.
    /// </summary>
    public bool RewriteRemoteIpAddress { get; set; }
}
