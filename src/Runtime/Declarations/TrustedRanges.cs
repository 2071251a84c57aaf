namespace ClientIpAnalyzers;

/// <summary>
/// Range strings that a provider publishes as fixed. Ranges that change belong in a file or in configuration, kept
/// up to date from the provider's own list.
/// </summary>
public static class TrustedRanges
{
    /// <summary>
    /// The shared address space from which legacy Application Load Balancer instances of Alibaba Cloud connect
    /// (100.64.0.0/10, RFC 6598). Upgraded instances connect from the CIDR block of their own vSwitch instead.
    /// </summary>
    public const string AlibabaCloudLegacyAlb = "100.64.0.0/10";

    /// <summary>This machine: <c>127.0.0.0/8</c> and <c>::1</c>, for a proxy that runs beside the application.</summary>
    public const string Loopback = "127.0.0.0/8,::1/128";

    /// <summary>A peer that connected through a Unix socket and so has no address.</summary>
    public const string UnixSocket = "unix";
}
