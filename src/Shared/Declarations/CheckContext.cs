using System.Collections.Immutable;

namespace ClientIpAnalyzers.Declarations;

/// <summary>What the checks of one declaration share: each range set is read once.</summary>
internal sealed class CheckContext
{
    private readonly ImmutableArray<DeclarationProblem>.Builder _problems = ImmutableArray.CreateBuilder<DeclarationProblem>();
    private readonly Dictionary<string, RangeFile?> _files = new(StringComparer.Ordinal);
    private readonly Dictionary<EquatableArray<string>, RangeSet> _sets = [];
    private readonly Dictionary<string, HopDeclaration> _hops = new(StringComparer.Ordinal);
    private readonly Func<string, RangeFile?> _findFile;

    public CheckContext(PolicyDeclaration declaration, Func<string, RangeFile?> files)
    {
        Declaration = declaration;
        _findFile = files;
        foreach (var hop in declaration.Hops)
        {
            if (hop.IsComplete && !_hops.ContainsKey(hop.Name))
            {
                _hops.Add(hop.Name, hop);
            }
        }

        Sources = declaration.Sources.Where(source => source.IsComplete).ToImmutableArray();
        Hops = declaration.Hops.Where(hop => hop.IsComplete).ToImmutableArray();
    }

    public PolicyDeclaration Declaration { get; }

    /// <summary>The complete ones. On the others the compiler has its say.</summary>
    public ImmutableArray<SourceDeclaration> Sources { get; }

    /// <summary>The complete ones.</summary>
    public ImmutableArray<HopDeclaration> Hops { get; }

    public SettingsDeclaration Settings => Declaration.Settings;

    /// <summary>Whether nothing is missing that a missing use of a hop could be blamed on.</summary>
    public bool IsComplete => Sources.Length == Declaration.Sources.Count && Hops.Length == Declaration.Hops.Count;

    public ImmutableArray<DeclarationProblem> Problems => _problems.ToImmutable();

    public HopDeclaration? FindHop(string name) => _hops.TryGetValue(name, out var hop) ? hop : null;

    public RangeFile? FindFile(string path)
    {
        if (!_files.TryGetValue(path, out var file))
        {
            file = _findFile(path);
            _files.Add(path, file);
        }

        return file;
    }

    public RangeSet SetOf(EquatableArray<string> rangeStrings)
    {
        if (!_sets.TryGetValue(rangeStrings, out var set))
        {
            set = RangeSet.Of(rangeStrings, FindFile);
            _sets.Add(rangeStrings, set);
        }

        return set;
    }

    public void Error(string id, ProblemPlace place, string message, bool preventsEmission = false)
        => Report(new DeclarationProblem(id, ProblemSeverity.Error, place, message, preventsEmission));

    public void Warn(string id, ProblemPlace place, string message)
        => Report(new DeclarationProblem(id, ProblemSeverity.Warning, place, message));

    public void Report(DeclarationProblem problem) => _problems.Add(problem);
}
