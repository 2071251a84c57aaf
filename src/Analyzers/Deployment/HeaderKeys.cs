namespace ClientIpAnalyzers.Analyzers.Deployment;

/// <summary>Whether the key of a setting says that its value is the header to take the client from.</summary>
internal static class HeaderKeys
{
    private static readonly string[] Sources = ["header", "realip", "clientip", "remoteip"];

    /// <summary>Names of headers that are sent, allowed, logged or removed.</summary>
    private static readonly string[] OtherUses =
        ["allow", "expos", "remov", "strip", "response", "outgoing", "outbound", "propagat", "mask", "redact", "logged"];

    /// <summary>Sections about such headers; those of a reverse proxy describe what it sends.</summary>
    private static readonly HashSet<string> OtherSections = new(StringComparer.Ordinal)
    {
        "reverseproxy", "transforms", "cors", "logging", "httplogging", "serilog", "nlog", "requestheader", "requestheaders",
    };

    /// <param name="isShared">Whether the file is about other programs too, which have variables of their own.</param>
    public static bool NamesSource(DeploymentSetting setting, bool isShared)
    {
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
            && Sources.Any(name.Contains)
            && !OtherUses.Any(name.Contains)
            && !sections.Any(OtherSections.Contains);
    }
}
