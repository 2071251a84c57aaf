using ClientIpAnalyzers.Declarations;

namespace ClientIpAnalyzers.Analyzers.Deployment;

/// <summary>Ranges as a policy reads them at start-up: a string with commas, or an array of such strings.</summary>
internal static class ConfiguredRanges
{
    /// <param name="settings">The value of the key, or its elements.</param>
    public static IEnumerable<(DeploymentSetting Setting, string Message)> Check(string key, IEnumerable<DeploymentSetting> settings)
    {
        var ranges = new List<AddressRange>();
        DeploymentSetting? first = null;
        foreach (var setting in settings)
        {
            // Nothing is often to be filled in by another file or by whoever deploys.
            if (setting.IsPlaceholder || string.IsNullOrWhiteSpace(setting.Value))
            {
                continue;
            }

            first ??= setting;
            if (Problem(setting.Value, ranges) is { } problem)
            {
                yield return (setting, problem);
                yield break;
            }
        }

        // 0.0.0.0/1 and 128.0.0.0/1 say the same as 0.0.0.0/0.
        if (first is not null && RangeCheck.FamilyIn(AddressIntervals.Of(ranges)) is { } family)
        {
            yield return (first, $"The ranges of '{key}' together hold all of {family}, so anybody is taken for a proxy, and the application does not start: list the ranges of your own proxies");
        }
    }

    private static string? Problem(string value, List<AddressRange> ranges)
    {
        foreach (var part in value.Split(',').Select(part => part.Trim(' ', '\t')))
        {
            if (part == RangeSpec.UnixSocket)
            {
                continue;
            }

            if (!RangeText.TryParse(part.AsSpan(), out var range))
            {
                return $"'{part}' is no range, so the application does not start: {RangeFault.Explain(part)}";
            }

            if (RangeCheck.HoldsFamily(range))
            {
                return $"'{part}' holds all of IPv4 or IPv6, so anybody is taken for a proxy, and the application does not start: list the ranges of your own proxies";
            }

            ranges.Add(range);
        }

        return null;
    }
}
