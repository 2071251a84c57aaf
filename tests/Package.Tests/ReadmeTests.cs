using System.Diagnostics;
using System.Text.RegularExpressions;

namespace ClientIpAnalyzers.Package.Tests;

public partial class ReadmeTests(PackageFixture fixture)
{
    private const string Range = "10.20.0.0/24";

    [Theory]
    [MemberData(nameof(Consumer.Frameworks), MemberType = typeof(Consumer))]
    public async Task The_code_of_the_readme_builds_without_a_warning_and_finds_the_client(string framework)
    {
        var (program, controller) = ReadmeCode();
        var consumer = new Consumer(fixture, "readme", framework);
        // The load balancer of this test connects from loopback.
        consumer.Write("Program.cs", program
            .Replace(Range, "127.0.0.1", StringComparison.Ordinal)
            .Replace("var app = builder.Build();", "builder.Services.AddControllers();\nvar app = builder.Build();", StringComparison.Ordinal)
            .Replace("app.Run();", Endpoints(framework) + "app.Run();", StringComparison.Ordinal));
        consumer.Write("OrdersController.cs", "using ClientIpAnalyzers;\nusing Microsoft.AspNetCore.Mvc;\n" + controller);

        Assert.Empty(await consumer.Build());

        await using var server = await Server.Start(consumer);
        var paths = framework == "net8.0" ? new[] { "/orders" } : ["/orders", "/property"];
        Assert.Equal("Hello, 198.51.100.7", await server.Get("/", "8.8.8.8, 198.51.100.7"));
        Assert.Equal("Hello, unknown", await server.Get("/", forwardedFor: null));
        foreach (var path in paths)
        {
            Assert.Equal("198.51.100.7", await server.Get(path, "8.8.8.8, 198.51.100.7"));
        }
    }

    private static string Endpoints(string framework) => "app.MapControllers();\n" + (framework == "net8.0"
        ? string.Empty
        : "app.MapGet(\"/property\", (HttpContext context) => context.ClientIp.ToString());\n");

    private static (string Program, string Controller) ReadmeCode()
    {
        var blocks = CSharpBlock()
            .Matches(File.ReadAllText(Path.Combine(Repository.Root, "README.md")))
            .Select(match => match.Groups[1].Value)
            .ToList();
        var program = blocks.First(block => block.Contains("WebApplication.CreateBuilder", StringComparison.Ordinal));
        Assert.Contains(Range, program, StringComparison.Ordinal);
        return (program, blocks.First(block => block.Contains(": ControllerBase", StringComparison.Ordinal)));
    }

    [GeneratedRegex(@"^```csharp\r?\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex CSharpBlock();

    /// <summary>The built application on a free port of loopback.</summary>
    private sealed partial class Server : IAsyncDisposable
    {
        private readonly Process _process;
        private readonly HttpClient _client = new();

        private Server(Process process) => _process = process;

        public static async Task<Server> Start(Consumer consumer)
        {
            var start = DotNet.StartInfo("dotnet", consumer.Folder, consumer.Assembly, "--urls", "http://127.0.0.1:0");
            // An application for .NET 8 runs on the newer runtime where that is the only one.
            start.Environment["DOTNET_ROLL_FORWARD"] = "Major";
            var server = new Server(Process.Start(start)!);
            try
            {
                using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(60));
                while (await server._process.StandardOutput.ReadLineAsync(timeout.Token) is { } line)
                {
                    if (Address().Match(line) is { Success: true } match)
                    {
                        server._client.BaseAddress = new Uri(match.Value);
                        return server;
                    }
                }

                throw new InvalidOperationException("The application ended: " + await server._process.StandardError.ReadToEndAsync(timeout.Token));
            }
            catch
            {
                await server.DisposeAsync();
                throw;
            }
        }

        public async Task<string> Get(string path, string? forwardedFor)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            if (forwardedFor is not null)
            {
                request.Headers.Add("X-Forwarded-For", forwardedFor);
            }

            using var response = await _client.SendAsync(request, TestContext.Current.CancellationToken);
            return await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        }

        public async ValueTask DisposeAsync()
        {
            _client.Dispose();
            if (!_process.HasExited)
            {
                _process.Kill();
            }

            await _process.WaitForExitAsync();
            _process.Dispose();
        }

        [GeneratedRegex(@"http://127\.0\.0\.1:\d+")]
        private static partial Regex Address();
    }
}
