using System.Text.RegularExpressions;
using ClientIpAnalyzers.Analyzers.Tests.Infrastructure;
using Microsoft.CodeAnalysis;

namespace ClientIpAnalyzers.Analyzers.Tests.Corpus;

/// <summary>Files of many small members, each with what every rule says about its line, or with nothing to be said.</summary>
public partial class CorpusTests
{
    [Theory]
    [InlineData("Guards.cs")]
    [InlineData("Flows.cs")]
    [InlineData("Headers.cs")]
    [InlineData("Reads.cs")]
    [InlineData("Decisions.cs")]
    public async Task Every_line_is_reported_as_it_is_marked(string file)
    {
        var source = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Corpus", file), TestContext.Current.CancellationToken);
        var lines = source.Split('\n');
        var expected = lines
            .SelectMany((line, index) => Mark().Match(line).Groups["ids"].Value.Split(' ', StringSplitOptions.RemoveEmptyEntries).Order().Select(id => (Line: index, Id: id)))
            .ToList();
        Assert.NotEmpty(expected);

        var found = (await RuleRunner.RunAsync(source))
            .Select(diagnostic => (Line: diagnostic.Location.GetLineSpan().StartLinePosition.Line, Id: diagnostic.Id + (diagnostic.Severity == DiagnosticSeverity.Info ? "i" : "")))
            .ToList();
        var differing = expected.Concat(found).Select(entry => entry.Line).Distinct().Order()
            .Select(line => (Line: line, Expected: Ids(expected, line), Found: Ids(found, line)))
            .Where(entry => entry.Expected != entry.Found)
            .Select(entry => $"{entry.Line + 1}: expected '{entry.Expected}', found '{entry.Found}': {lines[entry.Line].Trim()}");
        var report = string.Join("\n", differing);
        Assert.True(report.Length == 0, report);
    }

    private static string Ids(IEnumerable<(int Line, string Id)> entries, int line)
        => string.Join(" ", entries.Where(entry => entry.Line == line).Select(entry => entry.Id).Order());

    [GeneratedRegex(@"//! (?<ids>[\w ]+)\s*$")]
    private static partial Regex Mark();
}
