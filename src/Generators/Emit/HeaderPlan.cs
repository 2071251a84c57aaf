using ClientIpAnalyzers.Generators.Model;

namespace ClientIpAnalyzers.Generators.Emit;

/// <summary>
/// How each header is looked up: at the place that needs it, or, where several places may, once into a local that
/// they share. Nothing is looked up before a place that needs it is reached.
/// </summary>
internal sealed class HeaderPlan
{
    private readonly Dictionary<string, string> _sharedLocals = new(StringComparer.OrdinalIgnoreCase);

    public HeaderPlan(ResolvedPolicy policy)
    {
        var uses = policy.Sources.SelectMany(HeadersOf).ToList();
        All = uses.Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        var locals = new MemberNames([]);
        foreach (var header in All)
        {
            var count = uses.Count(use => string.Equals(use, header, StringComparison.OrdinalIgnoreCase));
            if (count > 1 || policy.HealthProbePaths.Count > 0)
            {
                _sharedLocals.Add(header, locals.Unique(MemberNames.Camel(header) + "Lines"));
            }
        }
    }

    /// <summary>Every header that the policy reads, in the order in which sources name them.</summary>
    public IReadOnlyList<string> All { get; }

    public IEnumerable<string> SharedLocals => All.Where(_sharedLocals.ContainsKey).Select(header => _sharedLocals[header]);

    /// <summary>The lines of a header, as an argument.</summary>
    public string Lines(string header) => _sharedLocals.TryGetValue(header, out var local)
        ? $"{local} ??= headers[{Literals.Text(header)}]"
        : $"headers[{Literals.Text(header)}]";

    /// <summary>The number of lines of a header.</summary>
    public string Count(string header)
        => (_sharedLocals.ContainsKey(header) ? $"({Lines(header)})" : Lines(header)) + ".Count";

    /// <summary>The shared locals that a source's method needs.</summary>
    public IEnumerable<string> SharedBy(SourcePlan source)
        => HeadersOf(source).Where(_sharedLocals.ContainsKey).Select(header => _sharedLocals[header]).Distinct();

    /// <summary>The headers that a source reads, each as often as there are reasons to.</summary>
    private static IEnumerable<string> HeadersOf(SourcePlan source)
    {
        if (source.ProofHeader is { } proof)
        {
            yield return proof;
        }

        if (source.HasChain && !source.IsList)
        {
            yield return source.ListHeader;
        }

        yield return source.Header;
    }
}
