using System.Text.RegularExpressions;
using ClientIpAnalyzers.Analyzers.Tests.Infrastructure;
using Microsoft.CodeAnalysis;

namespace ClientIpAnalyzers.Analyzers.Tests.Docs;

/// <summary>
/// What the pages in docs/rules say is what the rules do. A block that names a file, as <c>```json appsettings.json</c>,
/// is an additional file beside the C#, or beside a program that does nothing where there is no C#.
/// </summary>
public partial class RulePageTests
{
    private static readonly string[] Headings =
        ["## Cause", "## Why it matters", "## Bad", "## Good", "## Fix", "## Options", "## When to suppress"];

    private static readonly string Pages = Path.Combine(TestReferences.RepositoryRoot, "docs", "rules");

    public static TheoryData<string> PageIds
        => [.. Directory.GetFiles(Pages, "CIP*.md").Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal)];

    public static TheoryData<string> RuleIds => [.. Descriptors.Select(descriptor => descriptor.Id)];

    internal static IEnumerable<DiagnosticDescriptor> Descriptors
        => RuleRunner.AllAnalyzers.SelectMany(analyzer => analyzer.SupportedDiagnostics).DistinctBy(descriptor => descriptor.Id).OrderBy(descriptor => descriptor.Id, StringComparer.Ordinal);

    [Theory]
    [MemberData(nameof(PageIds))]
    public async Task The_bad_code_of_a_page_gives_exactly_its_id(string id)
        => Assert.Equal([id], (await RunAsync(id, "## Bad")).Select(diagnostic => diagnostic.Id).Distinct());

    [Theory]
    [MemberData(nameof(PageIds))]
    public async Task The_good_code_of_a_page_gives_nothing(string id)
        => Assert.Empty(await RunAsync(id, "## Good"));

    [Theory]
    [MemberData(nameof(PageIds))]
    public async Task The_fix_turns_the_bad_code_into_the_code_under_Fix(string id)
    {
        if (Code(id, "## Fix") is not { } expected)
        {
            return;
        }

        var after = await FixRunner.FixEachAsync(FixRunner.CreateSolution(FixRunner.GlobalUsings, [Code(id, "## Bad")!]));
        Assert.Equal(expected, await FixRunner.TextAsync(after));
        await FixRunner.AssertCompilesAsync(after);
        Assert.DoesNotContain(await FixRunner.DiagnosticsAsync(after.Projects.Single()), diagnostic => diagnostic.Id == id);
    }

    [Theory]
    [MemberData(nameof(RuleIds))]
    public void Every_rule_has_a_page_of_the_common_shape_a_help_link_and_a_release_entry(string id)
    {
        var descriptor = Descriptors.Single(candidate => candidate.Id == id);
        var lines = File.ReadAllLines(Path.Combine(Pages, id + ".md"));
        Assert.StartsWith($"# {id}: ", lines[0], StringComparison.Ordinal);
        Assert.Equal(Headings, lines.Where(line => line.StartsWith("## ", StringComparison.Ordinal)));
        Assert.EndsWith($"/docs/rules/{id}.md", descriptor.HelpLinkUri, StringComparison.Ordinal);
        Assert.NotEqual("", descriptor.Description.ToString(System.Globalization.CultureInfo.InvariantCulture));

        var releases = string.Concat(Directory.GetFiles(Path.Combine(TestReferences.RepositoryRoot, "src", "Analyzers"), "AnalyzerReleases.*.md").Select(File.ReadAllText));
        Assert.Matches($@"(?m)^{id} \| {Regex.Escape(descriptor.Category)} \| {descriptor.DefaultSeverity} \|", releases);
    }

    [Fact]
    public void Every_page_belongs_to_a_rule()
        => Assert.Equal(Descriptors.Select(descriptor => descriptor.Id), PageIds.Select(row => row.Data));

    private static Task<IReadOnlyList<Diagnostic>> RunAsync(string id, string heading)
    {
        var files = FileBlock().Matches(Section(id, heading)).ToDictionary(match => match.Groups["name"].Value, match => match.Groups["text"].Value);
        var code = Code(id, heading);
        Assert.True(code is not null || files.Count > 0, $"{id} has no code under {heading}.");
        return RuleRunner.RunAsync(code ?? "", files: files);
    }

    /// <summary>The C# block under a heading; null where there is none.</summary>
    private static string? Code(string id, string heading)
        => CodeBlock().Match(Section(id, heading)) is { Success: true } block ? block.Groups[1].Value : null;

    private static string Section(string id, string heading)
    {
        var text = File.ReadAllText(Path.Combine(Pages, id + ".md")).ReplaceLineEndings("\n");
        var start = text.IndexOf("\n" + heading + "\n", StringComparison.Ordinal);
        Assert.True(start >= 0, $"{id} has no {heading}.");
        var end = text.IndexOf("\n## ", start + heading.Length, StringComparison.Ordinal);
        return end < 0 ? text[start..] : text[start..end];
    }

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex CodeBlock();

    [GeneratedRegex("```[a-z]+ (?<name>[^\n ]+)\n(?<text>.*?)```", RegexOptions.Singleline)]
    private static partial Regex FileBlock();
}
