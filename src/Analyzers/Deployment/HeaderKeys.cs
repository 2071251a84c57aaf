using ClientIpAnalyzers.Analyzers.Flow;
using ClientIpAnalyzers.Declarations;

namespace ClientIpAnalyzers.Analyzers.Deployment;

/// <summary>Whether the key of a setting says that its value is the header to take the client from.</summary>
internal static class HeaderKeys
{
    private static readonly string[] Sources = ["header", "realip", "clientip", "remoteip"];

    /// <summary>Names of settings that hold nothing but the header to take the client from, whatever it is called.</summary>
    private static readonly HashSet<string> Certain = new(StringComparer.Ordinal)
    {
        "realipheader", "realipheadername", "clientipheader", "clientipheadername", "remoteipheader", "remoteipheadername",
        "clientaddressheader", "clientaddressheadername", "forwardedforheader", "forwardedforheadername",
    };

    /// <summary>Names of headers that are sent, allowed, logged or removed.</summary>
    private static readonly string[] OtherUses =
        ["allow", "expos", "remov", "strip", "response", "outgoing", "outbound", "propagat", "mask", "redact", "logged"];

    /// <summary>Sections about such headers; those of a reverse proxy describe what it sends.</summary>
    private static readonly HashSet<string> OtherSections = new(StringComparer.Ordinal)
    {
        "reverseproxy", "transforms", "cors", "logging", "httplogging", "serilog", "nlog", "requestheader", "requestheaders",
    };

    /// <summary>
    /// Whether a setting says where the client's address comes from: by a header known to carry one, or by its own name,
    /// as in <c>RealIpHeader</c>.
    /// </summary>
    /// <param name="isShared">Whether the file is about other programs too, which have variables of their own.</param>
    public static bool NamesSource(DeploymentSetting setting, ClientAddressHeaders headers, bool isShared)
    {
        var isKnown = headers.Contains(setting.Value);
        if (!isKnown && (setting.IsPlaceholder || !HeaderFacts.IsToken(setting.Value)))
        {
            return false;
        }

        // REAL_IP_HEADER may be anybody's; Limits__RealIpHeader is spelled as .NET alone does.
        if (isShared && setting.Variable is { } variable && setting.Key.IndexOf(':') < 0 && variable.IndexOf('_') >= 0)
        {
            return false;
        }

        var sections = setting.Key.Split(':')
            .Where(section => !section.All(char.IsDigit))
            .Select(section => section.Replace("_", "").Replace("-", "").ToLowerInvariant())
            .ToList();
        return sections.Count > 0
            && sections[sections.Count - 1] is var name
            && (Certain.Contains(name) ? IsText(setting.Value) : isKnown && Sources.Any(name.Contains))
            && !OtherUses.Any(name.Contains)
            && !sections.Any(OtherSections.Contains);
    }

    /// <summary>What JSON also has where there is no text.</summary>
    private static bool IsText(string value) => value is not ("null" or "true" or "false") && !value.All(char.IsDigit);
}
