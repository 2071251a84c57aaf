using ClientIpAnalyzers.Analyzers.Declaring;
using ClientIpAnalyzers.Analyzers.Tests.Infrastructure;
using Microsoft.CodeAnalysis;

namespace ClientIpAnalyzers.Analyzers.Tests.Declaring;

public class UnknownOptionTests
{
    [Theory]
    [InlineData(".editorconfig", "root = true\n[*.cs]\n  clientip_header = X\n", "CIP513@3:3 clientip_headers")]
    [InlineData("/src/.globalconfig", "is_global = true\nClientIp_Trusted_Proxy = x", "CIP513@2:1 clientip_trusted_proxy_setup")]
    [InlineData("team.globalconfig", "clientip_deployment_severty: none", "CIP513@1:1 clientip_deployment_severity")]
    [InlineData(".editorconfig", "# clientip_header = X\nclientip_headers = X\nclientip\nother_clientip_header = x\n", "")]
    [InlineData("App.csproj", "<Project>\n  <PropertyGroup>\n    <ClientIpPresets>Strict</ClientIpPresets>\n  </PropertyGroup></Project>", "CIP513@3:6 ClientIpPreset")]
    [InlineData("Directory.Build.props", "<Project><PropertyGroup><ClientIpPreset>Strict</ClientIpPreset></PropertyGroup></Project>", "")]
    [InlineData("App.csproj", "<Project><ItemGroup><ClientIpPresets Include=\"x\" /></ItemGroup></Project>", "")]
    [InlineData("App.csproj", "<Project><PropertyGroup><ClientIpPresets>", "")]
    [InlineData("notes.txt", "clientip_header = X", "")]
    public async Task A_name_that_nothing_reads_is_reported_where_it_stands(string file, string text, string expected)
        => Assert.Equal(expected, string.Join(" ", (await RuleRunner.RunAsync("", files: new Dictionary<string, string> { [file] = text })).Select(diagnostic =>
        {
            var place = diagnostic.Location.GetLineSpan().StartLinePosition;
            return $"{diagnostic.Id}@{place.Line + 1}:{place.Character + 1} {diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture).Split('\'')[3]}";
        })));

    [Fact]
    public async Task A_key_without_a_file_is_reported_once_without_a_place()
    {
        var options = new Dictionary<string, string> { ["clientip_haeders"] = "X", ["clientip_preset"] = "", ["other"] = "x" };
        var diagnostic = Assert.Single(await RuleRunner.RunAsync("class A { }", options: options, more: "class B { }"));
        Assert.Equal(("CIP513", Location.None), (diagnostic.Id, diagnostic.Location));

        var placed = Assert.Single(await RuleRunner.RunAsync(
            "class A { }", options: options, files: new Dictionary<string, string> { [".editorconfig"] = "[*]\nclientip_haeders = X" }));
        Assert.NotEqual(Location.None, placed.Location);
    }

    [Theory]
    [InlineData("clientip_header", "clientip_headers")]
    [InlineData("CLIENTIP_PRESETT", "clientip_preset")]
    [InlineData("clientip_firewalled_origin", "clientip_assume_firewalled_origin")]
    public void The_nearest_name_takes_the_fewest_changes(string name, string nearest)
        => Assert.Equal(nearest, NearestName.Find(name, OptionKeys.All));
}
