using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ClientIpAnalyzers.Analyzers.Flow;

namespace ClientIpAnalyzers.Analyzers;

/// <summary>The options that hold for one file.</summary>
internal sealed record RuleOptions(
    ClientAddressHeaders Headers,
    ISet<string> NamedChecks,
    bool StatesSetup,
    bool AssumesFirewall,
    ImmutableArray<AdditionalText> DeploymentFiles)
{
    public static RuleOptions Of(AnalyzerOptions options, SyntaxTree tree)
    {
        var provider = options.AnalyzerConfigOptionsProvider;
        var file = provider.GetOptions(tree);
        return new(
            ClientAddressHeaders.Known.With(List(OptionKeys.Headers)),
            List(OptionKeys.TrustedProxyChecks).ToImmutableHashSet(StringComparer.Ordinal),
            IsOn(OptionKeys.TrustedProxySetup),
            IsOn(OptionKeys.AssumeFirewalledOrigin),
            options.AdditionalFiles);

        string[] List(string key)
            => [.. (Value(key) ?? "").Split(',', ';').Select(part => part.Trim()).Where(part => part.Length > 0)];

        bool IsOn(string key) => string.Equals(Value(key)?.Trim(), "true", StringComparison.OrdinalIgnoreCase);

        string? Value(string key)
            => file.TryGetValue(key, out var value) || provider.GlobalOptions.TryGetValue(key, out value) ? value : null;
    }
}
