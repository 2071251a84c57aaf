using System.Text.Json;
using ClientIpAnalyzers.Cli.Output;
using ClientIpAnalyzers.Cli.Scanning;
using Microsoft.CodeAnalysis;

namespace ClientIpAnalyzers.Cli.Tests.Scanning;

public class OutputTests
{
    private static readonly (string, string)[] Files =
    [
        ("Shop.csproj", Checkout.Web), ("Program.cs", Checkout.Main), ("Web/Peer.cs", Checkout.ReadsPeer),
        ("Log.cs", "public class Log(ILogger<Log> log) { public void Write(HttpContext c) => log.LogInformation(\"{Peer}\", c.Connection.RemoteIpAddress); }"),
    ];

    [Fact]
    public async Task A_table_lists_findings_by_file()
    {
        using var checkout = new Checkout(Files);
        Assert.Equal(ExitStatus.Findings, await checkout.ScanAsync());
        Assert.Equal(
            """
            Log.cs
              1:103  info     CIP001  'RemoteIpAddress' is the address of whoever connected, which behind a proxy is the proxy; resolve the client by a policy

            Web/Peer.cs
              3:54   warning  CIP001  'RemoteIpAddress' is the address of whoever connected, which behind a proxy is the proxy; resolve the client by a policy

            1 warning, 1 info in 3 files.

            """.ReplaceLineEndings("\n"),
            checkout.Output);
        Assert.Equal("", checkout.Errors);
    }

    [Fact]
    public async Task Json_is_an_array_and_nothing_else()
    {
        using var checkout = new Checkout(Files);
        await checkout.ScanAsync(json: true);
        Assert.Equal(
            """
            [
              {
                "id": "CIP001",
                "severity": "info",
                "file": "Log.cs",
                "line": 1,
                "column": 103,
                "message": "'RemoteIpAddress' is the address of whoever connected, which behind a proxy is the proxy; resolve the client by a policy"
              },
              {
                "id": "CIP001",
                "severity": "warning",
                "file": "Web/Peer.cs",
                "line": 3,
                "column": 54,
                "message": "'RemoteIpAddress' is the address of whoever connected, which behind a proxy is the proxy; resolve the client by a policy"
              }
            ]

            """.ReplaceLineEndings("\n"),
            checkout.Output);
    }

    [Fact]
    public async Task Json_of_nothing_is_an_empty_array()
    {
        using var checkout = new Checkout(("A.cs", "class A { }"));
        Assert.Equal(ExitStatus.Nothing, await checkout.ScanAsync(json: true));
        Assert.Equal("[]\n", checkout.Output);
    }

    [Fact]
    public async Task Sarif_names_the_rules_with_their_pages_and_the_places_from_the_root()
    {
        using var checkout = new Checkout(Files);
        var file = Path.Combine(checkout.Folder, "out.sarif");
        await checkout.ScanAsync(sarif: file);
        var log = JsonDocument.Parse(await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken)).RootElement;
        Assert.Equal("2.1.0", log.GetProperty("version").GetString());
        var run = log.GetProperty("runs")[0];
        var rules = run.GetProperty("tool").GetProperty("driver").GetProperty("rules").EnumerateArray().ToList();
        Assert.All(rules, rule => Assert.EndsWith($"/docs/rules/{rule.GetProperty("id").GetString()}.md", rule.GetProperty("helpUri").GetString(), StringComparison.Ordinal));
        Assert.True(run.GetProperty("invocations")[0].GetProperty("executionSuccessful").GetBoolean());
        var results = run.GetProperty("results").EnumerateArray().ToList();
        Assert.Equal(["note", "warning"], results.Select(result => result.GetProperty("level").GetString()));
        Assert.All(results, result => Assert.Equal(result.GetProperty("ruleId").GetString(), rules[result.GetProperty("ruleIndex").GetInt32()].GetProperty("id").GetString()));
        var place = results[1].GetProperty("locations")[0].GetProperty("physicalLocation");
        Assert.Equal("Web/Peer.cs", place.GetProperty("artifactLocation").GetProperty("uri").GetString());
        Assert.Equal("SRCROOT", place.GetProperty("artifactLocation").GetProperty("uriBaseId").GetString());
        Assert.Equal(3, place.GetProperty("region").GetProperty("startLine").GetInt32());
        Assert.EndsWith("/", run.GetProperty("originalUriBaseIds").GetProperty("SRCROOT").GetProperty("uri").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(40)]
    [InlineData(60)]
    [InlineData(100)]
    public void On_a_narrow_terminal_messages_are_broken_under_themselves(int width)
    {
        var message = "'X-Forwarded-For' is whatever the sender wrote unless a trusted proxy sent it; check the peer first";
        var finding = new Finding("src/A.cs", 12, 3, 12, 9, DiagnosticSeverity.Warning, message, Rules.Descriptors[0]);
        using var output = new StringWriter();
        new TableWriter(output, width, hasColors: false).Write(new ScanResult("/", 1, [finding], []));
        var lines = output.ToString().ReplaceLineEndings("\n").Split('\n');
        var body = lines[1..Array.IndexOf(lines, "")];
        Assert.All(body, line => Assert.True(line.Length <= Math.Max(width, 50), line));
        var column = body[0].IndexOf("'X", StringComparison.Ordinal);
        Assert.All(body[1..], line => Assert.Equal("", line[..column].Trim()));
        Assert.Equal(message, string.Join(" ", body.Select(line => line[column..])));
    }
}
