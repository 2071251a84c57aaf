namespace ClientIpAnalyzers;

/// <summary>The ids of the rules, in blocks by subject. An id, once shipped, keeps its meaning.</summary>
internal static class DiagnosticIds
{
    public const string RemoteAddressIsThePeer = "CIP001";
    public const string UncheckedHeader = "CIP002";
    public const string LeftmostEntry = "CIP003";
    public const string AddressFromHeader = "CIP004";
    public const string BoundHeader = "CIP005";
    public const string CgiName = "CIP006";

    public const string TrustsEverybody = "CIP101";
    public const string TrustsWholeFamily = "CIP102";
    public const string NoForwardLimit = "CIP103";
    public const string EmptyInitializer = "CIP104";
    public const string ForwardedHeadersNotEnabled = "CIP105";
    public const string IgnoredOptions = "CIP106";
    public const string AppliedTwice = "CIP107";
    public const string RegisteredTooLate = "CIP108";
    public const string ForwardedHost = "CIP109";
    public const string WholePrivateRange = "CIP110";
    public const string ConditionalRefill = "CIP111";
    public const string HeaderNameOption = "CIP112";

    public const string UnverifiedDecision = "CIP201";
    public const string ForgeableLimitKey = "CIP202";
    public const string LimiterWithoutSetup = "CIP203";
    public const string LocalRequest = "CIP204";

    public const string ReferenceComparison = "CIP301";
    public const string AddressAsText = "CIP302";
    public const string MappedAddress = "CIP303";
    public const string FrameworkNetwork = "CIP304";
    public const string LenientParsing = "CIP305";
    public const string UnknownPasses = "CIP306";

    public const string EnvironmentSwitch = "CIP401";
    public const string ConfiguredHeader = "CIP402";
    public const string ConfiguredRange = "CIP403";

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
    public const string UnknownOption = "CIP513";
    public const string SharedHop = "CIP514";
    public const string BoundAddress = "CIP515";
}
