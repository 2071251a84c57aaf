using Microsoft.CodeAnalysis;

namespace ClientIpAnalyzers.Analyzers;

/// <content>Configuring forwarded headers: CIP101 to CIP112.</content>
internal static partial class Descriptors
{
    private const string Configuring = "ClientIp.Configuring";

    public static readonly DiagnosticDescriptor TrustsEverybody = new(
        DiagnosticIds.TrustsEverybody,
        "Both lists of trusted proxies are cleared, so that everybody is trusted",
        "With both lists of trusted proxies empty, anyone may set the client's address; add the ranges of the proxies, or keep the defaults",
        Configuring,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "Empty lists do not mean that nobody is trusted: the middleware then makes no check at all, and takes the address that any sender writes.",
        HelpLink(DiagnosticIds.TrustsEverybody));

    public static readonly DiagnosticDescriptor TrustsWholeFamily = new(
        DiagnosticIds.TrustsWholeFamily,
        "A range that holds every address is trusted",
        "A range of prefix length 0 makes every address a trusted proxy; name the ranges of the proxies",
        Configuring,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "Whoever connects is then believed about the client's address, and with an open limit the client's own entry is taken.",
        HelpLink(DiagnosticIds.TrustsWholeFamily));

    public static readonly DiagnosticDescriptor NoForwardLimit = new(
        DiagnosticIds.NoForwardLimit,
        "The number of forwarded entries is not limited",
        "Without a limit every entry of the header is taken while its sender is trusted; set 'ForwardLimit' to the number of proxies",
        Configuring,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "Where everybody is trusted the leftmost entry becomes the client's address, which is the client's own text. Elsewhere the limit is the second line of defence behind the ranges.",
        HelpLink(DiagnosticIds.NoForwardLimit));

    public static readonly DiagnosticDescriptor EmptyInitializer = new(
        DiagnosticIds.EmptyInitializer,
        "An empty initializer does not clear a list",
        "'{0} = {{ }}' adds nothing to the list and removes nothing from it; list the proxies, or remove it",
        Configuring,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "An initializer in braces adds to the list that is there. The default proxies stay, and whoever expects an empty list is wrong about who is trusted.",
        HelpLink(DiagnosticIds.EmptyInitializer));

    public static readonly DiagnosticDescriptor ForwardedHeadersNotEnabled = new(
        DiagnosticIds.ForwardedHeadersNotEnabled,
        "Forwarded headers are used but never enabled",
        "'UseForwardedHeaders' does nothing, because 'ForwardedHeaders' is never set and stays 'None'",
        Configuring,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "The middleware processes only the headers that its options name, and by default they name none. Nothing is logged about it.",
        HelpLink(DiagnosticIds.ForwardedHeadersNotEnabled));

    public static readonly DiagnosticDescriptor IgnoredOptions = new(
        DiagnosticIds.IgnoredOptions,
        "Options given to UseForwardedHeaders replace those that are configured",
        "The options configured in the container are ignored, because 'UseForwardedHeaders' is given others",
        Configuring,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "The two are not merged. Trusted proxies that were configured in the container are not trusted, and limits that were set there do not hold.",
        HelpLink(DiagnosticIds.IgnoredOptions));

    public static readonly DiagnosticDescriptor AppliedTwice = new(
        DiagnosticIds.AppliedTwice,
        "Forwarded headers are applied twice",
        "'UseForwardedHeaders' has been called on this path already; a second call consumes another entry of each header",
        Configuring,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "Each call with options of its own takes the next entry, so that the second one goes a hop too far, to what the client may have written.",
        HelpLink(DiagnosticIds.AppliedTwice));

    public static readonly DiagnosticDescriptor RegisteredTooLate = new(
        DiagnosticIds.RegisteredTooLate,
        "Forwarded headers or the client come after something that needs them",
        "'{0}' comes after '{1}', which sees the proxy instead of the client; {2}",
        Configuring,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "Middleware runs in the order of its registration. What runs before the address and scheme are put right decides by those of the last proxy.",
        HelpLink(DiagnosticIds.RegisteredTooLate));

    public static readonly DiagnosticDescriptor ForwardedHost = new(
        DiagnosticIds.ForwardedHost,
        "X-Forwarded-Host is accepted without a list of allowed hosts",
        "'X-Forwarded-Host' is accepted whatever it says; leave it out of the flags, or fill 'AllowedHosts'",
        Configuring,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "Most load balancers pass the header on as the client sent it. It then becomes the host in links, redirects and mails that the application makes.",
        HelpLink(DiagnosticIds.ForwardedHost));

    public static readonly DiagnosticDescriptor WholePrivateRange = new(
        DiagnosticIds.WholePrivateRange,
        "A whole private range is trusted",
        "A whole private range is trusted, with every machine in it; name the subnets of the proxies",
        Configuring,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        "Neighbours in the same network, other teams and compromised machines among them, can then say who the client is.",
        HelpLink(DiagnosticIds.WholePrivateRange));

    public static readonly DiagnosticDescriptor ConditionalRefill = new(
        DiagnosticIds.ConditionalRefill,
        "The lists of trusted proxies are cleared, and filled again only on some paths",
        "Where nothing is added afterwards, both lists stay empty and everybody is trusted; clear them only where something is added",
        Configuring,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        "A missing setting then means that everybody is trusted, where it should mean that nobody is.",
        HelpLink(DiagnosticIds.ConditionalRefill));

    public static readonly DiagnosticDescriptor HeaderNameOption = new(
        DiagnosticIds.HeaderNameOption,
        "A header name in the options lets a sender say who the client is",
        "{0}",
        Configuring,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "A single-value header is right only from the proxy that overwrites it, and the header for the original address is written by the middleware, over whatever it held.",
        HelpLink(DiagnosticIds.HeaderNameOption));
}
