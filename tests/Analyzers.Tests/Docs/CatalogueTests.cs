using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using ClientIpAnalyzers.Analyzers.Tests.Infrastructure;
using Microsoft.CodeAnalysis;

namespace ClientIpAnalyzers.Analyzers.Tests.Docs;

/// <summary>
/// The rules are described in several places, and the descriptors are right. What follows from them alone, the index,
/// the presets and the list of the fix target, is written anew where the variable <c>CLIENTIP_UPDATE_DOCS</c> is set.
/// </summary>
public partial class CatalogueTests
{
    private static readonly string Root = TestReferences.RepositoryRoot;
    private static readonly List<DiagnosticDescriptor> Rules = [.. RulePageTests.Descriptors];

    public static TheoryData<string> RuleIds => RulePageTests.RuleIds;

    [Fact]
    public void The_index_lists_every_rule()
    {
        var index = new StringBuilder("""
            # Rules

            Every rule of the package. A severity is that of its gravest report; with a `*` the rule grades what it finds, and
            some reports are milder. Severities are set in `.editorconfig` by id, or for all rules at once by a
            [preset](../configuration.md#presets). Rules with a fix repair code in an IDE, with `dotnet build -t:ClientIpFix` and
            with `dotnet format analyzers`.

            | id | severity | | fix |
            |---|---|---|---|

            """);
        foreach (var rule in Rules)
        {
            index.Append($"| [{rule.Id}]({rule.Id}.md) | {NameOf(rule.DefaultSeverity)}{(GradedRules.Ids.Contains(rule.Id) && !IsOptional(rule) ? "*" : "")} | {rule.Title} | {(FixRunner.FixableIds.Contains(rule.Id) ? "yes" : "no")} |\n");
        }

        AssertContent("docs/rules/README.md", index.ToString());
    }

    [Theory]
    [InlineData("Strict")]
    [InlineData("Audit")]
    [InlineData("None")]
    public void A_preset_names_the_rules_whose_severity_it_changes(string preset)
    {
        var lines = new StringBuilder($"# ClientIpPreset={preset}; see docs/configuration.md. Any line of your own wins over these.\nis_global = true\nglobal_level = -100\n\n");
        lines.Append(preset switch
        {
            "Strict" => "clientip_preset = strict\n",
            "Audit" => "clientip_preset = audit\n",
            _ => "",
        });
        foreach (var rule in Rules.Where(rule => preset == "None" || !GradedRules.Ids.Contains(rule.Id)))
        {
            var severity = preset switch
            {
                "Strict" => rule.DefaultSeverity == DiagnosticSeverity.Info ? "warning" : null,
                "Audit" => rule.DefaultSeverity > DiagnosticSeverity.Info ? "suggestion" : null,
                _ => "none",
            };
            lines.Append(severity is null ? "" : $"dotnet_diagnostic.{rule.Id}.severity = {severity}\n");
        }

        AssertContent($"src/Runtime/build/presets/{preset}.globalconfig", lines.ToString());
    }

    [Fact]
    public void The_fix_target_applies_every_fix()
    {
        const string Path = "src/Runtime/build/ClientIpAnalyzers.Fix.targets";
        AssertContent(Path, FixRulesElement().Replace(Read(Path), $"${{start}}{string.Join(' ', FixRunner.FixableIds.Order(StringComparer.Ordinal))}${{end}}"));
    }

    [Theory]
    [MemberData(nameof(RuleIds))]
    public void Titles_and_severities_agree_in_all_places(string id)
    {
        var rule = Rules.Single(candidate => candidate.Id == id);
        Assert.Equal($"# {id}: {rule.Title}", Plain(Read($"docs/rules/{id}.md").Split('\n')[0]));
        Assert.Contains($"| [{id}](docs/rules/{id}.md) | {NameOf(rule.DefaultSeverity)} | {rule.Title} |", Plain(Read("README.md")), StringComparison.Ordinal);
        Assert.Contains(
            $"\n{id} | {rule.Category} | {rule.DefaultSeverity} | {rule.Title}\n",
            Plain(Read("src/Analyzers/AnalyzerReleases.Shipped.md") + Read("src/Analyzers/AnalyzerReleases.Unshipped.md")),
            StringComparison.Ordinal);
    }

