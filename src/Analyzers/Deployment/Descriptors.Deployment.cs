using Microsoft.CodeAnalysis;

namespace ClientIpAnalyzers.Analyzers;

/// <content>Deployment files: CIP401 to CIP403.</content>
internal static partial class Descriptors
{
    private const string Deployment = "ClientIp.Deployment";

    public static readonly DiagnosticDescriptor EnvironmentSwitch = new(
        DiagnosticIds.EnvironmentSwitch,
        "Forwarded headers are switched on with nobody named as proxy",
        "'{0}' makes the application believe the forwarded headers of whoever connects; name the proxies in ForwardedHeadersOptions or in a policy instead",
        Deployment,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "The switch enables X-Forwarded-For and X-Forwarded-Proto and empties both lists of trusted proxies, so that whoever reaches the application chooses the address it sees.",
        HelpLink(DiagnosticIds.EnvironmentSwitch));

    public static readonly DiagnosticDescriptor ConfiguredHeader = new(
        DiagnosticIds.ConfiguredHeader,
        "A client-address header is named in configuration",
        "'{0}' names '{1}', which is whatever the sender wrote unless a trusted proxy sent it; see that the code that reads it checks the peer",
        Deployment,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        "Code that takes the name of the header from configuration, often in a library, is out of the sight of the rules about reads. Whether it checks the peer first has to be looked up.",
        HelpLink(DiagnosticIds.ConfiguredHeader));

    public static readonly DiagnosticDescriptor ConfiguredRange = new(
        DiagnosticIds.ConfiguredRange,
        "Trusted ranges in configuration that no policy may hold",
        "{0}",
        Deployment,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "A policy whose ranges hold everybody, or cannot be read, stops the application at its start.",
        HelpLink(DiagnosticIds.ConfiguredRange));
}
