using Microsoft.CodeAnalysis;
using ClientIpAnalyzers.Cli.Scanning;

namespace ClientIpAnalyzers.Cli.Output;

/// <summary>
/// The findings for a person: each file with its lines below it. On a terminal messages are broken under themselves;
/// elsewhere each finding is one line.
/// </summary>
/// <param name="width">Of the terminal; null where there is none.</param>
internal sealed class TableWriter(TextWriter output, int? width, bool hasColors)
{
    private const string Gap = "  ";
    private const int LeastForMessage = 24;

    public void Write(ScanResult result)
    {
        var place = result.Findings.Select(finding => PlaceOf(finding).Length).DefaultIfEmpty().Max();
        foreach (var file in result.Findings.GroupBy(finding => finding.File))
        {
            output.WriteLine(file.Key);
            foreach (var finding in file)
            {
                Write(finding, place);
            }

            output.WriteLine();
        }

        output.WriteLine(Summary(result));
    }

    public static string Summary(ScanResult result)
    {
        var files = Count(result.Files, "file");
        return result.Findings.Count == 0
            ? $"Nothing found in {files}."
            : $"{Of("error", DiagnosticSeverity.Error)}{Of("warning", DiagnosticSeverity.Warning)}{Of("info", DiagnosticSeverity.Info)}in {files}.".Replace(", in", " in", StringComparison.Ordinal);

        string Of(string name, DiagnosticSeverity severity)
            => result.Findings.Count(finding => finding.Severity == severity) is > 0 and var count ? (name == "info" ? $"{count} info" : Count(count, name)) + ", " : "";
    }

    private static string Count(int number, string name) => number == 1 ? $"1 {name}" : $"{number} {name}s";

    private static string PlaceOf(Finding finding) => $"{finding.Line}:{finding.Column}";

    private void Write(Finding finding, int place)
    {
        var head = Gap + PlaceOf(finding).PadRight(place) + Gap + finding.SeverityName.PadRight("warning".Length) + Gap + finding.Id + Gap;
        var lines = width is null ? [finding.Message] : Wrap(finding.Message, Math.Max(LeastForMessage, width.Value - head.Length - 1));
        output.WriteLine(Colored(finding, head) + lines[0]);
        foreach (var line in lines.Skip(1))
        {
            output.WriteLine(new string(' ', head.Length) + line);
        }
    }

    private string Colored(Finding finding, string head)
    {
        var color = finding.Severity switch
        {
            DiagnosticSeverity.Error => "31",
            DiagnosticSeverity.Warning => "33",
            _ => "36",
        };
        return hasColors ? head.Replace(finding.SeverityName, $"\u001b[{color}m{finding.SeverityName}\u001b[0m", StringComparison.Ordinal) : head;
    }

    private static List<string> Wrap(string text, int width)
    {
        var lines = new List<string>();
        var line = "";
        foreach (var word in text.Split(' '))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > width)
            {
                lines.Add(line);
                line = word;
            }
            else
            {
                line = line.Length == 0 ? word : line + " " + word;
            }
        }

        lines.Add(line);
        return lines;
    }
}
