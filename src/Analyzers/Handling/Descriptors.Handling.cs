using Microsoft.CodeAnalysis;

namespace ClientIpAnalyzers.Analyzers;

/// <content>Handling addresses: CIP301 to CIP306.</content>
internal static partial class Descriptors
{
    private const string Handling = "ClientIp.Handling";

    public static readonly DiagnosticDescriptor ReferenceComparison = new(
        DiagnosticIds.ReferenceComparison,
        "IPAddress is compared by reference",
        "'{0}' compares references, and equal addresses are seldom one object; use Equals",
        Handling,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "IPAddress has no equality operator, so == asks whether both sides are one object. An address that was read from a connection or parsed from text never is the object that it is compared with.",
        HelpLink(DiagnosticIds.ReferenceComparison));

    public static readonly DiagnosticDescriptor AddressAsText = new(
        DiagnosticIds.AddressAsText,
        "An address is compared as text",
        "'{0}' compares the text of an address, and one address has many texts; compare addresses, or ranges with CidrSet",
        Handling,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "10.0.0.1 and ::ffff:10.0.0.1 are one address, as are all spellings of an IPv6 address, and a prefix of text such as \"10.1\" also begins 10.100.0.1.",
        HelpLink(DiagnosticIds.AddressAsText));

    public static readonly DiagnosticDescriptor MappedAddress = new(
        DiagnosticIds.MappedAddress,
        "An IPv4-mapped address is handled wrongly",
        "{0}",
        Handling,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "A socket for both families shows IPv4 clients as ::ffff:10.0.0.1, and IPv6 clients as they are. Code that takes every address for one of the two makes another address of the rest, and that may be one that somebody trusts.",
        HelpLink(DiagnosticIds.MappedAddress));

    public static readonly DiagnosticDescriptor FrameworkNetwork = new(
        DiagnosticIds.FrameworkNetwork,
        "IPNetwork contains IPv4-mapped addresses that it should not",
        "In .NET 9 and 10 the IPv6 network '{0}' also contains IPv4-mapped addresses such as '{1}'; use CidrSet",
        Handling,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "IPNetwork.Contains of .NET 9 and 10 compares an IPv4-mapped address with an IPv6 network as if both were IPv4, by the prefix length modulo 32.",
        HelpLink(DiagnosticIds.FrameworkNetwork));

    public static readonly DiagnosticDescriptor LenientParsing = new(
        DiagnosticIds.LenientParsing,
        "IPAddress reads more as an address than proxies write",
        "'{0}' takes octal, hexadecimal and short forms for addresses ('012.1' is 10.0.0.1); use Ip.{1}",
        Handling,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        "No proxy writes an address as 0x7f.1 or 012.0.0.1, but a client may, and then the text that was checked or logged and the address that is used are not the same.",
        HelpLink(DiagnosticIds.LenientParsing));

    public static readonly DiagnosticDescriptor UnknownPasses = new(
        DiagnosticIds.UnknownPasses,
        "A deny-list lets a client without an address through",
        "'{0}' does not contain an address that is missing, so an unknown client passes; decide about the unknown first",
        Handling,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "An address is missing behind a Unix socket, and where a header is absent or cannot be read. A list of those who may not enter says nothing about it, and nothing means yes.",
        HelpLink(DiagnosticIds.UnknownPasses));
}
