using ClientIpAnalyzers.CompilerServices;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace ClientIpAnalyzers.AspNetCore;

/// <summary>Registers generated policies: each once, created from the host's configuration, checked at start-up.</summary>
internal sealed class ClientIpPolicyRegistry(IServiceCollection services) : IClientIpPolicyRegistry
{
    public void Add<TPolicy>()
        where TPolicy : class, IClientIpResolver, IGeneratedClientIpResolver<TPolicy>
    {
        if (services.Any(service => service.ServiceType == typeof(TPolicy)))
        {
            return;
        }

        services.AddSingleton(provider => TPolicy.Create(provider.GetRequiredService<IConfiguration>()));
        ClientIpStartupCheck.Add(services, provider => provider.GetRequiredService<TPolicy>());
    }
}