    [Fact]
    public void The_readme_and_the_release_notes_list_no_rule_that_is_not_there()
    {
        foreach (var text in (string[])[Read("README.md"), Read("src/Analyzers/AnalyzerReleases.Shipped.md") + Read("src/Analyzers/AnalyzerReleases.Unshipped.md")])
        {
            Assert.Equal(Rules.Select(rule => rule.Id), RowId().Matches(text).Select(match => match.Groups["id"].Value));
        }
    }

    [Fact]
    public void An_id_belongs_to_one_descriptor_and_every_descriptor_has_an_id_of_the_list()
    {
        var ids = Constants.Of(typeof(DiagnosticIds));
        Assert.Equal(ids.Distinct(), ids);
        Assert.Subset(ids.ToHashSet(), Rules.Select(rule => rule.Id).ToHashSet());
        Assert.Subset(ids.ToHashSet(), GradedRules.Ids.ToHashSet());
    }

    [Fact]
    public void Every_fix_belongs_to_a_rule()
        => Assert.Subset(Rules.Select(rule => rule.Id).ToHashSet(), FixRunner.FixableIds.ToHashSet());

    [Fact]
    public void The_page_on_configuration_has_every_key_and_every_build_property_and_no_other()
    {
        var page = Read("docs/configuration.md");
        Assert.Equal(OptionKeys.All.Order(StringComparer.Ordinal), KeyRow().Matches(page).Select(match => match.Groups["name"].Value).Order(StringComparer.Ordinal));
        Assert.Equal(BuildProperties.All.Order(StringComparer.Ordinal), PropertyRow().Matches(page).Select(match => match.Groups["name"].Value).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_build_files_use_the_build_properties_that_are_known_and_all_of_them()
    {
        var used = Directory.GetFiles(Path.Combine(Root, "src", "Runtime", "build"))
            .SelectMany(file => PropertyUse().Matches(File.ReadAllText(file)).Select(match => match.Groups["name"].Value));
        Assert.Equal(BuildProperties.All.Order(StringComparer.Ordinal), used.Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_build_file_is_well_formed()
        => Assert.All(
            Directory.GetFiles(Path.Combine(Root, "src", "Runtime", "build"), "ClientIpAnalyzers.*"),
            file => Assert.Equal("Project", XDocument.Load(file).Root!.Name.LocalName));

    private static void AssertContent(string path, string expected)
    {
        expected = expected.ReplaceLineEndings("\n");
        var file = Path.Combine(Root, path);
        if (Environment.GetEnvironmentVariable("CLIENTIP_UPDATE_DOCS") is { Length: > 0 })
        {
            File.WriteAllText(file, expected);
        }

        Assert.True(
            File.Exists(file) && Read(path) == expected,
            $"{path} does not say what the rules are. Run the tests once with CLIENTIP_UPDATE_DOCS=1, which writes:\n{expected}");
    }

    /// <summary>Whether an option, not the finding, makes the reports milder.</summary>
    private static bool IsOptional(DiagnosticDescriptor rule) => rule.Category == "ClientIp.Deployment";

    private static string NameOf(DiagnosticSeverity severity) => severity == DiagnosticSeverity.Info ? "information" : severity.ToString().ToLowerInvariant();

    private static string Read(string path) => File.ReadAllText(Path.Combine(Root, path)).ReplaceLineEndings("\n");

    /// <summary>Titles in pages may mark code as such.</summary>
    private static string Plain(string text) => text.Replace("`", "", StringComparison.Ordinal);

    [GeneratedRegex(@"(?<start><ClientIpFixRules [^>]*>)[^<]*(?<end></)")]
    private static partial Regex FixRulesElement();

    [GeneratedRegex(@"^(\| \[)?(?<id>CIP\d{3})(\]\([^)]*\))? \| ", RegexOptions.Multiline)]
    private static partial Regex RowId();

    [GeneratedRegex(@"^\| `(?<name>clientip_\w+)` \|", RegexOptions.Multiline)]
    private static partial Regex KeyRow();

    [GeneratedRegex(@"^\| `(?<name>ClientIp\w+)` \|", RegexOptions.Multiline)]
    private static partial Regex PropertyRow();

    [GeneratedRegex(@"\$\((?<name>ClientIp\w+)\)")]
    private static partial Regex PropertyUse();
}
