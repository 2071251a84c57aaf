using System.ComponentModel;
using Microsoft.Extensions.Configuration;

namespace ClientIpAnalyzers.CompilerServices;

/// <summary>What the generator adds to a policy type so that the container can create it. Not for use by hand.</summary>
/// <typeparam name="TSelf">The policy type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IGeneratedClientIpResolver<TSelf>
    where TSelf : class, IClientIpResolver, IGeneratedClientIpResolver<TSelf>
{
    /// <summary>
    /// Creates the resolver with what the policy takes from <paramref name="configuration"/>; without any such part
    /// it is the shared instance.
    /// </summary>
    /// <exception cref="ClientIpPolicyException">A configured range or secret is missing or cannot be read.</exception>
    static abstract TSelf Create(IConfiguration configuration);

    /// <summary>Names every other policy that the same assembly declares, for the checks at start-up.</summary>
    static abstract void RegisterAssemblyPolicies(IClientIpPolicyRegistry registry);
}

/// <summary>Collects the policies that an assembly declares. Not for use by hand.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IClientIpPolicyRegistry
{
    /// <summary>Adds a policy: registered in the container and checked at start-up. Adding one again does nothing.</summary>
    void Add<TPolicy>()
        where TPolicy : class, IClientIpResolver, IGeneratedClientIpResolver<TPolicy>;
}
