namespace ClientIpAnalyzers.Declarations;

/// <summary>The names by which a declaration is recognised in a consumer's compilation.</summary>
internal static class DeclarationNames
{
    public const string Namespace = "ClientIpAnalyzers";

    public const string SourceAttribute = "ClientIpSourceAttribute";
    public const string HopAttribute = "TrustedHopAttribute";
    public const string PolicyAttribute = "ClientIpPolicyAttribute";
    public const string AccessorAttribute = "ClientIpAccessorAttribute`1";

    public const string SourceAttributeMetadataName = Namespace + "." + SourceAttribute;
    public const string HopAttributeMetadataName = Namespace + "." + HopAttribute;
    public const string PolicyAttributeMetadataName = Namespace + "." + PolicyAttribute;
    public const string AccessorAttributeMetadataName = Namespace + "." + AccessorAttribute;

    /// <summary>The member that <c>[ClientIpAccessor]</c> gives a type.</summary>
    public const string AccessorMember = "ClientIp";

    /// <summary>The configuration key from which the bare form takes its trusted ranges.</summary>
    public const string BareTrustKey = "ClientIp:TrustedProxies";

    /// <summary>The range string that the bare form stands for.</summary>
    public const string BareTrust = RangeSpec.ConfigPrefix + BareTrustKey;

    // The parameters of the attributes' constructors.
    public const string HeaderParameter = "header";
    public const string NameParameter = "name";
    public const string RangesParameter = "ranges";
}
