using ClientIpAnalyzers.Analyzers.Tests.Infrastructure;
using Microsoft.CodeAnalysis;

namespace ClientIpAnalyzers.Analyzers.Tests.Deployment;

/// <summary>Runs the rules over one deployment file.</summary>
internal static class DeploymentTest
{
    public const string Variable = "ASPNETCORE_FORWARDEDHEADERS_ENABLED";

    /// <summary>Each report as <c>id@line:column</c>, with <c>i</c> after the id of an information.</summary>
    public static async Task<string> RunAsync(
        string file, string text, string code = "", IReadOnlyDictionary<string, string>? options = null, IEnumerable<MetadataReference>? references = null)
        => string.Join(" ", (await RuleRunner.RunAsync(code, options: options, references: references, files: new Dictionary<string, string> { [file] = text }))
            .Where(diagnostic => diagnostic.Descriptor.Category == "ClientIp.Deployment")
            .Select(diagnostic =>
            {
                var place = diagnostic.Location.GetLineSpan();
                Assert.Equal(file, place.Path);
                return $"{diagnostic.Id}{(diagnostic.Severity == DiagnosticSeverity.Info ? "i" : "")}@{place.StartLinePosition.Line + 1}:{place.StartLinePosition.Character + 1}";
            }));

    /// <summary>The text under each report.</summary>
    public static async Task<IEnumerable<string>> SpansAsync(string file, string text)
        => (await RuleRunner.RunAsync("", files: new Dictionary<string, string> { [file] = text }))
            .Select(diagnostic => text.Substring(diagnostic.Location.SourceSpan.Start, diagnostic.Location.SourceSpan.Length));
}

public class EnvironmentSwitchTests
{
    [Theory]
    [InlineData("""{ "ForwardedHeaders_Enabled": true }""")]
    [InlineData("""{ "forwardedheaders_enabled": "True", }""")]
    [InlineData("""{ /* why */ "FORWARDEDHEADERS_ENABLED" /* here */ : "TRUE" // who knows""" + "\n}")]
    [InlineData("\uFEFF{ \"ForwardedHeaders_Enabled\": true }")]
    [InlineData("""{ "ForwardedHeaders_\u0045nabled": true }""")]
    public async Task The_key_counts_in_appsettings(string json)
        => Assert.StartsWith("CIP401@1:", await DeploymentTest.RunAsync("appsettings.Production.json", json), StringComparison.Ordinal);

    [Theory]
    [InlineData("""{ "ForwardedHeaders_Enabled": false }""")]
    [InlineData("""{ "ForwardedHeaders_Enabled": 1 }""")]
    [InlineData("""{ "ForwardedHeaders_Enabled": " true" }""")]
    [InlineData("""{ "ForwardedHeaders": { "Enabled": true } }""")]
    [InlineData("""{ "Shop": { "ForwardedHeaders_Enabled": true } }""")]
    [InlineData("""{ "ASPNETCORE_FORWARDEDHEADERS_ENABLED": "true" }""")]
    [InlineData("""[ { "ForwardedHeaders_Enabled": true } ]""")]
    [InlineData("""// "ForwardedHeaders_Enabled": true""")]
    public async Task What_the_framework_does_not_take_for_it_is_silent(string json)
        => Assert.Equal("", await DeploymentTest.RunAsync("appsettings.json", json));

    [Theory]
    [InlineData("""{ "profiles": { "shop": { "environmentVariables": { "ASPNETCORE_FORWARDEDHEADERS_ENABLED": "true" } } } }""", "CIP401@1:53")]
    [InlineData("""{ "profiles": { "shop": { "environmentVariables": { "DOTNET_FORWARDEDHEADERS_ENABLED": "true" } } } }""", "CIP401@1:53")]
    [InlineData("""{ "profiles": { "shop": { "environmentVariables": { "ASPNETCORE_FORWARDEDHEADERS_ENABLED": "false" } } } }""", "")]
    [InlineData("""{ "profiles": { "shop": { "environmentVariables": { "ASPNETCORE_FORWARDEDHEADERS__ENABLED": "true" } } } }""", "")]
    [InlineData("""{ "ASPNETCORE_FORWARDEDHEADERS_ENABLED": "true" }""", "")]
    public async Task Launch_profiles_set_variables(string json, string expected)
        => Assert.Equal(expected, await DeploymentTest.RunAsync("Properties/launchSettings.json", json));

