using System.Diagnostics;

namespace ClientIpAnalyzers.Package.Tests;

/// <summary>Runs commands as from a fresh shell: without what the test host's own build has put into the environment.</summary>
internal static class DotNet
{
    public static Task<string> Run(string folder, params string[] arguments) => RunTool("dotnet", folder, arguments);

    /// <summary>Runs a command that must fail, and returns what it wrote.</summary>
    public static async Task<string> Fail(string folder, params string[] arguments)
    {
        var (exitCode, text) = await Execute("dotnet", folder, arguments);
        Assert.True(exitCode != 0, $"dotnet {string.Join(' ', arguments)} did not fail:\n{text}");
        return text;
    }

    /// <summary>Runs a command to its end and returns what it wrote; fails the test where it fails.</summary>
    public static async Task<string> RunTool(string tool, string folder, params string[] arguments)
    {
        var (exitCode, text) = await Execute(tool, folder, arguments);
        Assert.True(exitCode == 0, $"{tool} {string.Join(' ', arguments)} ended with {exitCode}:\n{text}");
        return text;
    }

    private static async Task<(int ExitCode, string Text)> Execute(string tool, string folder, string[] arguments)
    {
        using var process = Process.Start(StartInfo(tool, folder, arguments))!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output + await errors);
    }

    public static ProcessStartInfo StartInfo(string tool, string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo(tool, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var name in start.Environment.Keys.Where(IsOfTheTestHost).ToList())
        {
            start.Environment.Remove(name);
        }

        // Nothing stays behind when the command has ended.
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["UseSharedCompilation"] = "false";
        start.Environment["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0";
        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        start.Environment["DOTNET_NOLOGO"] = "1";
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        return start;
    }

    private static bool IsOfTheTestHost(string name)
        => name.StartsWith("MSBuild", StringComparison.OrdinalIgnoreCase)
            || name.StartsWith("VSTEST", StringComparison.OrdinalIgnoreCase)
            || name.StartsWith("TESTINGPLATFORM", StringComparison.OrdinalIgnoreCase)
            || name is "DOTNET_HOST_PATH" or "DOTNET_STARTUP_HOOKS" or "CI";
}
