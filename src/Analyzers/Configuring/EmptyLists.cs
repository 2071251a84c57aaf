using Microsoft.CodeAnalysis;
using ClientIpAnalyzers.Analyzers.Flow;
using ClientIpAnalyzers.Analyzers.Setup;

namespace ClientIpAnalyzers.Analyzers.Configuring;

/// <summary>Where both lists of trusted proxies end up empty although X-Forwarded-For is processed.</summary>
internal static class EmptyLists
{
    /// <param name="isRefilledElsewhere">Whether other paths add proxies after the same call.</param>
    public static IEnumerable<Finding> Find(ForwardedHeadersModel model, RuleOptions options, bool isRefilledElsewhere)
    {
        if (options.AssumesFirewall)
        {
            yield break;
        }

        foreach (var site in model.Sites)
        {
            foreach (var path in site.Paths)
            {
                if (path.Emptied is { } emptied
                    && SeverityOf(model, site, path) is { } severity
                    && isRefilledElsewhere == site.Paths.Any(other => other.Emptied?.Syntax == emptied.Syntax && other.IsFilled))
                {
                    yield return new(emptied, isRefilledElsewhere ? DiagnosticSeverity.Info : severity) { Related = path.FirstClear };
                }
                else if (!isRefilledElsewhere
                    && path.FirstClear is { } half
                    && model.OtherHalfOf(site, path) is { } other
                    && IsLater(half, other)
                    && SeverityIfEnabled(model, site, path) is { } together)
                {
                    yield return new(half, together);
                }
            }
        }
    }

    /// <summary>How bad it is that the lists of a path are empty; null where they are not, or where it does not matter.</summary>
    public static DiagnosticSeverity? SeverityOf(ForwardedHeadersModel model, ForwardedOptionsSite site, ForwardedOptionsState path)
        => path.IsCreated && ((path.IsEmpty && !model.IsFilledElsewhere(site)) || model.OtherHalfOf(site, path) is not null)
            ? SeverityIfEnabled(model, site, path)
            : null;

    /// <summary>The report stands at the second of two places; in which order those of two files run is not known.</summary>
    private static bool IsLater(IOperation clear, IOperation other)
        => clear.Syntax.SyntaxTree == other.Syntax.SyntaxTree
            ? clear.Syntax.SpanStart > other.Syntax.SpanStart
            : string.CompareOrdinal(clear.Syntax.SyntaxTree.FilePath, other.Syntax.SyntaxTree.FilePath) > 0;

    /// <summary>The same where a range that holds everybody is as bad.</summary>
    public static DiagnosticSeverity? SeverityOfTrust(ForwardedHeadersModel model, ForwardedOptionsSite site, ForwardedOptionsState path)
        => path is { IsCreated: true, HoldsEverybody: true } ? SeverityIfEnabled(model, site, path) : SeverityOf(model, site, path);

    private static DiagnosticSeverity? SeverityIfEnabled(ForwardedHeadersModel model, ForwardedOptionsSite site, ForwardedOptionsState path)
        => model.Enables(site, path, ForwardedFlags.XForwardedFor) switch
        {
            true => DiagnosticSeverity.Warning,
            null => DiagnosticSeverity.Info,
            false => null,
        };
}
