using System.CommandLine;
using ClientIpAnalyzers.Cli.Output;
using Microsoft.CodeAnalysis;

namespace ClientIpAnalyzers.Cli.Scanning;

/// <summary><c>clientip scan</c>.</summary>
internal static class ScanCommand
{
    private const string Help = """
        Runs the rules of ClientIpAnalyzers over C# code, without restoring or building it.

        Code that does not compile is scanned all the same. Razor files (.cshtml, .razor) are not read: build with the
        package for those. Exit status: 0 nothing found, 1 findings at or above --severity, 2 the scan could not be run
        or is incomplete.
        """;

    public static Command Create(TextWriter output, TextWriter errors)
    {
        var path = new Argument<string>("path") { Description = "A folder, a solution or a project", DefaultValueFactory = _ => "." };
        path.Validators.Add(given =>
        {
            if (given.Tokens is [{ Value: ['-', ..] option }])
            {
                given.AddError($"{option} is no option of this command.");
            }
        });
        var json = new Option<bool>("--json") { Description = "Write an array of findings to standard output, and nothing else" };
        var sarif = new Option<string?>("--sarif") { Description = "Also write the findings to this file as SARIF 2.1.0", HelpName = "file" };
        var severity = new Option<string>("--severity")
        {
            Description = "The lowest severity that makes the exit status 1; milder findings are shown all the same",
            DefaultValueFactory = _ => "warning",
        };
        severity.AcceptOnlyFromAmong("info", "warning", "error");
        var exclude = new Option<string[]>("--exclude") { Description = "Leave out files and folders, as in 'tests' or 'src/**/Generated*.cs'; may be repeated", HelpName = "glob" };
        var ids = new Option<string[]>("--ids") { Description = "Only these rules, as in CIP001,CIP002", HelpName = "ids" };
        var command = new Command("scan", Help) { path, json, sarif, severity, exclude, ids };
        command.SetAction((parsed, cancellation) => RunAsync(
            new ScanRequest(
                parsed.GetValue(path)!,
                parsed.GetValue(json),
                parsed.GetValue(sarif),
                Enum.Parse<DiagnosticSeverity>(parsed.GetValue(severity)!, ignoreCase: true),
                parsed.GetValue(exclude) ?? [],
                [.. (parsed.GetValue(ids) ?? []).SelectMany(list => list.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)).Select(id => id.ToUpperInvariant())]),
            output,
            errors,
            cancellation));
        return command;
    }

    public static async Task<int> RunAsync(ScanRequest request, TextWriter output, TextWriter errors, CancellationToken cancellation)
    {
        try
        {
            if (request.Ids.FirstOrDefault(id => !Rules.Descriptors.Any(rule => rule.Id == id)) is { } unknown)
            {
                throw new CannotRunException($"{unknown} is no rule of this version.");
            }

            ScanResult result;
            using (var progress = new Progress(errors, errors == Console.Error && !Console.IsErrorRedirected))
            {
                result = await new Scanner(request, Rules.For(request.Ids), progress).ScanAsync(cancellation);
            }

            await WriteAsync(request, result, output);
            foreach (var problem in result.Problems)
            {
                await errors.WriteLineAsync(problem);
            }

            return result.Problems.Count > 0 ? ExitStatus.CouldNotRun
                : result.Findings.Any(finding => finding.Severity >= request.Severity) ? ExitStatus.Findings
                : ExitStatus.Nothing;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            await errors.WriteLineAsync("Cancelled.");
            return ExitStatus.Cancelled;
        }
        catch (Exception failure) when (failure is CannotRunException or IOException or UnauthorizedAccessException)
        {
            await errors.WriteLineAsync(failure.Message);
            return ExitStatus.CouldNotRun;
        }
    }

    private static async Task WriteAsync(ScanRequest request, ScanResult result, TextWriter output)
    {
        if (request.Sarif is { } file)
        {
            await using var stream = File.Create(file);
            SarifWriter.Write(result, stream);
        }

        if (request.Json)
        {
            await output.WriteLineAsync(JsonWriter.Write(result.Findings));
        }
        else
        {
            var isTerminal = output == Console.Out && !Console.IsOutputRedirected;
            new TableWriter(output, isTerminal ? Console.WindowWidth : null, isTerminal && Environment.GetEnvironmentVariable("NO_COLOR") is null or "")
                .Write(result);
        }
    }
}
