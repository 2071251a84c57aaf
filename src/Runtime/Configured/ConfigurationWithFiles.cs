using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Primitives;

namespace ClientIpAnalyzers;

/// <summary>Configuration, and the files of ranges that it names.</summary>
internal sealed class ConfigurationWithFiles(IConfiguration configuration, RangeFiles files) : IConfiguration
{
    public RangeFiles Files { get; } = files;

    /// <summary>Where in the whole configuration this one stands; empty for the root.</summary>
    public string Path { get; } = (configuration as IConfigurationSection)?.Path ?? string.Empty;

    public string? this[string key]
    {
        get => configuration[key];
        set => configuration[key] = value;
    }

    public IEnumerable<IConfigurationSection> GetChildren() => configuration.GetChildren();

    public IChangeToken GetReloadToken() => configuration.GetReloadToken();

    public IConfigurationSection GetSection(string key) => configuration.GetSection(key);
}
