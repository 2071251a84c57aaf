namespace ClientIpAnalyzers.Package.Tests;

public class DeploymentFileTests(PackageFixture fixture)
{
    private const string Variable = "ASPNETCORE_FORWARDEDHEADERS_ENABLED";
    private const string Manifest = $"env:\n- name: {Variable}\n  value: \"true\"\n";

    [Fact]
    public async Task Files_beside_the_project_are_looked_at_once_whoever_lists_them()
    {
        var consumer = new Consumer(fixture, "deployment", "net10.0");
        consumer.Write("Program.cs", "WebApplication.CreateBuilder(args).Build().Run();\n");
        consumer.Write("appsettings.json", "{ \"ForwardedHeaders_Enabled\": true }\n");
        consumer.Write("appsettings.Production.json", "{\n  \"ClientIp\": { \"TrustedProxies\": \"0.0.0.0/0\" },\n}\n");
        consumer.Write("Properties/launchSettings.json", $"{{ \"profiles\": {{ \"App\": {{\n  \"commandName\": \"Project\", \"environmentVariables\": {{ \"{Variable}\": \"true\" }} }} }} }}\n");
        consumer.Write("web.config", $"<configuration><environmentVariables>\n\n<environmentVariable name=\"{Variable}\" value=\"true\" /></environmentVariables></configuration>\n");
        consumer.Write("Dockerfile", $"FROM scratch\nENV {Variable}=true\n");
        consumer.Write("compose.yaml", $"services:\n  app:\n    environment:\n      {Variable}: \"true\"\n");
        consumer.Write("k8s/base/app.yaml", Manifest);
        consumer.Write("k8s/obj/app.yaml", Manifest);
        consumer.Write("other/app.yaml", Manifest);
        consumer.Write(".editorconfig", "root = true\n\n[*.cs]\nclientip_header = X-Ip\n");
        consumer.AddToProject("""
            <PropertyGroup>
              <ClientIpDeploymentFile>true</ClientIpDeploymentFile>
            </PropertyGroup>
            <ItemGroup>
              <AdditionalFiles Include="$(MSBuildProjectDirectory)/appsettings.json;Dockerfile" />
            </ItemGroup>
            """);

        var line = consumer.Read("App.csproj").Split('\n').TakeWhile(text => !text.Contains("<ClientIpDeploymentFile>", StringComparison.Ordinal)).Count() + 1;
        string[] options = [".editorconfig(4): CIP513", $"App.csproj({line}): CIP513"];
        string[] listed = ["Dockerfile(2): CIP401", "appsettings.json(1): CIP401"];
        Assert.Equal(
            [
                .. options, .. listed, "app.yaml(2): CIP401", "appsettings.Production.json(2): CIP403", "compose.yaml(4): CIP401",
                "launchSettings.json(2): CIP401", "web.config(3): CIP401",
            ],
            (await consumer.Build()).Order(StringComparer.Ordinal).OrderBy(found => !options.Contains(found)).ThenBy(found => !listed.Contains(found)));

        Assert.Equal(options.Concat(listed).Order(StringComparer.Ordinal), await consumer.Build("-p:ClientIpDeploymentFiles=false"));
    }

    [Theory]
    [InlineData("error")]
    [InlineData("none")]
    public async Task Severities_of_reports_in_deployment_files_are_an_option(string severity)
    {
        var consumer = new Consumer(fixture, "deployment-" + severity, "net10.0");
        consumer.Write("Program.cs", "WebApplication.CreateBuilder(args).Build().Run();\n");
        consumer.Write("appsettings.json", "{ \"RealIpHeader\": \"X-Real-IP\" }\n");
        consumer.Write(".editorconfig", $"root = true\n[*.cs]\nclientip_deployment_severity = {severity}\n");

        if (severity == "none")
        {
            Assert.Empty(await consumer.Build());
            return;
        }

        Assert.Contains("appsettings.json(1,3): error CIP402", await DotNet.Fail(consumer.Folder, "build", "-v", "quiet"), StringComparison.Ordinal);
    }
}
