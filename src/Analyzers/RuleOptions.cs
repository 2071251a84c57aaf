using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ClientIpAnalyzers.Analyzers.Deployment;
using ClientIpAnalyzers.Analyzers.Flow;

namespace ClientIpAnalyzers.Analyzers;

/// <summary>The options that hold for one file.</summary>
internal sealed record RuleOptions(
    ClientAddressHeaders Headers,
    ISet<string> NamedChecks,
    bool StatesSetup,
    bool AssumesFirewall)
{
    /// <summary>All that the build hands over beside the code.</summary>
    public ImmutableArray<AdditionalText> AdditionalFiles { get; init; } = ImmutableArray<AdditionalText>.Empty;

    public SeverityPreset Preset { get; init; }

    public DeploymentSeverity DeploymentSeverity { get; init; }

    public static RuleOptions Of(AnalyzerOptions options, SyntaxTree tree)
    {
        var provider = options.AnalyzerConfigOptionsProvider;
        return Of([provider.GetOptions(tree), provider.GlobalOptions]) with { AdditionalFiles = options.AdditionalFiles };
    }

    /// <summary>For a file that is no code, what a section for C# says holds too where nothing nearer does.</summary>
    public static RuleOptions Of(AnalyzerOptions options, AdditionalText file, SyntaxTree? anyCode)
    {
        var provider = options.AnalyzerConfigOptionsProvider;
        return Of(anyCode is null
            ? [provider.GetOptions(file), provider.GlobalOptions]
            : [provider.GetOptions(file), provider.GlobalOptions, provider.GetOptions(anyCode)]);
    }

    private static RuleOptions Of(AnalyzerConfigOptions[] sources)
    {
        return new(
            ClientAddressHeaders.Known.With(List(OptionKeys.Headers)),
            List(OptionKeys.TrustedProxyChecks).ToImmutableHashSet(StringComparer.Ordinal),
            IsOn(OptionKeys.TrustedProxySetup),
            IsOn(OptionKeys.AssumeFirewalledOrigin))
        {
            Preset = SeverityPresets.Parse(Value(OptionKeys.Preset)),
            DeploymentSeverity = DeploymentSeverity.Parse(Value(OptionKeys.DeploymentSeverity)),
        };

        string[] List(string key)
            => [.. (Value(key) ?? "").Split(',', ';').Select(part => part.Trim()).Where(part => part.Length > 0)];

        bool IsOn(string key) => string.Equals(Value(key)?.Trim(), "true", StringComparison.OrdinalIgnoreCase);

        string? Value(string key)
            => sources.Select(source => source.TryGetValue(key, out var value) ? value : null).FirstOrDefault(value => value is not null);
    }
}
