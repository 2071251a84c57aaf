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
        return (ClientIpFeature.Find(context) ?? ResolverOf(context).Resolve(context)).Client;
    }

    /// <summary>The client by a certain policy, whatever the application's is. It is resolved once a request.</summary>
    /// <typeparam name="TPolicy">A policy that <c>AddClientIp</c> registered.</typeparam>
    /// <exception cref="InvalidOperationException">The policy is not registered: <c>AddClientIp</c> was not called.</exception>
    public static ClientIp GetClientIp<TPolicy>(this HttpContext context)
        where TPolicy : class, IClientIpResolver, IGeneratedClientIpResolver<TPolicy>
    {
        ArgumentNullException.ThrowIfNull(context);
        var policy = context.RequestServices?.GetService<Reloading<TPolicy>>() ?? throw Mistakes.NotAdded(typeof(TPolicy));
        return ResolverOf(context).Resolve(context, typeof(TPolicy), policy);
    }

    private static RequestResolver ResolverOf(HttpContext context)
        => context.RequestServices?.GetService<RequestResolver>() ?? throw Mistakes.NotAdded();
}
