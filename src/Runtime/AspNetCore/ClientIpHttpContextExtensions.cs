using ClientIpAnalyzers;
using ClientIpAnalyzers.AspNetCore;
using ClientIpAnalyzers.CompilerServices;
using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.AspNetCore.Http;

/// <summary>The client of a request.</summary>
public static class ClientIpHttpContextExtensions
{
    extension(HttpContext context)
    {
        /// <summary>The client by the application's policy; from C# 14 on. The same as <see cref="GetClientIp(HttpContext)"/>.</summary>
        public ClientIp ClientIp => GetClientIp(context);
    }

    /// <summary>
    /// The client by the application's policy. It is resolved once a request: later changes of the headers or of
    /// <c>RemoteIpAddress</c> do not change the answer.
    /// </summary>
    /// <exception cref="InvalidOperationException">The application has no policy: <c>AddClientIp</c> was not called.</exception>
    public static ClientIp GetClientIp(this HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return (context.Features.Get<ClientIpFeature>() ?? ClientIpFeature.Resolve(context)).Client;
    }

    /// <summary>The client by a certain policy, whatever the application's is.</summary>
    /// <typeparam name="TPolicy">A policy that <c>AddClientIp</c> registered.</typeparam>
    /// <exception cref="InvalidOperationException">The policy is not registered: <c>AddClientIp</c> was not called.</exception>
    public static ClientIp GetClientIp<TPolicy>(this HttpContext context)
        where TPolicy : class, IClientIpResolver, IGeneratedClientIpResolver<TPolicy>
    {
        ArgumentNullException.ThrowIfNull(context);
        var resolver = context.RequestServices.GetService<TPolicy>()
            ?? throw new InvalidOperationException(
                $"The policy {typeof(TPolicy).Name} is not registered. Call builder.Services.AddClientIp(), or "
                + $"AddClientIp<{typeof(TPolicy).Name}>(), before the application is built.");
        return context.Features.Get<ClientIpFeature>() is { } feature
            ? resolver.Resolve(feature.Client.Peer, context.Request.Headers, context.Request.Path)
            : resolver.Resolve(context);
    }
}
