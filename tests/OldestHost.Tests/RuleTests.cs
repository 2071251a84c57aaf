using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace ClientIpAnalyzers.OldestHost.Tests;

public class RuleTests
{
    public static TheoryData<string> Ids { get; } = [.. Shipped.RuleIds];

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task A_rule_gives_one_hit_on_its_snippet(string id)
    {
        var file = Path.Combine(AppContext.BaseDirectory, "Snippets", id + ".cs");
        Assert.True(File.Exists(file), $"Rule {id} has no snippet: add tests/OldestHost.Tests/Snippets/{id}.cs.");

        // A rule about files has them beside its snippet: CIP401.appsettings.json is appsettings.json.
        var files = Directory.GetFiles(Path.GetDirectoryName(file)!, id + ".*")
            .Where(path => path != file)
            .Select(path => new TextFile(Path.GetFileName(path)[(id.Length + 1)..], File.ReadAllText(path)));
        var diagnostics = await Host.Analyze(await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken), files);

        // A failed analyzer would be here as AD0001.
        var hit = Assert.Single(diagnostics);
        Assert.Equal(id, hit.Id);
    }

    private sealed class TextFile(string name, string text) : AdditionalText
    {
        public override string Path { get; } = name;

        public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(text);
    }
}
