namespace ClientIpAnalyzers;

/// <summary>The ids of the rules, in blocks by subject. An id, once shipped, keeps its meaning.</summary>
internal static class DiagnosticIds
{
    public const string RemoteAddressIsThePeer = "CIP001";
    public const string UncheckedHeader = "CIP002";
    public const string LeftmostEntry = "CIP003";
}
