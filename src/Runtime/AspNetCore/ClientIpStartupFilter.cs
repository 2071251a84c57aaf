using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace ClientIpAnalyzers.AspNetCore;

/// <summary>
/// Resolves the client in front of the whole pipeline, while peer and headers are what they were; and is the
/// middleware itself where the application does not call <c>UseClientIp</c>.
/// </summary>
internal sealed class ClientIpStartupFilter(ClientIpPipeline pipeline) : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        // Somebody may have put a filter in front of this one after AddClientIp.
        var isFirst = ReferenceEquals(app.ApplicationServices.GetServices<IStartupFilter>().FirstOrDefault(), this);

        // Runs when the pipeline is built, and so after the application has said what it uses.
        app.Use(following =>
        {
            var resolver = pipeline.Resolver;
            if (!pipeline.IsUsed && resolver.HasClient)
            {
                return pipeline.Options.RunFirst
                    ? new ClientIpMiddleware(following, resolver, pipeline.Options, app.ApplicationServices, isFirst).InvokeAsync
                    : throw Mistakes.NeverUsed();
            }

            return context =>
            {
                resolver.Resolve(context, isFirst);
                return following(context);
            };
        });
        next(app);
    };
}
