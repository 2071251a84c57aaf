using System.ComponentModel;
using Microsoft.Extensions.Configuration;

namespace ClientIpAnalyzers.CompilerServices;

/// <summary>Reads what a policy takes from configuration. For generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class PolicyConfiguration
{
    /// <summary>Reads ranges from a string, separated by commas, or from an array of such strings.</summary>
    /// <exception cref="ClientIpPolicyException">The key is missing or empty, or holds what is no range.</exception>
    public static CidrSet ReadRanges(IConfiguration configuration, string key)
    {
        var texts = ReadStrings(configuration, key).SelectMany(text => text.Split(',')).ToArray();
        if (texts.All(string.IsNullOrWhiteSpace))
        {
            throw new ClientIpPolicyException(
                $"Configuration key '{key}' must hold the ranges of your trusted proxies, and is missing or empty. "
                + $"Set it to a string or an array, as in \"{key}\": [ \"10.20.0.0/24\" ].");
        }

        try
        {
            return CidrSet.Parse(texts);
        }
        catch (FormatException exception)
        {
            throw new ClientIpPolicyException($"Configuration key '{key}': {exception.Message}", exception);
        }
    }

    /// <summary>Reads one secret, or an array of them.</summary>
    /// <exception cref="ClientIpPolicyException">The key is missing or empty.</exception>
    public static OriginSecrets ReadSecrets(IConfiguration configuration, string key)
    {
        var secrets = ReadStrings(configuration, key);
        return secrets.Length != 0 && !secrets.Any(string.IsNullOrWhiteSpace)
            ? new OriginSecrets(secrets)
            : throw new ClientIpPolicyException(
                $"Configuration key '{key}' must hold the origin secret, and is missing or empty. Set it to a random "
                + $"text of at least {OriginSecrets.MinLength} characters, outside the source tree, and to the same at your proxy.");
    }

    private static string[] ReadStrings(IConfiguration configuration, string key)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var section = configuration.GetSection(key);
        return section.Value is { } value
            ? [value]
            : [.. section.GetChildren().Select(child => child.Value ?? string.Empty)];
    }
}
