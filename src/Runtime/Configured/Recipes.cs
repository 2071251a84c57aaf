using ClientIpAnalyzers.CompilerServices;
using Microsoft.Extensions.Configuration;

namespace ClientIpAnalyzers;

/// <summary>What is made from configuration.</summary>
internal static class Recipes
{
    /// <summary>A generated policy: its code stays, its configured ranges and secrets are read.</summary>
    public static Recipe<TPolicy> Generated<TPolicy>()
        where TPolicy : class, IClientIpResolver, IGeneratedClientIpResolver<TPolicy>
        => Resolver(typeof(TPolicy).Name, TPolicy.Create);

    /// <summary>A policy that stands in configuration as a whole.</summary>
    public static Recipe<PolicyResolver> Settings(string path)
        => Resolver(
            path.Length == 0 ? "The policy in configuration" : $"The policy in '{path}'",
            configuration => new PolicyResolver(PolicySettings.Read(configuration)));

    /// <summary>A list of ranges: constants, files and configuration keys.</summary>
    public static Recipe<CidrSet> List(string name, IReadOnlyList<string> ranges)
        => new(
            $"The list '{name}'",
            configuration => PolicyConfiguration.ReadRangeTexts(configuration, ranges, $"The list '{name}'"),
            set => set.Count == 0 ? [$"The list '{name}' has no range and would refuse everybody."] : [],
            set => set.ToString());

    private static Recipe<T> Resolver<T>(string name, Func<IConfiguration, T> make)
        where T : class, IClientIpResolver
        => new(
            name,
            make,
            resolver => [.. resolver.Policy.Check().Select(problem => $"{name}: {problem}")],
            resolver => PolicyFingerprint.Of(resolver.Policy));
}
