using System.Collections.Immutable;
using ClientIpAnalyzers.Cli.Scanning;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace ClientIpAnalyzers.Cli.Tests.Scanning;

public class StatusTests
{
    private const string Information = "public class Log(ILogger<Log> log) { public void Write(HttpContext c) => log.LogInformation(\"{Peer}\", c.Connection.RemoteIpAddress); }";

    [Theory]
    [InlineData("class A { }", DiagnosticSeverity.Warning, ExitStatus.Nothing)]
    [InlineData(Checkout.ReadsPeer, DiagnosticSeverity.Warning, ExitStatus.Findings)]
    [InlineData(Checkout.ReadsPeer, DiagnosticSeverity.Error, ExitStatus.Nothing)]
    [InlineData(Information, DiagnosticSeverity.Warning, ExitStatus.Nothing)]
    [InlineData(Information, DiagnosticSeverity.Info, ExitStatus.Findings)]
    public async Task The_status_tells_whether_something_is_bad_enough(string code, DiagnosticSeverity severity, int expected)
    {
        using var checkout = new Checkout(("App.cs", code));
        Assert.Equal(expected, await checkout.ScanAsync(severity: severity));
    }

    [Fact]
    public async Task Informations_are_shown_where_they_do_not_count()
    {
        using var checkout = new Checkout(("App.cs", Information));
        await checkout.ScanAsync();
        Assert.EndsWith("1 info in 1 file.\n", checkout.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nowhere")]
    [InlineData("App.cs")]
    public async Task A_path_that_is_no_folder_solution_or_project_cannot_be_scanned(string path)
    {
        using var checkout = new Checkout(("App.cs", Checkout.ReadsPeer));
        Assert.Equal(ExitStatus.CouldNotRun, await checkout.ScanAsync(path));
        Assert.Equal("", checkout.Output);
        Assert.Contains(path, checkout.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rule_that_does_not_exist_is_refused()
    {
        using var checkout = new Checkout(("App.cs", Checkout.ReadsPeer));
        Assert.Equal(ExitStatus.CouldNotRun, await checkout.ScanAsync(ids: ["CIP999"]));
        Assert.Equal("CIP999 is no rule of this version.", checkout.Errors.Trim());
    }

    [Fact]
    public async Task A_file_that_cannot_be_read_is_named_and_the_rest_is_scanned()
    {
        using var checkout = new Checkout(("App.cs", Checkout.ReadsPeer));
        var broken = Path.Combine(checkout.Folder, "Broken.cs");
        File.CreateSymbolicLink(broken, Path.Combine(checkout.Folder, "gone"));
        Assert.Equal(ExitStatus.CouldNotRun, await checkout.ScanAsync());
        Assert.Contains("CIP001", checkout.Output, StringComparison.Ordinal);
        Assert.Equal($"Cannot read {broken}", checkout.Errors.Trim());
    }

    [Fact]
    public async Task A_rule_that_fails_is_a_problem_and_not_a_silence()
    {
        using var checkout = new Checkout(("App.cs", "class A { }"));
        using var progress = new Progress(TextWriter.Null, isTerminal: false);
        var request = new ScanRequest(checkout.Folder, Json: false, Sarif: null, DiagnosticSeverity.Warning, [], []);
        var result = await new Scanner(request, [new FailingRule()], progress).ScanAsync(TestContext.Current.CancellationToken);
        Assert.StartsWith("FailingRule failed in files without a project: System.InvalidOperationException", Assert.Single(result.Problems), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cancelled_scan_says_so_and_writes_no_findings()
    {
        using var checkout = new Checkout(("App.cs", Checkout.ReadsPeer));
        Assert.Equal(ExitStatus.Cancelled, await checkout.ScanAsync(cancellation: new CancellationToken(canceled: true)));
        Assert.Equal("", checkout.Output);
    }

    [DiagnosticAnalyzer(LanguageNames.CSharp)]
    private sealed class FailingRule : DiagnosticAnalyzer
    {
        public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
            [new("FAIL", "Fails", "Fails", "Tests", DiagnosticSeverity.Warning, isEnabledByDefault: true)];

        public override void Initialize(AnalysisContext context)
        {
            context.EnableConcurrentExecution();
            context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
            context.RegisterSyntaxTreeAction(_ => throw new InvalidOperationException("A defect."));
        }
    }
}
