using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace ClientIpAnalyzers.AspNetCore;

/// <summary>Keeps the answer with its request, so that everybody who asks gets the same one.</summary>
internal sealed class ClientIpFeature(ClientIp client)
{
    public ClientIp Client { get; } = client;

    /// <summary>Resolves the client by the application's policy and keeps the answer.</summary>
    public static ClientIpFeature Resolve(HttpContext context)
    {
        var resolver = context.RequestServices.GetService<IClientIpResolver>()
            ?? throw new InvalidOperationException(
                "The application has no client address policy. Declare one with [ClientIpSource(...)] and call "
                + "builder.Services.AddClientIp(), or AddClientIp<YourPolicy>(), before the application is built.");
        var feature = new ClientIpFeature(resolver.Resolve(context));
        context.Features.Set(feature);
        return feature;
    }
}
