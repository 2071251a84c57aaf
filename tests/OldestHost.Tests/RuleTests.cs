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

        var diagnostics = await Host.Analyze(await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));

        // A failed analyzer would be here as AD0001.
        var hit = Assert.Single(diagnostics);
        Assert.Equal(id, hit.Id);
    }
}
