using ClientIpAnalyzers.Conformance;
using ClientIpAnalyzers.Conformance.Vectors;

namespace ClientIpAnalyzers.Generators.Tests.Resolving;

public class VectorTests
{
    internal static string Root { get; } = FindRoot();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Both_engines_answer_every_vector_and_allocate_nothing(bool countAllocations)
    {
        var results = ConformanceRun.Run([.. VectorFiles(Path.Combine(Root, "tests", "vectors")).SelectMany(VectorFile.Read)], countAllocations);

        Assert.True(results.Count > 600);
        Assert.Empty(results.Where(result => !result.Passed).Select(result => $"{result.Vector.Id}: {result.Interpreted} / {result.Generated}"));
    }

    [Fact]
    public void The_vectors_in_the_repository_are_those_beside_it()
    {
        var shared = Path.Combine(Root, "..", "shared", "vectors");
        Assert.SkipUnless(Directory.Exists(shared), "There are no vectors beside the repository.");

        Assert.All(VectorFiles(shared), file => Assert.Equal(
            File.ReadAllText(file),
            File.ReadAllText(Path.Combine(Root, "tests", "vectors", Path.GetFileName(file)))));
    }

    [Fact]
    public void The_command_line_prints_a_failing_case_and_counts()
    {
        var file = WriteFile("""
            [{"id":"wrong","policy":{"sources":[{"header":"X-Forwarded-For","trust":["10.0.0.0/8"]}]},"peer":"10.0.0.1",
              "headers":[["X-Forwarded-For","203.0.113.9"]],"expect":{"address":"203.0.113.8","reason":"Resolved","vouched":null}}]
            """);
        var (exitCode, output, _) = RunProgram(file);

        Assert.Equal(1, exitCode);
        Assert.StartsWith("wrong", output, StringComparison.Ordinal);
        Assert.Equal(3, output.Split("203.0.113.").Length - 1 - 2);
        Assert.EndsWith("0 passed, 1 failed", output.TrimEnd(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_policy_that_cannot_be_used_fails_its_own_cases_alone()
    {
        const string Rest = """
            "peer":"10.0.0.1","headers":[["X-Forwarded-For","203.0.113.9"]],"expect":{"address":"203.0.113.9","reason":"Resolved","vouched":"203.0.113.9"}
            """;
        var (exitCode, output, _) = RunProgram(WriteFile($$"""
            [{"id":"no-header","policy":{"sources":[{}]},{{Rest}}},
             {"id":"unknown-member","policy":{"sources":[{"header":"X-Forwarded-For","trusted":["10.0.0.0/8"]}]},{{Rest}}},
             {"id":"unknown-hop","policy":{"sources":[{"header":"X-Forwarded-For","via":["alb"]}]},{{Rest}}},
             {"id":"no-list","policy":{"sources":[{"header":"X-Forwarded-For","trust":["10.0.0.0/8"],"hopCount":99}]},{{Rest}}},
             {"id":"good","policy":{"sources":[{"header":"X-Forwarded-For","trust":["10.0.0.0/8"]}]},{{Rest}}}]
            """));

        Assert.Equal(1, exitCode);
        Assert.Contains("A source has no header", output, StringComparison.Ordinal);
        Assert.Contains("'trusted' is no member", output, StringComparison.Ordinal);
        Assert.Contains("'alb'", output, StringComparison.Ordinal);
        Assert.EndsWith("1 passed, 4 failed", output.TrimEnd(), StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_case_may_leave_out_is_not_there_and_a_scope_of_the_peer_is_dropped()
    {
        var (exitCode, output, _) = RunProgram(WriteFile("""
            [{"id":"no-peer","origin":"x","note":1,"policy":{"sources":[{"header":"X-A","trust":["10.0.0.0/8"]}]},"expect":{"reason":"PeerUnknown"}},
             {"id":"scope","policy":{"sources":[{"header":"X-A","trust":["fe80::/10"]}]},"peer":"fe80::1%3","headers":[],"expect":{"reason":"HeaderMissing","vouched":"FE80:0::1"}}]
            """));

        Assert.Equal((0, "2 passed, 0 failed"), (exitCode, output.TrimEnd()));
    }

    [Theory]
    [InlineData("{}", "no JSON array")]
    [InlineData("[", "JSON")]
    [InlineData("[{\"id\":\"a\"}]", "case 1")]
    public void Unusable_input_is_told_apart_from_a_failure(string content, string message)
    {
        var (exitCode, _, errors) = RunProgram(WriteFile(content));

        Assert.Equal(2, exitCode);
        Assert.Contains(message, errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(2, "--unknown")]
    [InlineData(2, "no-such-file.json")]
    [InlineData(0, "--help")]
    public void Arguments_are_checked(int exitCode, params string[] arguments)
        => Assert.Equal(exitCode, RunProgram(arguments).ExitCode);

    private static (int ExitCode, string Output, string Errors) RunProgram(params string[] arguments)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        return (Program.Run(arguments, output, errors), output.ToString(), errors.ToString());
    }

    private static string WriteFile(string content)
    {
        var file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        File.WriteAllText(file, content);
        return file;
    }

    private static string[] VectorFiles(string folder) => Directory.GetFiles(folder, "*.json");

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "ClientIpAnalyzers.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("ClientIpAnalyzers.sln is in no folder above the tests.");
    }
}
