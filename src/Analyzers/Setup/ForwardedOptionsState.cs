using Microsoft.CodeAnalysis;

namespace ClientIpAnalyzers.Analyzers.Setup;

/// <summary>What has become of one of the two lists of trusted proxies.</summary>
internal enum TrustedList
{
    /// <summary>As it came: by default it holds this machine.</summary>
    Untouched,

    /// <summary>Empty. With both lists empty, everybody is trusted.</summary>
    Cleared,

    /// <summary>Something was added.</summary>
    Filled,
}

/// <summary>What has become of the limit on the entries that are taken.</summary>
internal enum ForwardLimit
{
    /// <summary>As it came, which is 1, or set to something that is no mistake.</summary>
    Sound,

    /// <summary>Null or far above any number of proxies.</summary>
    Open,
}

/// <summary>Which forwarded headers are processed, as far as the compiler can tell.</summary>
/// <param name="On">The flags that are certainly set.</param>
/// <param name="Off">The flags that are certainly not set.</param>
/// <param name="IsUnknown">Whether a value that the compiler does not know was written.</param>
internal readonly record struct ForwardedFlags(int On, int Off, bool IsUnknown)
{
    public const int XForwardedFor = 1;
    public const int XForwardedHost = 2;

    private const int All = 0xF;

    /// <summary>Nothing was written: whatever it was before.</summary>
    public bool IsUnset => On == 0 && Off == 0 && !IsUnknown;

    public static ForwardedFlags Unknown => new(0, 0, true);

    public static ForwardedFlags Exactly(int value) => new(value & All, All & ~value, false);

    public ForwardedFlags Plus(int value) => new(On | (value & All), Off & ~value, IsUnknown);

    public ForwardedFlags Only(int value) => new(On & value, Off | (All & ~value), IsUnknown);

    /// <summary>Null where the compiler cannot know.</summary>
    public bool? Has(int flag) => (On & flag) != 0 ? true : (Off & flag) != 0 ? false : null;
}

/// <summary>What one path has done to one <c>ForwardedHeadersOptions</c>.</summary>
internal readonly record struct ForwardedOptionsState
{
    /// <summary>The path has come past the creation of the object.</summary>
    public bool IsCreated { get; init; }

    public TrustedList Proxies { get; init; }

    public TrustedList Networks { get; init; }

    /// <summary>The call that cleared a list first.</summary>
    public IOperation? FirstClear { get; init; }

    /// <summary>The call after which both lists were empty. Kept when they are filled again.</summary>
    public IOperation? Emptied { get; init; }

    /// <summary>A range that holds every address was added.</summary>
    public bool HoldsEverybody { get; init; }

    public ForwardedFlags Flags { get; init; }

    /// <summary>What was written to the flags last.</summary>
    public IOperation? FlagsValue { get; init; }

    public ForwardLimit Limit { get; init; }

    /// <summary>The assignment that opened the limit.</summary>
    public IOperation? LimitValue { get; init; }

    /// <summary>The assignment that makes a single-value header the source of the client's address.</summary>
    public IOperation? SingleValueHeader { get; init; }

    public bool RestrictsHosts { get; init; }

    /// <summary>The options also went somewhere that is not followed: <c>Bind</c>, another assembly's helper.</summary>
    public bool IsHandedOn { get; init; }

    /// <summary>The path is only taken where a list is known to hold something.</summary>
    public bool IsCountGuarded { get; init; }

    public bool IsEmpty => Proxies == TrustedList.Cleared && Networks == TrustedList.Cleared && !IsHandedOn;

    /// <summary>One list is empty, the other as it came.</summary>
    public bool IsHalfEmpty => (Proxies, Networks) is (TrustedList.Cleared, TrustedList.Untouched) or (TrustedList.Untouched, TrustedList.Cleared);

    public bool IsFilled => Proxies == TrustedList.Filled || Networks == TrustedList.Filled;

    public bool TrustsEverybody => IsEmpty || HoldsEverybody;
}
