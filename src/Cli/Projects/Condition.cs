using System.Text.RegularExpressions;

namespace ClientIpAnalyzers.Cli.Projects;

/// <summary>A condition of a project file, as far as it is one or more comparisons of a property with a text.</summary>
internal static partial class Condition
{
    /// <summary>Null where it takes more than that to tell.</summary>
    /// <param name="property">The value of a property; null where nothing states it.</param>
    public static bool? Evaluate(string condition, Func<string, string?> property)
    {
        var isOr = Or().IsMatch(condition);
        if (isOr && And().IsMatch(condition))
        {
            return null;
        }

        var parts = (isOr ? Or() : And()).Split(condition).Select(part => Compare(part, property)).ToList();
        var deciding = isOr;
        return parts.Contains(deciding) ? deciding : parts.Contains(null) ? null : !deciding;
    }

    private static bool? Compare(string part, Func<string, string?> property)
    {
        var match = Comparison().Match(part);
        if (!match.Success)
        {
            return null;
        }

        var value = match.Groups["name"].Value switch
        {
            var name when property(name) is { } stated => stated,
            "Configuration" => "Release",
            _ => "",
        };
        return value.Equals(match.Groups["text"].Value, StringComparison.OrdinalIgnoreCase) == (match.Groups["operator"].Value == "==");
    }

    [GeneratedRegex(@"\bor\b", RegexOptions.IgnoreCase)]
    private static partial Regex Or();

    [GeneratedRegex(@"\band\b", RegexOptions.IgnoreCase)]
    private static partial Regex And();

    [GeneratedRegex(@"^\s*'?\$\((?<name>\w+)\)'?\s*(?<operator>==|!=)\s*'?(?<text>[^'$]*?)'?\s*$")]
    private static partial Regex Comparison();
}
