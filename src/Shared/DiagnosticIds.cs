namespace ClientIpAnalyzers;

/// <summary>The ids of the rules, in blocks by subject. An id, once shipped, keeps its meaning.</summary>
internal static class DiagnosticIds
{
    public const string RemoteAddressIsThePeer = "CIP001";
    public const string UncheckedHeader = "CIP002";
    public const string LeftmostEntry = "CIP003";

    public const string HeaderName = "CIP501";
    public const string UnreadableRange = "CIP502";
    public const string UnfitType = "CIP503";
    public const string NoTrustDeclared = "CIP504";
    public const string PeerAlone = "CIP505";
    public const string WholeFamily = "CIP506";
    public const string HopName = "CIP507";
    public const string ContradictorySettings = "CIP508";
    public const string OverlappingHops = "CIP509";
    public const string HostBits = "CIP510";
    public const string ListAsSingle = "CIP511";
    public const string AccessorNameTaken = "CIP512";
    public const string SharedHop = "CIP514";
}
