using ClientIpAnalyzers;
using ClientIpAnalyzers.AspNetCore;
using ClientIpAnalyzers.CompilerServices;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers policies in the container.</summary>
public static class ClientIpServiceCollectionExtensions
{
    /// <summary>
    /// Makes <typeparamref name="TPolicy"/> the application's policy, and registers every other one that its assembly
    /// declares. At start-up each is created from configuration and checked; one that may not be used stops the host.
    /// Later changes of the configuration are followed, and refused where they may not be used.
    /// </summary>
    /// <typeparam name="TPolicy">A type declared with <see cref="ClientIpSourceAttribute"/>.</typeparam>
    /// <exception cref="InvalidOperationException">Another policy is the application's already.</exception>
    public static IServiceCollection AddClientIp<TPolicy>(this IServiceCollection services)
        where TPolicy : class, IClientIpResolver, IGeneratedClientIpResolver<TPolicy>
    {
        ArgumentNullException.ThrowIfNull(services);
        var registry = new ClientIpPolicyRegistry(services);
        registry.Add<TPolicy>();
        TPolicy.RegisterAssemblyPolicies(registry);
        return SetDefault(services, ClientIpPolicyRegistry.Find(services, typeof(TPolicy))!);
    }

    /// <inheritdoc cref="AddClientIp{TPolicy}(IServiceCollection)"/>
    /// <param name="services">The container.</param>
    /// <param name="configure">Changes what is done with the client: see <see cref="ClientIpMiddlewareOptions"/>.</param>
    public static IServiceCollection AddClientIp<TPolicy>(
        this IServiceCollection services, Action<ClientIpMiddlewareOptions> configure)
        where TPolicy : class, IClientIpResolver, IGeneratedClientIpResolver<TPolicy>
        => services.Configure(configure).AddClientIp<TPolicy>();

    /// <summary>Makes a policy that is data the application's; it is interpreted and checked at start-up.</summary>
    /// <exception cref="InvalidOperationException">Another policy is the application's already.</exception>
    public static IServiceCollection AddClientIp(this IServiceCollection services, ClientIpPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(policy);
        var resolver = new PolicyResolver(policy);
        var fixedPolicy = new FixedPolicy(resolver);
        return AddInterpreted(services, _ => fixedPolicy);
    }

    /// <summary>
    /// Makes the policy that stands in a section of configuration the application's, with members named as those of
    /// the attributes: <c>"Sources": [ { "Header": "X-Forwarded-For", "Via": [ "alb" ] } ], "Hops": { "alb": [ "10.20.0.0/24" ] }</c>.
    /// It is interpreted and checked at start-up. Later changes are followed, and refused where they may not be used.
    /// </summary>
    /// <param name="services">The container.</param>
    /// <param name="section">The section, as in <c>builder.Configuration.GetSection("ClientIp")</c>.</param>
    /// <exception cref="InvalidOperationException">Another policy is the application's already.</exception>
    public static IServiceCollection AddClientIp(this IServiceCollection services, IConfiguration section)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(section);
        var recipe = Recipes.Settings((section as IConfigurationSection)?.Path ?? string.Empty);
        services.AddSingleton(provider => ClientIpServices.Reload(provider, recipe, section));
        return AddInterpreted(services, provider => provider.GetRequiredService<Reloading<PolicyResolver>>());
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
        ClientIpServices.Add(services);
        register(new ClientIpPolicyRegistry(services));
        return services;
    }

    /// <summary>
    /// Names a list of ranges for <c>RequireClientIp(name)</c>. It is read at start-up, which fails where it has no
    /// range, and again when the configuration or a file changes; a change that cannot be read is refused.
    /// </summary>
    /// <param name="services">The container.</param>
    /// <param name="name">The list's name.</param>
    /// <param name="ranges">
    /// Each one or more, separated by commas, of an address or CIDR, <c>file:path</c> relative to the content root, and
    /// <c>config:Key:Path</c>.
    /// </param>
    /// <exception cref="InvalidOperationException">There is a list of that name already.</exception>
    public static IServiceCollection AddClientIpList(this IServiceCollection services, string name, params string[] ranges)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(ranges);
        ClientIpServices.Add(services);
        if (services.Any(service => service.ImplementationInstance is NamedList list && list.Name == name))
        {
            throw new InvalidOperationException($"There is a list '{name}' already. Give all its ranges in one place.");
        }

        return services.AddSingleton(new NamedList(name, [.. ranges]));
    }

    private static IServiceCollection AddInterpreted(
        IServiceCollection services, Func<IServiceProvider, ICurrent<IClientIpResolver>> find)
    {
        var policy = new RegisteredPolicy(typeof(PolicyResolver), find);
        SetDefault(services, policy);
        return services.AddSingleton(policy);
    }

    private static IServiceCollection SetDefault(IServiceCollection services, RegisteredPolicy policy)
    {
        ClientIpServices.Add(services);
        var registered = services.FirstOrDefault(service => service.ServiceType == typeof(DefaultPolicy))?.ImplementationInstance;
        if (registered is DefaultPolicy { Policy: var other })
        {
            return other == policy
                ? services
                : throw new InvalidOperationException(
                    $"AddClientIp was called for {other.Type.Name} and for {policy.Type.Name}. An application has one policy of its own; "
                    + "give the types that need another one [ClientIpAccessor<...>].");
        }

        services.AddSingleton(new DefaultPolicy(policy));
        return services.AddSingleton<IClientIpResolver>(provider => new CurrentResolver(policy.Find(provider)));
    }

    private sealed class FixedPolicy(IClientIpResolver resolver) : ICurrent<IClientIpResolver>
    {
        public IClientIpResolver Current { get; } = resolver;
    }
}
