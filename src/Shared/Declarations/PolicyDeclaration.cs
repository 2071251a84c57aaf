namespace ClientIpAnalyzers.Declarations;

/// <summary>What the attributes on one type, or on the assembly, declare: text and numbers only, no symbols.</summary>
/// <param name="Sources">In the order in which they are tried.</param>
/// <param name="Hops">In the order in which they are written.</param>
/// <param name="Settings">The policy-wide settings; all off or empty where no attribute gives them.</param>
internal sealed record PolicyDeclaration(
    EquatableArray<SourceDeclaration> Sources,
    EquatableArray<HopDeclaration> Hops,
    SettingsDeclaration Settings);

/// <summary>One <c>[ClientIpSource]</c>, as written, except that the bare form has its <c>Trust</c> filled in.</summary>
/// <param name="HopCount">Null where the attribute does not set it.</param>
/// <param name="AttributeIndex">The attribute's place among all attributes of the symbol.</param>
internal sealed record SourceDeclaration(
    string Header,
    EquatableArray<string> Via,
    EquatableArray<string> Trust,
    int? HopCount,
    bool TrustAnyPeer,
    HeaderKind Kind,
    string? ChainHeader,
    string? ProofHeader,
    string? ProofSecret,
    int Order,
    int AttributeIndex)
{
    /// <summary>
    /// Whether nothing says whom to trust; <see cref="Trust"/> then holds <see cref="DeclarationNames.BareTrust"/>.
    /// </summary>
    public bool IsBare { get; init; }

    /// <summary>Whether every argument is a constant; where one is not, the compiler has said so already.</summary>
    public bool IsComplete { get; init; } = true;
}

/// <summary>One <c>[TrustedHop]</c>, as written.</summary>
/// <param name="AttributeIndex">The attribute's place among all attributes of the symbol.</param>
internal sealed record HopDeclaration(string Name, EquatableArray<string> Ranges, bool Shared, int AttributeIndex)
{
    /// <summary>Whether every argument is a constant; where one is not, the compiler has said so already.</summary>
    public bool IsComplete { get; init; } = true;
}

/// <summary>The <c>[ClientIpPolicy]</c> of a declaration, or the defaults.</summary>
/// <param name="AttributeIndex">The attribute's place among all attributes of the symbol; -1 where there is none.</param>
internal sealed record SettingsDeclaration(
    bool AllowDirect,
    EquatableArray<string> InternalClients,
    EquatableArray<string> HealthProbePaths,
    EquatableArray<string> ProbeRanges,
    int AttributeIndex)
{
    /// <summary>Whether every argument is a constant; where one is not, the compiler has said so already.</summary>
    public bool IsComplete { get; init; } = true;
}

/// <summary>The values of <c>ClientIpHeaderKind</c>, in the same order.</summary>
internal enum HeaderKind
{
    Auto,
    List,
    Single,
    SingleWithPort,
}