    [Theory]
    [InlineData("<configuration><system.webServer><aspNetCore><environmentVariables>\n<environmentVariable name=\"ASPNETCORE_FORWARDEDHEADERS_ENABLED\" value=\"true\" /></environmentVariables></aspNetCore></system.webServer></configuration>", "CIP401@2:22")]
    [InlineData("<configuration><location path=\".\"><environmentVariables>\n  <environmentVariable value='true'\n    name='ASPNETCORE_FORWARDEDHEADERS_ENABLED' /></environmentVariables></location></configuration>", "CIP401@3:5")]
    [InlineData("<environmentVariables><!--\n<environmentVariable name=\"ASPNETCORE_FORWARDEDHEADERS_ENABLED\" value=\"true\" />--></environmentVariables>", "")]
    [InlineData("<appSettings><add name=\"ASPNETCORE_FORWARDEDHEADERS_ENABLED\" value=\"true\" /></appSettings>", "")]
    [InlineData("<environmentVariables><environmentVariable name=\"ASPNETCORE_FORWARDEDHEADERS_ENABLED\" value=\"true\" />", "")]
    [InlineData("<!DOCTYPE x [<!ENTITY e \"true\">]><environmentVariables><environmentVariable name=\"ASPNETCORE_FORWARDEDHEADERS_ENABLED\" value=\"&e;\" /></environmentVariables>", "")]
    public async Task Web_config_sets_variables(string xml, string expected)
        => Assert.Equal(expected, await DeploymentTest.RunAsync("Web.Release.config", xml));

    [Theory]
    [InlineData("ENV ASPNETCORE_FORWARDEDHEADERS_ENABLED=true", "CIP401@1:5")]
    [InlineData("env ASPNETCORE_FORWARDEDHEADERS_ENABLED true", "CIP401@1:5")]
    [InlineData("ENV A=\"b c\" D='e' ASPNETCORE_FORWARDEDHEADERS_ENABLED=\"true\"", "CIP401@1:19")]
    [InlineData("FROM x\r\nENV A=b \\\r\n  # why\r\n\r\n  ASPNETCORE_FORWARDEDHEADERS_ENABLED='true'\r\n", "CIP401@5:3")]
    [InlineData("ENV \\\n  ASPNETCORE_FORWARDEDHEADERS_ENABLED \\\n  true", "CIP401@2:3")]
    [InlineData("# escape=`\nENV A=C:\\ `\n  ASPNETCORE_FORWARDEDHEADERS_ENABLED=true", "CIP401@3:3")]
    [InlineData("ENV A=b\\ ASPNETCORE_FORWARDEDHEADERS_ENABLED=true", "")]
    [InlineData("ENV A ASPNETCORE_FORWARDEDHEADERS_ENABLED=true", "")]
    [InlineData("ENV ASPNETCORE_FORWARDEDHEADERS_ENABLED=false", "")]
    [InlineData("ENV ASPNETCORE_FORWARDEDHEADERS_ENABLED=$FORWARD", "")]
    [InlineData("ENV ASPNETCORE_FORWARDEDHEADERS_ENABLED", "")]
    [InlineData("ENV", "")]
    [InlineData("ARG ASPNETCORE_FORWARDEDHEADERS_ENABLED=true", "")]
    [InlineData("# ENV ASPNETCORE_FORWARDEDHEADERS_ENABLED=true", "")]
    [InlineData("RUN echo \\\n  ENV ASPNETCORE_FORWARDEDHEADERS_ENABLED=true", "")]
    [InlineData("RUN <<EOF\nENV ASPNETCORE_FORWARDEDHEADERS_ENABLED=true\nEOF\nENV ASPNETCORE_FORWARDEDHEADERS_ENABLED=true", "CIP401@4:5")]
    [InlineData("RUN echo $((1<<2))\nENV ASPNETCORE_FORWARDEDHEADERS_ENABLED=true", "CIP401@2:5")]
    public async Task Dockerfiles_set_variables_in_both_spellings(string text, string expected)
    {
        Assert.Equal(expected, await DeploymentTest.RunAsync("Dockerfile", text));
        Assert.Equal(expected, await DeploymentTest.RunAsync("build/Shop.Dockerfile", text));
    }

