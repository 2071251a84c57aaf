using System.Collections.Immutable;

namespace ClientIpAnalyzers.Analyzers.Flow;

/// <summary>
/// What holds at one point: the facts of every path to it, and what the bool variables and captured intermediate
/// results say, so that <c>var ok = a &amp;&amp; IsTrusted(peer); if (ok)</c> counts.
/// </summary>
internal sealed class FlowState(GuardFacts facts, ImmutableDictionary<object, Outcome> booleans)
{
    public static FlowState Start { get; } = new(GuardFacts.None, ImmutableDictionary<object, Outcome>.Empty);

    public GuardFacts Facts { get; } = facts;

    public ImmutableDictionary<object, Outcome> Booleans { get; } = booleans;

    public FlowState With(GuardFacts more) => (Facts | more) == Facts ? this : new(Facts | more, Booleans);

    public FlowState Set(object variable, Outcome outcome) => new(Facts, Booleans.SetItem(variable, outcome.Under(Facts)));

    public FlowState Forget(object variable) => new(Facts, Booleans.Remove(variable));

    public FlowState Join(FlowState other)
    {
        var joined = ImmutableDictionary.CreateBuilder<object, Outcome>();
        foreach (var key in Booleans.Keys.Concat(other.Booleans.Keys))
        {
            joined[key] = Get(key).Join(other.Get(key));
        }

        return new(Facts & other.Facts, joined.ToImmutable());
    }

    public bool SameAs(FlowState other)
        => Facts == other.Facts
            && Booleans.Count == other.Booleans.Count
            && Booleans.All(pair => other.Booleans.TryGetValue(pair.Key, out var outcome) && outcome == pair.Value);

    private Outcome Get(object key) => Booleans.TryGetValue(key, out var outcome) ? outcome : new Outcome(Facts, Facts);
}
