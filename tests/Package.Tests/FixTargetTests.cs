namespace ClientIpAnalyzers.Package.Tests;

public class FixTargetTests(PackageFixture fixture)
{
    /// <summary>A warning in one file and an information in another.</summary>
    private const string Reading = """
        public static class Reading
        {
            public static string Peer(HttpContext context) => context.Connection.RemoteIpAddress?.ToString() ?? "nobody";
        }

        """;

    private const string Logging = """
        public static class Logging
        {
            public static void Log(HttpContext context, ILogger log) => log.LogInformation("{Ip}", context.Connection.RemoteIpAddress);
        }

        """;

    [Theory]
    [InlineData("net10.0")]
    [InlineData("net8.0;net10.0")]
    public async Task The_target_repairs_a_project_informations_included(string frameworks)
    {
        var consumer = Careless("fix-" + frameworks.Split(';').Length);
        if (frameworks.Contains(';', StringComparison.Ordinal))
        {
            consumer.Write("App.csproj", consumer.Read("App.csproj")
                .Replace("<TargetFramework>net10.0</TargetFramework>", $"<TargetFrameworks>{frameworks}</TargetFrameworks>", StringComparison.Ordinal)
                .Replace("<LangVersion>14</LangVersion>", "<LangVersion>12</LangVersion>", StringComparison.Ordinal));
        }

        var output = await DotNet.Run(consumer.Folder, "build", "-t:ClientIpFix");

        Assert.Contains("App: repaired " + Path.Combine(consumer.Folder, "Reading.cs"), output, StringComparison.Ordinal);
        Assert.Contains("App: repaired " + Path.Combine(consumer.Folder, "Logging.cs"), output, StringComparison.Ordinal);
        Assert.Equal(Reading.Replace("Connection.RemoteIpAddress?", "GetClientIp().Address?", StringComparison.Ordinal), consumer.Read("Reading.cs"));
        Assert.Equal(Logging.Replace("Connection.RemoteIpAddress", "GetClientIp().ToIPAddress()", StringComparison.Ordinal), consumer.Read("Logging.cs"));
        Assert.Contains("App: nothing to repair", await DotNet.Run(consumer.Folder, "build", "-t:ClientIpFix"), StringComparison.Ordinal);
        Assert.Empty(await consumer.Build());
    }

    [Fact]
    public async Task The_target_fails_where_the_command_does()
    {
        var consumer = Careless("fix-failing");

        await DotNet.Fail(consumer.Folder, "build", "-t:ClientIpFix", "-p:DOTNET_HOST_PATH=no-such-command");
        Assert.Equal(Reading, consumer.Read("Reading.cs"));
    }

    private Consumer Careless(string name)
    {
        var consumer = new Consumer(fixture, name, "net10.0");
        consumer.Write("Program.cs", """
            using ClientIpAnalyzers;

            var builder = WebApplication.CreateBuilder(args);
            builder.Services.AddClientIp<ShopClientIp>();
            var app = builder.Build();
            app.UseClientIp();
            app.Run();

            [ClientIpSource("X-Forwarded-For", Via = ["alb"])]
            [TrustedHop("alb", "10.20.0.0/24")]
            public sealed partial class ShopClientIp;

            """);
        consumer.Write("Reading.cs", Reading);
        consumer.Write("Logging.cs", Logging);
        return consumer;
    }
}
