using ClientIpAnalyzers.Analyzers.Tests.Infrastructure;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace ClientIpAnalyzers.Analyzers.Tests.Searching;

/// <summary>
/// Rules about members do not bind files without a word of the vocabulary. No finding may be lost by that where the
/// words stand in another file.
/// </summary>
public class InterestingFileTests
{
    [Theory]
    [InlineData(
        "public class A { public string? Get(IDictionaryOwner o) => o.Values[Names.Caller]; }",
        "public static class Names { public const string Caller = \"X-Forwarded-For\"; } public interface IDictionaryOwner { IHeaderDictionary Values { get; } }",
        "CIP002")]
    [InlineData(
        "public class A { public string? Get(HttpContext c) => Helper.Read(c, Names.Caller); }",
        "public static class Names { public const string Caller = \"X-Forwarded-For\"; } public static class Helper { public static string? Read(HttpContext c, string name) => c.Request.Headers[name]; }",
        "CIP002")]
    [InlineData(
        "public class A { public bool Same(Visit one, Visit other) => one.Source == other.Source; }",
        "public record Visit(IPAddress Source);",
        "CIP301")]
    [InlineData(
        "public class A { public bool Same(Visit one, Visit other) => one.Find() == other.Find(); }",
        "public class Visit { public IPAddress Find() => new(1); }",
        "CIP301")]
    public async Task A_file_that_uses_a_name_of_interest_is_looked_at(string source, string other, string expected)
        => Assert.Equal(expected, string.Join(" ", (await RuleRunner.RunAsync(source, more: other)).Where(found => found.Location.SourceTree!.FilePath == "Test.cs").Select(found => found.Id)));

    [Fact]
    public async Task A_name_that_options_add_is_a_word_of_interest()
        => Assert.Equal("CIP002", await RuleRunner.IdsAsync(
            "public class A { public string? Get(IOwner o) => o.Values[\"X-Shop-Caller\"]; }",
            options: new Dictionary<string, string> { ["clientip_headers"] = "X-Shop-Caller" },
            more: "public interface IOwner { IHeaderDictionary Values { get; } }"));

    [Fact]
    public async Task HttpListener_is_found_without_AspNetCore()
        => Assert.Equal(["CIP001", "CIP002"], (await RuleRunner.RunAsync(
            "class A { object? P(System.Net.HttpListenerContext c) => c.Request.RemoteEndPoint; object? H(System.Net.HttpListenerContext c) => c.Request.Headers[\"X-Real-IP\"]; }",
            OutputKind.DynamicallyLinkedLibrary,
            references: TestReferences.Net,
            mustCompile: false)).Select(found => found.Id));

    /// <summary>One action of these kinds, of any rule, brings the walk over every node, or every member bound, back.</summary>
    [Fact]
    public async Task No_rule_asks_the_compiler_for_every_node_or_operation()
    {
        var tree = CSharpSyntaxTree.ParseText(SourceText.From("public class A { }"), cancellationToken: TestContext.Current.CancellationToken);
        var compilation = CSharpCompilation.Create("App", [tree], TestReferences.WebAndRuntime, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        var analysis = compilation.WithAnalyzers(RuleRunner.AllAnalyzers);
        await analysis.GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
        foreach (var rule in RuleRunner.AllAnalyzers)
        {
            var asked = await analysis.GetAnalyzerTelemetryInfoAsync(rule, TestContext.Current.CancellationToken);
            var expensive = asked!.SyntaxNodeActionsCount + asked.OperationActionsCount + asked.OperationBlockActionsCount
                + asked.OperationBlockStartActionsCount + asked.CodeBlockActionsCount + asked.CodeBlockStartActionsCount;
            Assert.True(expensive == 0, rule.GetType().Name);
        }
    }
}
