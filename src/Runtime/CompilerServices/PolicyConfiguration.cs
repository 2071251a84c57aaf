using System.ComponentModel;
using ClientIpAnalyzers.Declarations;
using Microsoft.Extensions.Configuration;

namespace ClientIpAnalyzers.CompilerServices;

/// <summary>Reads what a policy takes from configuration. For generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class PolicyConfiguration
{
    /// <summary>
    /// Reads ranges from a string, separated by commas, or from an array of such strings. A part <c>file:path</c>
    /// stands for the ranges in a file; the path is relative to the content root.
    /// </summary>
    /// <exception cref="ClientIpPolicyException">The key is missing or empty, or holds what is no range.</exception>
    public static CidrSet ReadRanges(IConfiguration configuration, string key)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        return ReadRanges(configuration.GetSection(key), (configuration as ConfigurationWithFiles)?.Files);
    }

    /// <summary>Reads one secret, or an array of them.</summary>
    /// <exception cref="ClientIpPolicyException">The key is missing or empty.</exception>
    public static OriginSecrets ReadSecrets(IConfiguration configuration, string key)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        return ReadSecrets(configuration.GetSection(key));
    }

    internal static OriginSecrets ReadSecrets(IConfigurationSection section)
    {
        var secrets = ReadStrings(section);
        return secrets.Length != 0 && !secrets.Any(string.IsNullOrWhiteSpace)
            ? new OriginSecrets(secrets)
            : throw new ClientIpPolicyException(
                $"Configuration key '{section.Path}' must hold the origin secret, and is missing or empty. Set it to a random "
                + $"text of at least {OriginSecrets.MinLength} characters, outside the source tree, and to the same at your proxy.");
    }

    /// <param name="section">Holds the ranges.</param>
    /// <param name="files">Reads the files that it names; null where nobody watches them.</param>
    internal static CidrSet ReadRanges(IConfigurationSection section, RangeFiles? files)
    {
        var texts = ReadStrings(section);
        return texts.All(string.IsNullOrWhiteSpace)
            ? throw new ClientIpPolicyException(
                $"Configuration key '{section.Path}' must hold the ranges of your trusted proxies, and is missing or empty. "
                + $"Set it to a string or an array, as in \"{section.Path}\": [ \"10.20.0.0/24\" ].")
            : ReadParts(texts, $"Configuration key '{section.Path}'", files, configuration: null);
    }

    /// <summary>Reads range strings that may also name configuration keys.</summary>
    internal static CidrSet ReadRangeTexts(IConfiguration configuration, IEnumerable<string> texts, string owner)
        => ReadParts(texts, owner, (configuration as ConfigurationWithFiles)?.Files, configuration);

    internal static string[] ReadStrings(IConfigurationSection section)
        => section.Value is { } value
            ? [value]
            : [.. section.GetChildren().Select(child => child.Value ?? string.Empty)];

    private static CidrSet ReadParts(IEnumerable<string> texts, string owner, RangeFiles? files, IConfiguration? configuration)
    {
        var ranges = new List<string>();
        var others = CidrSet.Empty;
        foreach (var part in texts.SelectMany(text => text.Split(',')).Select(part => part.Trim()))
        {
            if (part.StartsWith(RangeSpec.FilePrefix, StringComparison.Ordinal))
            {
                others = others.Union(ReadFile(part[RangeSpec.FilePrefix.Length..].Trim(), owner, files));
            }
            else if (configuration is not null && part.StartsWith(RangeSpec.ConfigPrefix, StringComparison.Ordinal))
            {
                others = others.Union(ReadRanges(configuration, part[RangeSpec.ConfigPrefix.Length..]));
            }
            else
            {
                ranges.Add(part);
            }
        }

        try
        {
            return CidrSet.Parse(ranges).Union(others);
        }
        catch (FormatException exception)
        {
            throw new ClientIpPolicyException($"{owner}: {exception.Message}", exception);
        }
    }

    private static CidrSet ReadFile(string path, string owner, RangeFiles? files)
    {
        try
        {
            if (files is not null)
            {
                return files.Read(path);
            }

            using var unwatched = new RangeFiles(Directory.GetCurrentDirectory(), static () => { });
            return unwatched.Read(path);
        }
        catch (ClientIpPolicyException exception)
        {
            throw new ClientIpPolicyException($"{owner}: {exception.Message}", exception);
        }
    }
}