    [Fact]
    public async Task Two_on_one_line_are_two_reports()
        => Assert.Equal(
            "CIP401@1:5 CIP401@1:46",
            await DeploymentTest.RunAsync("Dockerfile", "ENV ASPNETCORE_FORWARDEDHEADERS_ENABLED=true DOTNET_FORWARDEDHEADERS_ENABLED=true"));

    [Fact]
    public async Task The_report_covers_the_name()
    {
        Assert.Equal([DeploymentTest.Variable], await DeploymentTest.SpansAsync("Dockerfile", "ENV ASPNETCORE_FORWARDEDHEADERS_ENABLED=true"));
        Assert.Equal(["\"ForwardedHeaders_Enabled\""], await DeploymentTest.SpansAsync("appsettings.json", """{ "ForwardedHeaders_Enabled": true }"""));
        Assert.Equal([DeploymentTest.Variable], await DeploymentTest.SpansAsync("compose.yaml", "environment: { ASPNETCORE_FORWARDEDHEADERS_ENABLED: 'true' }"));
    }

    [Theory]
    [InlineData("options.KnownIPNetworks.Add(System.Net.IPNetwork.Parse(\"10.0.0.0/8\"))", "")]
    [InlineData("options.KnownProxies.Add(IPAddress.Parse(\"10.0.0.1\"))", "")]
    [InlineData("options.KnownProxies.Clear()", "CIP401@1:5")]
    [InlineData("options.ForwardLimit = 2", "CIP401@1:5")]
    public async Task Code_that_fills_the_lists_after_the_switch_has_emptied_them_says_who_is_trusted(string statement, string expected)
        => Assert.Equal(expected, await DeploymentTest.RunAsync(
            "Dockerfile",
            "ENV ASPNETCORE_FORWARDEDHEADERS_ENABLED=true",
            $"public static class Setup {{ public static void Add(IServiceCollection services) => services.Configure<ForwardedHeadersOptions>(options => {statement}); }}"));

    [Fact]
    public async Task A_type_that_merely_looks_like_the_options_fills_nothing()
        => Assert.Equal("CIP401@1:5", await DeploymentTest.RunAsync(
            "Dockerfile",
            "ENV ASPNETCORE_FORWARDEDHEADERS_ENABLED=true",
            "public class Mine { public List<string> KnownProxies { get; } = new(); public void Add() => KnownProxies.Add(\"x\"); }"));

    [Theory]
    [InlineData("none", "")]
    [InlineData("suggestion", "CIP401i@1:5")]
    [InlineData("error", "CIP401@1:5")]
    [InlineData("nonsense", "CIP401@1:5")]
    public async Task The_severity_is_an_option(string severity, string expected)
        => Assert.Equal(expected, await DeploymentTest.RunAsync(
            "Dockerfile", "ENV ASPNETCORE_FORWARDEDHEADERS_ENABLED=true", options: new Dictionary<string, string> { ["clientip_deployment_severity"] = severity }));

    [Fact]
    public async Task A_firewalled_origin_may_have_the_switch()
        => Assert.Equal("", await DeploymentTest.RunAsync(
            "Dockerfile", "ENV ASPNETCORE_FORWARDEDHEADERS_ENABLED=true", options: new Dictionary<string, string> { ["clientip_assume_firewalled_origin"] = "true" }));

}
