using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace ClientIpAnalyzers.AspNetCore;

/// <summary>Resolves the client in front of the whole pipeline, while peer and headers are what they were.</summary>
internal sealed class ClientIpStartupFilter(ClientIpPipeline pipeline) : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        // Somebody may have put a filter in front of this one after AddClientIp.
        var isFirst = ReferenceEquals(app.ApplicationServices.GetServices<IStartupFilter>().FirstOrDefault(), this);
        app.Use(following => context =>
        {
            pipeline.Resolver.Resolve(context, isFirst);
            return following(context);
        });
        next(app);
    };
}

/// <summary>
/// Is the middleware where the application does not call <c>UseClientIp</c>. It stands behind the filters that were
/// there before it: the one that <c>ASPNETCORE_FORWARDEDHEADERS_ENABLED</c> adds judges by the peer, and writes its own
/// idea of the client over <c>RemoteIpAddress</c>.
/// </summary>
internal sealed class ClientIpRunFirstFilter(ClientIpPipeline pipeline) : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        // Runs when the pipeline is built, and so after the application has said what it uses.
        app.Use(following => pipeline.IsUsed || !pipeline.Resolver.HasClient ? following
            : pipeline.Options.RunFirst
                ? new ClientIpMiddleware(following, pipeline.Resolver, pipeline.Options, app.ApplicationServices).InvokeAsync
                : throw Mistakes.NeverUsed());
        next(app);
    };
}
