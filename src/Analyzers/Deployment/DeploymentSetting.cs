using Microsoft.CodeAnalysis.Text;

namespace ClientIpAnalyzers.Analyzers.Deployment;

/// <summary>One value that a deployment file gives the application.</summary>
/// <param name="Key">The configuration key, with <c>:</c> between its sections; indices are sections too.</param>
/// <param name="Value">As the application will see it.</param>
/// <param name="Span">The name in the file, or the element where an array holds it.</param>
/// <param name="Variable">The environment variable that it comes from; null in a configuration file.</param>
internal sealed record DeploymentSetting(string Key, string Value, TextSpan Span, string? Variable)
{
    /// <summary>The prefixes that the host takes off when it makes configuration of the environment.</summary>
    private static readonly string[] Prefixes = ["ASPNETCORE_", "DOTNET_"];

    /// <summary>
    /// Whether the file leaves the value to whoever deploys: <c>${RANGES}</c>, <c>#{Ranges}#</c>, <c>{{ .Values.x }}</c>,
    /// <c>%RANGES%</c>, <c>&lt;ranges&gt;</c>, <c>__RANGES__</c>. No rule knows what it will be.
    /// </summary>
    public bool IsPlaceholder
        => Value.IndexOfAny(['$', '{', '<']) >= 0
            || Value.StartsWith("%", StringComparison.Ordinal)
            || Value.StartsWith("__", StringComparison.Ordinal);

    public bool HasKey(string key) => Key.Equals(key, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether the key is the given one or lies below it.</summary>
    public bool IsUnder(string key)
        => Key.StartsWith(key, StringComparison.OrdinalIgnoreCase) && (Key.Length == key.Length || Key[key.Length] == ':');

    public static DeploymentSetting OfVariable(string name, string value, TextSpan span)
    {
        var prefix = Prefixes.FirstOrDefault(candidate => name.StartsWith(candidate, StringComparison.OrdinalIgnoreCase)) ?? "";
        return new(name.Substring(prefix.Length).Replace("__", ":"), value, span, name);
    }
}
