using ClientIpAnalyzers.Analyzers.Tests.Infrastructure;
using Microsoft.CodeAnalysis;

namespace ClientIpAnalyzers.Analyzers.Tests.Docs;

/// <summary>What a preset makes of reports that a rule has graded.</summary>
public class SeverityPresetTests
{
    private const string Code = """
        using ClientIpAnalyzers;

        public static class Reads
        {
            public static string Peer(HttpContext context) => context.Connection.RemoteIpAddress?.ToString() ?? "nobody";

            public static void Log(HttpContext context, ILogger log) => log.LogInformation("{Ip}", context.Connection.RemoteIpAddress);
        }

        [ClientIpSource("client-real-ip", Via = ["alb"])]
        [TrustedHop("alb", "10.20.0.0/24")]
        public sealed partial class OneHop;

        [ClientIpSource("X-Forwarded-For", Via = ["alb"])]
        [TrustedHop("alb", "10.20.0.0/33")]
        public sealed class NotPartial;
        """;

    [Theory]
    [InlineData("", "CIP001 Warning, CIP001 Info, CIP502 Error, CIP503 Error, CIP505 Info")]
    [InlineData("Strict", "CIP001 Warning, CIP001 Warning, CIP502 Error, CIP503 Error, CIP505 Warning")]
    [InlineData("audit", "CIP001 Info, CIP001 Info, CIP502 Info, CIP503 Info, CIP505 Info")]
    [InlineData("nonsense", "CIP001 Warning, CIP001 Info, CIP502 Error, CIP503 Error, CIP505 Info")]
    public async Task Strict_raises_informations_and_audit_makes_everything_one(string preset, string expected)
        => Assert.Equal(expected, string.Join(", ", (await RuleRunner.RunAsync(Code, options: new Dictionary<string, string> { ["clientip_preset"] = preset }))
            .OrderBy(diagnostic => diagnostic.Id, StringComparer.Ordinal)
            .ThenBy(diagnostic => diagnostic.Location.SourceSpan.Start)
            .Select(diagnostic => $"{diagnostic.Id} {diagnostic.Severity}")));

    [Fact]
    public void An_information_is_not_raised_above_its_rule()
    {
        var rule = new DiagnosticDescriptor("X", "x", "x", "x", DiagnosticSeverity.Info, isEnabledByDefault: true);
        Assert.Equal(DiagnosticSeverity.Info, SeverityPreset.Strict.Apply(rule, graded: null));
        Assert.Equal(DiagnosticSeverity.Hidden, SeverityPreset.Audit.Apply(rule, DiagnosticSeverity.Hidden));
    }
}
