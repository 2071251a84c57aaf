using ClientIpAnalyzers;
using ClientIpAnalyzers.AspNetCore;
using ClientIpAnalyzers.CompilerServices;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers policies in the container.</summary>
public static class ClientIpServiceCollectionExtensions
{
    /// <summary>
    /// Makes <typeparamref name="TPolicy"/> the application's policy, and registers every other one that its assembly
    /// declares. At start-up each is created from configuration and checked; one that may not be used stops the host.
    /// </summary>
    /// <typeparam name="TPolicy">A type declared with <see cref="ClientIpSourceAttribute"/>.</typeparam>
    /// <exception cref="InvalidOperationException">Another policy is the application's already.</exception>
    public static IServiceCollection AddClientIp<TPolicy>(this IServiceCollection services)
        where TPolicy : class, IClientIpResolver, IGeneratedClientIpResolver<TPolicy>
    {
        ArgumentNullException.ThrowIfNull(services);
        new ClientIpPolicyRegistry(services).Add<TPolicy>();
        TPolicy.RegisterAssemblyPolicies(new ClientIpPolicyRegistry(services));
        return SetDefault(services, typeof(TPolicy), provider => provider.GetRequiredService<TPolicy>());
    }

    /// <summary>Makes a policy that is data the application's; it is interpreted and checked at start-up.</summary>
    /// <exception cref="InvalidOperationException">Another policy is the application's already.</exception>
    public static IServiceCollection AddClientIp(this IServiceCollection services, ClientIpPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(policy);
        var resolver = new PolicyResolver(policy);
        ClientIpStartupCheck.Add(services, _ => resolver);
        return SetDefault(services, typeof(PolicyResolver), _ => resolver);
    }

    /// <summary>Registers policies without making one the application's. For generated code.</summary>
    /// <param name="services">The container.</param>
    /// <param name="register">Names the policies.</param>
    [System.ComponentModel.EditorBrowsable(System.ComponentModel.EditorBrowsableState.Never)]
    public static IServiceCollection AddClientIpPolicies(
        this IServiceCollection services, Action<IClientIpPolicyRegistry> register)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(register);
        register(new ClientIpPolicyRegistry(services));
        return services;
    }

    private static IServiceCollection SetDefault(
        IServiceCollection services, Type policy, Func<IServiceProvider, IClientIpResolver> create)
    {
        var registered = services.FirstOrDefault(service => service.ServiceType == typeof(DefaultPolicy))?.ImplementationInstance;
        if (registered is DefaultPolicy { Type: var other } && (other != policy || policy == typeof(PolicyResolver)))
        {
            throw new InvalidOperationException(
                $"AddClientIp was called for {other.Name} and for {policy.Name}. An application has one policy of its own; "
                + "give the types that need another one [ClientIpAccessor<...>].");
        }

        services.TryAddSingleton(new DefaultPolicy(policy));
        services.TryAddSingleton(create);
        return services;
    }

    /// <summary>Which policy is the application's, so that a second one is noticed.</summary>
    private sealed record DefaultPolicy(Type Type);
}
