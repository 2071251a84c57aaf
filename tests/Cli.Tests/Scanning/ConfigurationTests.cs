namespace ClientIpAnalyzers.Cli.Tests.Scanning;

/// <summary>What configuration files in the tree say about rules holds in a scan too.</summary>
public class ConfigurationTests
{
    private static readonly (string, string)[] App = [("App.csproj", Checkout.Web), ("Program.cs", Checkout.Main), ("Web/A.cs", Checkout.ReadsPeer)];

    [Theory]
    [InlineData("dotnet_diagnostic.CIP001.severity = none", "")]
    [InlineData("dotnet_diagnostic.CIP001.severity = suggestion", "Web/A.cs:3 CIP001i")]
    [InlineData("dotnet_analyzer_diagnostic.category-ClientIp.Reading.severity = none", "")]
    [InlineData("clientip_trusted_proxy_setup = true", "")]
    public async Task An_editorconfig_holds_for_the_files_below_it(string line, string expected)
    {
        using var checkout = new Checkout(App);
        checkout.Write("Web/.editorconfig", "[*.cs]\n" + line);
        Assert.Equal(expected, await checkout.FindingsAsync());
        checkout.Write("Web/.editorconfig", "[Other.cs]\n" + line);
        Assert.Equal("Web/A.cs:3 CIP001", await checkout.FindingsAsync());
    }

    [Fact]
    public async Task A_globalconfig_holds_for_the_projects_below_it()
    {
        using var checkout = new Checkout(App);
        checkout.Write(".globalconfig", "is_global = true\ndotnet_diagnostic.CIP001.severity = none");
        Assert.Equal("", await checkout.FindingsAsync());
        Assert.Equal("", await checkout.FindingsAsync("Web"));
    }

    [Fact]
    public async Task NoWarn_and_pragmas_silence_what_they_name()
    {
        using var checkout = new Checkout(
            ("App.csproj", Checkout.Web.Replace("<Nullable>", "<NoWarn>$(NoWarn);CIP002</NoWarn><Nullable>", StringComparison.Ordinal)),
            ("A.cs", "#pragma warning disable CIP001\n" + Checkout.ReadsPeer),
            ("B.cs", "public class B { public string? Get(HttpContext c) => c.Request.Headers[\"X-Real-IP\"]; }"));
        Assert.Equal("", await checkout.FindingsAsync());
    }

    [Fact]
    public async Task A_preset_holds()
    {
        using var checkout = new Checkout(App);
        checkout.Write("App.csproj", Checkout.Web.Replace("<Nullable>", "<ClientIpPreset>Audit</ClientIpPreset><Nullable>", StringComparison.Ordinal));
        Assert.Equal("Web/A.cs:3 CIP001i", await checkout.FindingsAsync());
    }

    [Fact]
    public async Task Deployment_files_are_read_wherever_they_lie()
    {
        using var checkout = new Checkout(App);
        checkout.Write("Dockerfile", "FROM x\nENV ASPNETCORE_FORWARDEDHEADERS_ENABLED=true\n");
        Assert.Equal("Dockerfile:2 CIP401", await checkout.FindingsAsync(ids: ["CIP401"]));
        checkout.Write("App.csproj", Checkout.Web.Replace("<Nullable>", "<ClientIpDeploymentFiles>false</ClientIpDeploymentFiles><Nullable>", StringComparison.Ordinal));
        Assert.Equal("", await checkout.FindingsAsync(ids: ["CIP401"]));
    }

    [Fact]
    public async Task A_mistyped_option_is_found_in_its_file()
    {
        using var checkout = new Checkout(App);
        checkout.Write("Web/.editorconfig", "[*.cs]\nclientip_header = X-Mine");
        Assert.Equal("Web/.editorconfig:2 CIP513", await checkout.FindingsAsync(ids: ["CIP513"]));
    }

    [Fact]
    public async Task Ranges_of_a_policy_are_read_from_the_project()
    {
        using var checkout = new Checkout(
            ("App.csproj", Checkout.Web.Replace("</Project>", "<ItemGroup><PackageReference Include=\"ClientIpAnalyzers\" /></ItemGroup></Project>", StringComparison.Ordinal)),
            ("A.cs", "[ClientIpAnalyzers.ClientIpSource(\"X-Forwarded-For\", Via = [\"waf\"])]\n[ClientIpAnalyzers.TrustedHop(\"waf\", \"file:ranges/waf.txt\")]\npublic partial class A;"));
        Assert.Equal("A.cs:2 CIP502", await checkout.FindingsAsync());
        checkout.Write("ranges/waf.txt", "192.0.2.0/24\n");
        Assert.Equal("", await checkout.FindingsAsync());
    }
}
