using ClientIpAnalyzers.Declarations;
using ClientIpAnalyzers.Generators.Model;

namespace ClientIpAnalyzers.Generators.Parsing;

/// <summary>Turns a declaration and the files it names into the plan that the emitter follows.</summary>
internal sealed class PolicyPlanner
{
    private const string ConfigurationPrefix = RangeSpec.ConfigPrefix;

    private readonly PolicyDeclaration _declaration;
    private readonly Func<string, RangeFile?> _files;
    private readonly List<MemberSet> _sets = [];
    private readonly Dictionary<string, int> _hops = new(StringComparer.Ordinal);
    private readonly Dictionary<EquatableArray<string>, int> _trusts = [];

    private PolicyPlanner(PolicyDeclaration declaration, Func<string, RangeFile?> files)
        => (_declaration, _files) = (declaration, files);

    public static ResolvedPolicy Plan(PolicyModel model, RangeFiles files)
    {
        var problem = model.Problem ?? ProblemOf(model.Declaration, files.Find);
        return problem is null
            ? new PolicyPlanner(model.Declaration, files.Find).Plan(model.Shape)
            : new ResolvedPolicy(model.Shape, default, default, default, false, -1, -1, default, problem);
    }

    private static string? ProblemOf(PolicyDeclaration declaration, Func<string, RangeFile?> files)
    {
        if (DeclarationCheck.IsEmittable(declaration, files))
        {
            return null;
        }

        var messages = DeclarationCheck.Check(declaration, files)
            .Where(problem => problem.PreventsEmission)
            .OrderBy(problem => problem.Place.AttributeIndex)
            .ThenBy(problem => problem.Message, StringComparer.Ordinal)
            .Select(problem => problem.Message + ".")
            .ToList();
        return messages.Count > 0
            ? string.Join(" ", messages)
            : "An argument of its attributes is no constant.";
    }

    private ResolvedPolicy Plan(ResolverShape shape)
    {
        var settings = _declaration.Settings;
        var hops = _declaration.Hops.Select(hop => new HopPlan(hop.Name, SetOf(hop), hop.Shared)).ToEquatableArray();
        var sources = _declaration.Sources.Select(Plan).ToEquatableArray();
        var internalClients = Add(settings.InternalClients, "the internal clients", "InternalClients");
        var probeRanges = Add(settings.ProbeRanges, "the health probers", "ProbeRanges");
        return new ResolvedPolicy(
            shape,
            sources,
            hops,
            _sets.ToEquatableArray(),
            settings.AllowDirect,
            internalClients,
            settings.HealthProbePaths.Count > 0 ? probeRanges : -1,
            settings.HealthProbePaths,
            Problem: null);
    }

    private SourcePlan Plan(SourceDeclaration source)
    {
        var via = source.Via.Select(text =>
        {
            var hop = ViaHop.Parse(text);
            return new ViaStep(hop.Name, _hops[hop.Name], hop.TakesSeveral);
        });
        return new SourcePlan(
            source.Header,
            source.Kind,
            source.EffectiveKind(),
            via.ToEquatableArray(),
            TrustOf(source),
            source.HopCount ?? 0,
            source.TrustAnyPeer,
            source.ChainHeader,
            source.ProofHeader,
            source.ProofSecret?.Substring(ConfigurationPrefix.Length));
    }

    private int SetOf(HopDeclaration hop)
    {
        var set = Add(hop.Ranges, "hop " + hop.Name, Emit.MemberNames.Pascal(hop.Name));
        _hops[hop.Name] = set;
        return set;
    }

    /// <summary>Sources with the same ranges share one set.</summary>
    private int TrustOf(SourceDeclaration source)
    {
        if (!_trusts.TryGetValue(source.Trust, out var set))
        {
            set = Add(source.Trust, "the trusted proxies of " + source.Header, "TrustedProxies");
            _trusts.Add(source.Trust, set);
        }

        return set;
    }

    private int Add(EquatableArray<string> texts, string title, string name)
    {
        if (texts.Count == 0)
        {
            return -1;
        }

        var ranges = RangeSet.Of(texts, _files);
        _sets.Add(new MemberSet(
            title,
            name,
            ranges.Ranges.Select(Network.Of).ToEquatableArray(),
            ranges.HasUnixSocket,
            ranges.ConfigurationKeys.ToEquatableArray()));
        return _sets.Count - 1;
    }
}
