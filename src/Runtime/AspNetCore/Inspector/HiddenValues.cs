using Microsoft.Extensions.Primitives;

namespace ClientIpAnalyzers.AspNetCore.Inspector;

/// <summary>
/// What a page must not show, whoever sent it: the values of every policy's proof header, right or wrong, and of the
/// headers that carry credentials; and a right secret wherever else it stands.
/// </summary>
/// <param name="policies">Every policy of the application.</param>
internal sealed class HiddenValues(IEnumerable<ClientIpPolicy> policies)
{
    /// <summary>What stands in place of a value.</summary>
    public const string Mask = "(hidden)";

    private static readonly string[] s_credentials = ["Authorization", "Proxy-Authorization", "Cookie", "Set-Cookie", "X-Api-Key", "Api-Key"];

    private readonly List<ClientIpSource> _sources = [.. policies.SelectMany(policy => policy.Sources).Where(source => source.ProofHeader is not null)];

    public bool IsHiddenHeader(string name) => s_credentials.Contains(name, StringComparer.OrdinalIgnoreCase)
        || _sources.Any(source => source.ProofHeader!.Equals(name, StringComparison.OrdinalIgnoreCase));

    public bool IsSecret(string value)
        => _sources.Any(source => source.ProofSecrets?.Check(new StringValues(value)) == ClientIpReason.Resolved);

    /// <summary>A header's value as it may be shown.</summary>
    public string Show(string name, string value) => IsHiddenHeader(name) || IsSecret(value) ? Mask : value;

    /// <summary>A line of the form as it may be shown, whether or not it is a header.</summary>
    public string ShowLine(string line)
    {
        var colon = line.IndexOf(':', StringComparison.Ordinal);
        if (colon >= 0)
        {
            var (name, value) = (line[..colon].Trim(), line[(colon + 1)..].Trim(' ', '\t'));
            return IsHiddenHeader(name) || IsSecret(value) ? $"{name}: {Mask}" : ShowText(line);
        }

        // Perhaps a header with a typing mistake: whatever begins as a hidden one does is cut there.
        foreach (var header in _sources.Select(source => source.ProofHeader!).Concat(s_credentials))
        {
            if (line.TrimStart().StartsWith(header, StringComparison.OrdinalIgnoreCase))
            {
                return $"{header} {Mask}";
            }
        }

        return ShowText(line);
    }

    /// <summary>Text of any other field.</summary>
    public string ShowText(string text) => IsSecret(text.Trim()) ? Mask : text;
}
