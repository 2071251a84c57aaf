using System.Globalization;
using ClientIpAnalyzers.CompilerServices;
using Microsoft.Extensions.Configuration;

namespace ClientIpAnalyzers;

/// <summary>
/// A policy in configuration, with the members that the attributes have: <c>Sources</c> (each <c>Header</c>,
/// <c>Kind</c>, <c>Via</c>, <c>Trust</c>, <c>HopCount</c>, <c>TrustAnyPeer</c>, <c>ChainHeader</c>,
/// <c>ProofHeader</c>, <c>ProofSecret</c>), <c>Hops</c> (name to ranges, or to <c>Ranges</c> and <c>Shared</c>),
/// <c>AllowDirect</c>, <c>InternalClients</c>, <c>HealthProbePaths</c>, <c>ProbeRanges</c>.
/// </summary>
internal static class PolicySettings
{
    private static readonly string[] s_policyMembers =
        ["Sources", "Hops", "AllowDirect", "InternalClients", "HealthProbePaths", "ProbeRanges"];

    private static readonly string[] s_sourceMembers =
    [
        "Header", "Kind", "Via", "Trust", "HopCount", "TrustAnyPeer", "ChainHeader", "ProofHeader", "ProofSecret",
    ];

    private static readonly string[] s_hopMembers = ["Ranges", "Shared"];

    /// <summary>Reads a policy.</summary>
    /// <exception cref="ClientIpPolicyException">A member is unknown, missing or of the wrong form.</exception>
    public static ClientIpPolicy Read(IConfiguration configuration)
    {
        var files = (configuration as ConfigurationWithFiles)?.Files;
        var sources = configuration.GetSection("Sources").GetChildren().ToArray();
        if (sources.Length == 0)
        {
            throw new ClientIpPolicyException(
                $"{PathOf(configuration)} must hold a policy, and has no source. Write at least "
                + "\"Sources\": [ { \"Header\": \"X-Forwarded-For\", \"Via\": [ \"alb\" ] } ] and the hops that it names.");
        }

        RefuseUnknown(configuration, s_policyMembers);
        return new ClientIpPolicy
        {
            Sources = [.. sources.Select(source => ReadSource(source, files))],
            Hops = [.. configuration.GetSection("Hops").GetChildren().Select(hop => ReadHop(hop, files))],
            AllowDirect = Flag(configuration, "AllowDirect"),
            InternalClients = Ranges(configuration, "InternalClients", files) ?? CidrSet.Empty,
            HealthProbePaths = PolicyConfiguration.ReadStrings(configuration.GetSection("HealthProbePaths")),
            ProbeRanges = Ranges(configuration, "ProbeRanges", files) ?? CidrSet.Empty,
        };
    }

    private static ClientIpSource ReadSource(IConfigurationSection source, RangeFiles? files)
    {
        RefuseUnknown(source, s_sourceMembers);
        var header = source["Header"]
            ?? throw new ClientIpPolicyException($"'{source.Path}' has no Header. Name the header that it reads.");
        return new ClientIpSource(header)
        {
            Kind = Kind(source),
            Via = PolicyConfiguration.ReadStrings(source.GetSection("Via")),
            Trust = Ranges(source, "Trust", files),
            HopCount = Number(source, "HopCount"),
            TrustAnyPeer = Flag(source, "TrustAnyPeer"),
            ChainHeader = source["ChainHeader"],
            ProofHeader = source["ProofHeader"],
            ProofSecrets = source["ProofHeader"] is null && !source.GetSection("ProofSecret").Exists()
                ? null
                : PolicyConfiguration.ReadSecrets(source.GetSection("ProofSecret")),
        };
    }

    private static TrustedHop ReadHop(IConfigurationSection hop, RangeFiles? files)
    {
        if (!hop.GetSection("Ranges").Exists() && !hop.GetSection("Shared").Exists())
        {
            return new TrustedHop(hop.Key, PolicyConfiguration.ReadRanges(hop, files));
        }

        RefuseUnknown(hop, s_hopMembers);
        return new TrustedHop(hop.Key, PolicyConfiguration.ReadRanges(hop.GetSection("Ranges"), files)) { Shared = Flag(hop, "Shared") };
    }

    private static CidrSet? Ranges(IConfiguration parent, string name, RangeFiles? files)
        => parent.GetSection(name) is var section && section.Exists() ? PolicyConfiguration.ReadRanges(section, files) : null;

    private static bool Flag(IConfiguration parent, string name)
    {
        var text = parent[name];
        return bool.TryParse(text, out var flag)
            ? flag
            : string.IsNullOrEmpty(text) ? false : throw Misfit(parent, name, text, "true or false");
    }

    private static int? Number(IConfigurationSection parent, string name)
    {
        var text = parent[name];
        return string.IsNullOrEmpty(text) ? null
            : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
            : throw Misfit(parent, name, text, "a number");
    }

    private static ClientIpHeaderKind Kind(IConfigurationSection parent)
    {
        var text = parent["Kind"];
        return string.IsNullOrEmpty(text) ? ClientIpHeaderKind.Auto
            : Enum.TryParse<ClientIpHeaderKind>(text, ignoreCase: true, out var kind) && Enum.IsDefined(kind) ? kind
            : throw Misfit(parent, "Kind", text, string.Join(", ", Enum.GetNames<ClientIpHeaderKind>()));
    }

    private static void RefuseUnknown(IConfiguration parent, string[] known)
    {
        foreach (var child in parent.GetChildren())
        {
            if (!known.Contains(child.Key, StringComparer.OrdinalIgnoreCase))
            {
                throw new ClientIpPolicyException(
                    $"'{child.Path}' is no member of a policy. There are: {string.Join(", ", known)}.");
            }
        }
    }

    private static ClientIpPolicyException Misfit(IConfiguration parent, string name, string text, string expected)
        => new($"{PathOf(parent)}: {name} is '{text}'; write {expected}.");

    private static string PathOf(IConfiguration configuration)
    {
        var path = (configuration as ConfigurationWithFiles)?.Path ?? (configuration as IConfigurationSection)?.Path;
        return string.IsNullOrEmpty(path) ? "The configuration" : $"Configuration section '{path}'";
    }
}
