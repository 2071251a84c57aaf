using Microsoft.CodeAnalysis;

namespace ClientIpAnalyzers.Analyzers;

/// <content>Deciding by address: CIP201 to CIP204.</content>
internal static partial class Descriptors
{
    private const string Deciding = "ClientIp.Deciding";

    public static readonly DiagnosticDescriptor UnverifiedDecision = new(
        DiagnosticIds.UnverifiedDecision,
        "Access is decided by an address that is not verified",
        "This lets requests in or turns them away by '{0}', which is not verified to be the client; decide by the resolved address",
        Deciding,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "Behind a proxy the connection's address is the proxy's, the same for everybody, and a header is whatever the sender wrote. An access list over either admits everybody or whomever the attacker names.",
        HelpLink(DiagnosticIds.UnverifiedDecision));

    public static readonly DiagnosticDescriptor ForgeableLimitKey = new(
        DiagnosticIds.ForgeableLimitKey,
        "A limit is counted by something the client writes",
        "The key of this limit is made from '{0}', which the client writes: every request can have a new one; use the resolved address",
        Deciding,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "A limiter or lock-out whose key comes from a header stops only those who do not know that: a new value for each request makes a new counter, and another person's value locks that person out.",
        HelpLink(DiagnosticIds.ForgeableLimitKey));

    public static readonly DiagnosticDescriptor LimiterWithoutSetup = new(
        DiagnosticIds.LimiterWithoutSetup,
        "A limiter counts by the connection's address in an application without a set-up",
        "This limit counts by '{0}', and nothing in the application makes that the client: behind a proxy all clients share one counter",
        Deciding,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        "Without forwarded headers that trust the proxy, or UseClientIp, every client behind the proxy has the same address, and the first to reach the limit uses it up for all.",
        HelpLink(DiagnosticIds.LimiterWithoutSetup));

    public static readonly DiagnosticDescriptor LocalRequest = new(
        DiagnosticIds.LocalRequest,
        "A request is taken for a local one",
        "This takes a request for one from this machine, but {0}",
        Deciding,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "With a proxy, a sidecar or a tunnel on the same machine all requests come from loopback, and the Host header is the client's own text. What is open to local requests is then open to everybody.",
        HelpLink(DiagnosticIds.LocalRequest));
}
