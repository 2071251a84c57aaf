using ClientIpAnalyzers.AspNetCore;
using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Puts the resolving of the client into the pipeline.</summary>
public static class ClientIpApplicationBuilderExtensions
{
    /// <summary>
    /// Resolves the client of each request before what follows runs, and does with it what the options say. Call it
    /// first, before anything that asks for the address. Where the application does not call it, the same happens in
    /// front of the whole pipeline: see <see cref="ClientIpMiddlewareOptions.RunFirst"/>.
    /// </summary>
    /// <remarks>
    /// In a host the client is resolved before any other middleware runs, wherever this is called: what changes the
    /// headers or <c>RemoteIpAddress</c> in between does not change the answer.
    /// </remarks>
    /// <param name="app">The pipeline.</param>
    /// <param name="configure">Changes the options that <c>AddClientIp</c> was given.</param>
    /// <exception cref="InvalidOperationException">
    /// No policy is the application's; or the pipeline has this middleware already, or something before it that needs
    /// the address; or, when the pipeline is built, something after it that needs the peer.
    /// </exception>
    public static IApplicationBuilder UseClientIp(
        this IApplicationBuilder app, Action<ClientIpMiddlewareOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(app);
        var pipeline = app.ApplicationServices.GetService<ClientIpPipeline>() ?? throw Mistakes.NotAdded();
        var use = pipeline.Use(app, configure);
        return app.Use(next =>
        {
            use.CheckOrder();
            return new ClientIpMiddleware(next, pipeline.Resolver, use.Options, app.ApplicationServices).InvokeAsync;
        });
    }
}
