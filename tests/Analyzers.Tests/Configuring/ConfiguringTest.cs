using ClientIpAnalyzers.Analyzers.Tests.Infrastructure;
using Microsoft.CodeAnalysis;

namespace ClientIpAnalyzers.Analyzers.Tests.Configuring;

/// <summary>Set-ups as applications write them, and what the rules about forwarded headers say of them.</summary>
internal static class ConfiguringTest
{
    public const string Enabled = "o.ForwardedHeaders = ForwardedHeaders.XForwardedFor; ";
    public const string Cleared = "o.KnownProxies.Clear(); o.KnownIPNetworks.Clear(); ";

    /// <summary>The ids, each with <c>i</c> appended where it is only an information.</summary>
    public static async Task<string> IdsAsync(
        string source,
        OutputKind output = OutputKind.ConsoleApplication,
        IReadOnlyDictionary<string, string>? options = null,
        bool mustCompile = true,
        IEnumerable<MetadataReference>? references = null,
        params string[] more)
        => string.Join(" ", (await RuleRunner.RunAsync(source, output, options, references, mustCompile, more: more))
            .Where(diagnostic => diagnostic.Descriptor.Category == "ClientIp.Configuring")
            .Select(diagnostic => diagnostic.Id + (diagnostic.Severity == DiagnosticSeverity.Info ? "i" : "")));

    /// <summary>The statements run at the top of a program that has a <c>builder</c> and an <c>app</c>.</summary>
    public static Task<string> IdsInProgramAsync(string statements, params string[] more)
        => IdsAsync("var builder = WebApplication.CreateBuilder(args); var app = builder.Build(); " + statements, more: more);

    /// <summary>The statements configure the container's options <c>o</c>, which the program then uses.</summary>
    public static Task<string> IdsInConfigureAsync(string statements, params string[] more)
        => IdsInProgramAsync("builder.Services.Configure<ForwardedHeadersOptions>(o => { " + statements + " }); app.UseForwardedHeaders();", more);
}
