using System.Text.Json;
using ClientIpAnalyzers.Cli.Scanning;
using Microsoft.CodeAnalysis;

namespace ClientIpAnalyzers.Cli.Tests;

/// <summary>A folder with the files of a test, and the scan of it.</summary>
internal sealed class Checkout : IDisposable
{
    public const string Web = """<Project Sdk="Microsoft.NET.Sdk.Web"><PropertyGroup><TargetFramework>net10.0</TargetFramework><Nullable>enable</Nullable><ImplicitUsings>enable</ImplicitUsings></PropertyGroup></Project>""";

    /// <summary>CIP001 at 3:67.</summary>
    public const string ReadsPeer = """
        public static class Peer
        {
            public static string? Of(HttpContext context) => context.Connection.RemoteIpAddress?.ToString();
        }
        """;

    public const string Main = "WebApplication.CreateBuilder(args).Build().Run();";

    public Checkout(params (string Path, string Text)[] files)
    {
        // What lies above must say nothing about the folder.
        Write(".editorconfig", "root = true");
        foreach (var (path, text) in files)
        {
            Write(path, text);
        }
    }

    public string Folder { get; } = Directory.CreateTempSubdirectory("clientip-scan-").FullName;

    public string Output { get; private set; } = "";

    public string Errors { get; private set; } = "";

    public void Write(string path, string text)
    {
        var file = Path.Combine(Folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }

    public async Task<int> ScanAsync(
        string path = "",
        bool json = false,
        string? sarif = null,
        DiagnosticSeverity severity = DiagnosticSeverity.Warning,
        string[]? exclude = null,
        string[]? ids = null,
        CancellationToken? cancellation = null)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        var status = await ScanCommand.RunAsync(
            new ScanRequest(Path.Combine(Folder, path), json, sarif, severity, exclude ?? [], ids ?? []),
            output,
            errors,
            cancellation ?? TestContext.Current.CancellationToken);
        (Output, Errors) = (output.ToString().ReplaceLineEndings("\n"), errors.ToString());
        return status;
    }

    /// <summary>The findings as <c>file:line id</c>, with <c>i</c> where one is only an information.</summary>
    public async Task<string> FindingsAsync(string path = "", string[]? exclude = null, string[]? ids = null)
    {
        await ScanAsync(path, json: true, exclude: exclude, ids: ids);

        // On a machine that is busy with other things the progress shows up.
        Assert.DoesNotContain(Errors.Split('\n'), line => line.Length > 0 && !line.StartsWith("Scanning ", StringComparison.Ordinal));
        return string.Join(", ", JsonDocument.Parse(Output).RootElement.EnumerateArray().Select(finding
            => $"{finding.GetProperty("file").GetString()}:{finding.GetProperty("line").GetInt32()} {finding.GetProperty("id").GetString()}{(finding.GetProperty("severity").GetString() == "info" ? "i" : "")}"));
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
