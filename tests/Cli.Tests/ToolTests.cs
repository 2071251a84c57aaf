using System.Diagnostics;
using System.Reflection;

namespace ClientIpAnalyzers.Cli.Tests;

/// <summary>The tool as it is installed: packed, from a folder, by the SDK.</summary>
public class ToolTests
{
    [Fact]
    public async Task The_packed_tool_installs_scans_and_tells_by_its_status()
    {
        using var checkout = new Checkout(("App.csproj", Checkout.Web), ("A.cs", Checkout.ReadsPeer));
        var configuration = typeof(ToolTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "Configuration").Value!;
        var version = $"0.1.0-test.{Guid.NewGuid():N}";
        var work = Directory.CreateTempSubdirectory("clientip-tool-").FullName;
        try
        {
            var feed = Path.Combine(work, "feed");
            var tools = Path.Combine(work, "tools");
            await DotNet.Run(
                Repository.Root, "pack", "src/Cli", "-c", configuration, "--no-build", "-o", feed, "-v", "quiet", $"-p:Version={version}", "-p:NuGetAudit=false");
            await DotNet.Run(work, "tool", "install", "ClientIpAnalyzers.Cli", "--tool-path", tools, "--source", feed, "--version", version);

            var tool = Path.Combine(tools, OperatingSystem.IsWindows() ? "clientip.exe" : "clientip");
            Assert.Contains("scan", await DotNet.RunTool(tool, work, "--help"), StringComparison.Ordinal);
            Assert.Contains(".cshtml", await DotNet.RunTool(tool, work, "scan", "--help"), StringComparison.Ordinal);
            Assert.StartsWith("0.1.0", await DotNet.RunTool(tool, work, "--version"), StringComparison.Ordinal);
            Assert.Equal((1, true), await StatusAsync(tool, work, "scan", checkout.Folder, "--json"));
            Assert.Equal((0, true), await StatusAsync(tool, work, "scan", checkout.Folder, "--json", "--severity", "error"));
            Assert.Equal((2, false), await StatusAsync(tool, work, "scan", Path.Combine(work, "nowhere")));
            Assert.Equal((2, false), await StatusAsync(tool, work, "scan", "--nonsense"));
            Assert.Equal((2, false), await StatusAsync(tool, work, "scan", checkout.Folder, "--severity", "loud"));
        }
        finally
        {
            Directory.Delete(work, recursive: true);
        }
    }

    /// <summary>The exit status, and whether anything was written to standard output.</summary>
    private static async Task<(int Status, bool HasOutput)> StatusAsync(string tool, string folder, params string[] arguments)
    {
        using var process = Process.Start(DotNet.StartInfo(tool, folder, arguments))!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        await errors;
        return (process.ExitCode, (await output).Length > 0);
    }
}
