namespace ClientIpAnalyzers.AspNetCore;

/// <summary>A policy in the container.</summary>
/// <param name="Type">The type that resolves by it.</param>
/// <param name="Find">Finds it; it belongs to the container.</param>
internal sealed record RegisteredPolicy(Type Type, Func<IServiceProvider, ICurrent<IClientIpResolver>> Find);

/// <summary>Which policy is the application's.</summary>
internal sealed record DefaultPolicy(RegisteredPolicy Policy);

/// <summary>The application's policy as of now, for whoever has it injected and keeps it.</summary>
internal sealed class CurrentResolver(ICurrent<IClientIpResolver> policy) : IClientIpResolver
{
    public ClientIpPolicy Policy => policy.Current.Policy;

    public ClientIp Resolve(Microsoft.AspNetCore.Http.HttpContext context) => policy.Current.Resolve(context);

    public ClientIp Resolve(
        Ip? peer, Microsoft.AspNetCore.Http.IHeaderDictionary headers, Microsoft.AspNetCore.Http.PathString path)
        => policy.Current.Resolve(peer, headers, path);
}
