using System.Collections.Immutable;

namespace ClientIpAnalyzers;

/// <summary>
/// The rules that grade what they find, or take a severity of their own from an option. A line for one of them in a
/// configuration file would make all its reports of one severity, so a preset has none: such rules read
/// <see cref="OptionKeys.Preset"/> instead.
/// </summary>
internal static class GradedRules
{
    public static ImmutableHashSet<string> Ids { get; } = ImmutableHashSet.Create(
        StringComparer.Ordinal,
        DiagnosticIds.RemoteAddressIsThePeer,
        DiagnosticIds.UncheckedHeader,
        DiagnosticIds.AddressFromHeader,
        DiagnosticIds.TrustsEverybody,
        DiagnosticIds.NoForwardLimit,
        DiagnosticIds.RegisteredTooLate,
        DiagnosticIds.ForwardedHost,
        DiagnosticIds.UnverifiedDecision,
        DiagnosticIds.LocalRequest,
        DiagnosticIds.EnvironmentSwitch,
        DiagnosticIds.ConfiguredHeader,
        DiagnosticIds.ConfiguredRange,
        DiagnosticIds.PeerAlone,
        DiagnosticIds.HopName);
}
