using Microsoft.CodeAnalysis;

namespace ClientIpAnalyzers.Analyzers;

/// <content>Reading client addresses: CIP001 to CIP006.</content>
internal static partial class Descriptors
{
    private const string Reading = "ClientIp.Reading";

    public static readonly DiagnosticDescriptor RemoteAddressIsThePeer = new(
        DiagnosticIds.RemoteAddressIsThePeer,
        "The connection's remote address is the proxy, not the client",
        "'{0}' is the address of whoever connected, which behind a proxy is the proxy; resolve the client by a policy",
        Reading,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "Behind a load balancer or CDN every request comes from the same few addresses, so that logs, limits and access lists keyed on the connection's address take all clients for one.",
        HelpLink(DiagnosticIds.RemoteAddressIsThePeer));

    public static readonly DiagnosticDescriptor UncheckedHeader = new(
        DiagnosticIds.UncheckedHeader,
        "A client-address header is believed without a check of the peer",
        "'{0}' is whatever the sender wrote unless a trusted proxy sent it; check the peer first or resolve the client by a policy",
        Reading,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "Anyone who can connect can send the header. It says something only once the peer is known to be a proxy that sets it.",
        HelpLink(DiagnosticIds.UncheckedHeader));

    public static readonly DiagnosticDescriptor LeftmostEntry = new(
        DiagnosticIds.LeftmostEntry,
        "The leftmost entry of a forwarding header is written by the client",
        "The first entry of '{0}' is the client's own text: proxies append on the right; resolve the client by a policy",
        Reading,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "A proxy appends the address of its peer to whatever the header held already, so the leftmost entry is the one part that no proxy vouches for, even when the request came through a trusted one.",
        HelpLink(DiagnosticIds.LeftmostEntry));

    public static readonly DiagnosticDescriptor AddressFromHeader = new(
        DiagnosticIds.AddressFromHeader,
        "The connection's address is overwritten from a header",
        "This makes '{0}' the connection's address for everything that follows, and the sender wrote it; let a checked set-up rewrite the address",
        Reading,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "Access lists, limits and logs further on read the connection's address and have no way to know that it is the sender's own text.",
        HelpLink(DiagnosticIds.AddressFromHeader));

    public static readonly DiagnosticDescriptor BoundHeader = new(
        DiagnosticIds.BoundHeader,
        "A client-address header is bound to a parameter",
        "'{0}' is whatever the sender wrote, and binding checks nothing; resolve the client by a policy",
        Reading,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "Model binding hands over the header as it came. Nothing between the request and the parameter can have checked that a trusted proxy sent it.",
        HelpLink(DiagnosticIds.BoundHeader));

    public static readonly DiagnosticDescriptor CgiName = new(
        DiagnosticIds.CgiName,
        "A CGI variable is looked up among the headers",
        "'{0}' is the name of a CGI variable: as a header no proxy and no server sets it, so that whatever is found was written by the sender",
        Reading,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "REMOTE_ADDR and HTTP_X_FORWARDED_FOR are server variables of CGI and IIS. ASP.NET Core has no such headers; a request has them only if somebody forges them.",
        HelpLink(DiagnosticIds.CgiName));
}
