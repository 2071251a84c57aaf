using ClientIpAnalyzers.CompilerServices;
using Microsoft.Extensions.DependencyInjection;

namespace ClientIpAnalyzers.AspNetCore;

/// <summary>Registers generated policies: each once, made from the host's configuration, checked at start-up.</summary>
internal sealed class ClientIpPolicyRegistry(IServiceCollection services) : IClientIpPolicyRegistry
{
    public static RegisteredPolicy? Find(IServiceCollection services, Type policy) => services
        .Select(service => service.ImplementationInstance)
        .OfType<RegisteredPolicy>()
        .FirstOrDefault(registered => registered.Type == policy);

    public void Add<TPolicy>()
        where TPolicy : class, IClientIpResolver, IGeneratedClientIpResolver<TPolicy>
    {
        if (Find(services, typeof(TPolicy)) is not null)
        {
            return;
        }

        services.AddSingleton(provider => ClientIpServices.Reload(provider, Recipes.Generated<TPolicy>()));
        services.AddSingleton(new RegisteredPolicy(typeof(TPolicy), provider => provider.GetRequiredService<Reloading<TPolicy>>()));

        // Scoped, because an instance is what configuration was at one moment: whoever would keep it for longer than a
        // request is told so by the container's own validation, and can have IClientIpResolver instead.
        services.AddScoped(provider => provider.GetRequiredService<Reloading<TPolicy>>().Current);
    }
}
