using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace ClientIpAnalyzers.Analyzers;

/// <content>Declaring a policy: CIP501 to CIP515. Each report brings its own message.</content>
internal static partial class Descriptors
{
    private const string Declaring = "ClientIp.Declaring";

    public static readonly DiagnosticDescriptor HeaderName = Declared(
        DiagnosticIds.HeaderName,
        "A header name must be a token",
        DiagnosticSeverity.Error,
        "A request can only carry a header whose name is a token of RFC 9110; a source that reads any other name never finds an address.");

    public static readonly DiagnosticDescriptor UnreadableRange = Declared(
        DiagnosticIds.UnreadableRange,
        "A range, a file of ranges or the key of a secret cannot be read",
        DiagnosticSeverity.Error,
        "What is trusted must be known exactly: a range that is read differently than it was meant trusts the wrong machines. Secrets are named by their configuration key and never stand in code.");

    public static readonly DiagnosticDescriptor UnfitType = Declared(
        DiagnosticIds.UnfitType,
        "The type cannot carry a policy or an accessor",
        DiagnosticSeverity.Error,
        "The generator adds members to the type, so it must be partial in all its parts; an accessor must also find the current request from an instance.");

    public static readonly DiagnosticDescriptor NoTrustDeclared = Declared(
        DiagnosticIds.NoTrustDeclared,
        "No trust is declared, so it must come from configuration",
        DiagnosticSeverity.Warning,
        "A source that names nobody to believe takes its trusted ranges from ClientIp:TrustedProxies; start-up fails while that is missing.");

    public static readonly DiagnosticDescriptor PeerAlone = Declared(
        DiagnosticIds.PeerAlone,
        "A single-value header is believed on the peer's word alone",
        DiagnosticSeverity.Warning,
        "Most proxies pass on a header they do not know. Who reaches the last proxy directly then writes the header, and the peer is the same as for an honest request.");

    public static readonly DiagnosticDescriptor WholeFamily = Declared(
        DiagnosticIds.WholeFamily,
        "A range holds all of IPv4 or IPv6",
        DiagnosticSeverity.Error,
        "A range that holds everybody takes every client for a proxy, and so believes whatever address any client writes.");

    public static readonly DiagnosticDescriptor HopName = Declared(
        DiagnosticIds.HopName,
        "A hop is unknown, unused or declared twice",
        DiagnosticSeverity.Error,
        "Via names hops that are declared beside it; a hop that no Via names verifies nothing.");

    public static readonly DiagnosticDescriptor ContradictorySettings = Declared(
        DiagnosticIds.ContradictorySettings,
        "Settings exclude each other, or a source is never reached",
        DiagnosticSeverity.Error,
        "A setting that contradicts another, or a source that an earlier one always precedes, leaves a policy that does something else than it says.");

    public static readonly DiagnosticDescriptor OverlappingHops = Declared(
        DiagnosticIds.OverlappingHops,
        "The ranges of two hops of one Via overlap",
        DiagnosticSeverity.Error,
        "An address in two hops of a chain lets a proxy of one layer pose as one of another, so that a chain that never happened verifies.");

    public static readonly DiagnosticDescriptor HostBits = Declared(
        DiagnosticIds.HostBits,
        "A range has bits set beyond its prefix length",
        DiagnosticSeverity.Warning,
        "The bits beyond the prefix length are ignored. Where they were meant, the length is wrong and the range trusts more than it should.");

    public static readonly DiagnosticDescriptor ListAsSingle = Declared(
        DiagnosticIds.ListAsSingle,
        "A list header is declared as a single value",
        DiagnosticSeverity.Error,
        "Proxies append to X-Forwarded-For and Forwarded; read as one value they hold what the client wrote.");

    public static readonly DiagnosticDescriptor AccessorNameTaken = Declared(
        DiagnosticIds.AccessorNameTaken,
        "The accessor's name is taken",
        DiagnosticSeverity.Error,
        "The accessor adds a member ClientIp. A member of that name in the type collides with it; one of another type in a base type would be hidden.");

    public static readonly DiagnosticDescriptor SharedHop = Declared(
        DiagnosticIds.SharedHop,
        "A shared hop is believed without a proof",
        DiagnosticSeverity.Warning,
        "Other customers of the same provider send requests from the addresses of a shared hop. Ranges tell networks apart, not tenants; a secret that only your own account sends does.");

    public static readonly DiagnosticDescriptor BoundAddress = new(
        DiagnosticIds.BoundAddress,
        "The client's address is taken from what the client sends",
        "'{0}' is filled in by whoever sends the request; take the client's address from the request's answer instead",
        Declaring,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "A parameter or member of a message that carries the client's own address lets the client choose it. The request itself says who sent it.",
        HelpLink(DiagnosticIds.BoundAddress));

    public static readonly DiagnosticDescriptor UnknownOption = new(
        DiagnosticIds.UnknownOption,
        "An option that nothing reads",
        "Nothing reads the {1} '{0}'; the nearest that is known is '{2}'",
        Declaring,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "A mistyped option changes nothing and says nothing, and what it should have set stays as it was.",
        HelpLink(DiagnosticIds.UnknownOption));

    /// <summary>The rules that <c>DeclarationCheck</c> applies.</summary>
    public static readonly ImmutableArray<DiagnosticDescriptor> Declarations = ImmutableArray.Create(
        HeaderName,
        UnreadableRange,
        NoTrustDeclared,
        PeerAlone,
        WholeFamily,
        HopName,
        ContradictorySettings,
        OverlappingHops,
        HostBits,
        ListAsSingle,
        SharedHop);

    private static DiagnosticDescriptor Declared(string id, string title, DiagnosticSeverity severity, string description)
        => new(id, title, "{0}", Declaring, severity, isEnabledByDefault: true, description, HelpLink(id));
}
