namespace ClientIpAnalyzers.Analyzers.Flow;

/// <summary>What has been established on every path to a point.</summary>
[Flags]
internal enum GuardFacts
{
    None = 0,

    /// <summary>A check of the peer, or of an origin secret, was true.</summary>
    Checked = 1,

    /// <summary>A check of the peer was false: whoever connected is no proxy.</summary>
    CheckFailed = 2,

    /// <summary>A mode flag such as <c>TrustProxyHeaders</c> was true: an intention, no proof.</summary>
    FlagOn = 4,

    /// <summary>A mode flag was false. Apart from <see cref="FlagOn"/>, so that both branches together say nothing.</summary>
    FlagOff = 8,

    /// <summary>No path leads here; whatever one asks for holds.</summary>
    Unreachable = Checked | CheckFailed | FlagOn | FlagOff,
}

/// <summary>What a bool value says about the past: the facts that hold where it is true, and where it is false.</summary>
internal readonly record struct Outcome(GuardFacts WhenTrue, GuardFacts WhenFalse)
{
    public static Outcome Check => new(GuardFacts.Checked, GuardFacts.CheckFailed);

    public static Outcome Flag => new(GuardFacts.FlagOn, GuardFacts.FlagOff);

    public Outcome Not() => new(WhenFalse, WhenTrue);

    public Outcome And(Outcome other) => new(WhenTrue | other.WhenTrue, WhenFalse & other.WhenFalse);

    public Outcome Or(Outcome other) => new(WhenTrue & other.WhenTrue, WhenFalse | other.WhenFalse);

    /// <summary>The same value, seen where <paramref name="facts"/> hold anyway.</summary>
    public Outcome Under(GuardFacts facts) => new(WhenTrue | facts, WhenFalse | facts);

    /// <summary>What is left where the value may have come from either of two paths.</summary>
    public Outcome Join(Outcome other) => new(WhenTrue & other.WhenTrue, WhenFalse & other.WhenFalse);

    public static Outcome Constant(bool value)
        => value ? new(GuardFacts.None, GuardFacts.Unreachable) : new(GuardFacts.Unreachable, GuardFacts.None);
}
