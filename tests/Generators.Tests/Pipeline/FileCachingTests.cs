using ClientIpAnalyzers.Conformance.Engines;
using ClientIpAnalyzers.Generators.Tests.Infrastructure;
using Microsoft.CodeAnalysis;

namespace ClientIpAnalyzers.Generators.Tests.Pipeline;

public class FileCachingTests
{
    private const string Source = """
        using ClientIpAnalyzers;
        [ClientIpSource("X-Forwarded-For", Trust = ["file:a.txt"])] public sealed partial class A;
        [ClientIpSource("X-Forwarded-For", Trust = ["file:b.txt"])] public sealed partial class B;
        """;

    [Fact]
    public void A_changed_file_writes_only_the_policy_that_names_it_again()
    {
        var (a, b, unnamed) = (new TextFile("a.txt", "192.0.2.0/24"), new TextFile("b.txt", "10.0.0.0/8"), new TextFile("c.txt", "::1"));
        var driver = Run([a, b, unnamed], out var compilation);

        driver = driver
            .ReplaceAdditionalText(a, new TextFile("a.txt", "198.51.100.0/24"))
            .ReplaceAdditionalText(unnamed, new TextFile("c.txt", "::2"))
            .RunGenerators(compilation, TestContext.Current.CancellationToken);
        var result = driver.GetRunResult().Results.Single();

        Assert.Equal(1, b.Reads);
        Assert.Equal(0, unnamed.Reads);
        Assert.Equal(
            [IncrementalStepRunReason.Modified, IncrementalStepRunReason.Unchanged],
            result.TrackedSteps[Steps.ResolvedPolicies].SelectMany(step => step.Outputs).Select(output => output.Reason));
        Assert.Contains(result.GeneratedSources, source => source.SourceText.ToString().Contains("198.51.100.0/24", StringComparison.Ordinal));
    }

    [Fact]
    public void A_file_that_is_written_again_with_the_same_content_changes_nothing()
    {
        var (a, b) = (new TextFile("a.txt", "192.0.2.0/24"), new TextFile("b.txt", "10.0.0.0/8"));
        var driver = Run([a, b], out var compilation)
            .ReplaceAdditionalText(a, new TextFile("a.txt", "192.0.2.0/24"))
            .RunGenerators(compilation, TestContext.Current.CancellationToken);

        Assert.All(
            driver.GetRunResult().Results.Single().TrackedSteps[Steps.ResolvedPolicies].SelectMany(step => step.Outputs),
            output => Assert.Contains(output.Reason, (IncrementalStepRunReason[])[IncrementalStepRunReason.Cached, IncrementalStepRunReason.Unchanged]));
    }

    [Fact]
    public void The_same_sources_give_the_same_files_whatever_their_order()
    {
        string[] sources = ["using ClientIpAnalyzers; [ClientIpSource(\"X-A\")] public sealed partial class A;", "using ClientIpAnalyzers; [ClientIpSource(\"X-B\")] public sealed partial class B;"];

        Assert.Equal(Emit(sources), Emit([.. sources.Reverse()]));
    }

    private static Dictionary<string, string> Emit(string[] sources)
        => InMemoryCompiler.CreateDriver()
            .RunGenerators(InMemoryCompiler.Compile(sources, "Order"), TestContext.Current.CancellationToken)
            .GetRunResult().Results.Single().GeneratedSources
            .ToDictionary(source => source.HintName, source => source.SourceText.ToString());

    private static GeneratorDriver Run(TextFile[] files, out Compilation compilation)
    {
        compilation = InMemoryCompiler.Compile([Source], "Files");
        return InMemoryCompiler.CreateDriver(files, new ProjectOptions(TextFile.ProjectDirectory))
            .RunGenerators(compilation, TestContext.Current.CancellationToken);
    }
}
