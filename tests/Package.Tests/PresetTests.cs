namespace ClientIpAnalyzers.Package.Tests;

public class PresetTests(PackageFixture fixture)
{
    /// <summary>A warning, an information, and a warning of a rule that knows no other severity.</summary>
    private const string Code = """
        var app = WebApplication.CreateBuilder(args).Build();
        app.MapGet("/peer", (HttpContext context) => context.Connection.RemoteIpAddress?.ToString() ?? "nobody");
        app.MapGet("/log", (HttpContext context, ILogger<Program> log) => log.LogInformation("{Ip}", context.Connection.RemoteIpAddress));
        app.MapGet("/leftmost", (HttpContext context) => context.Request.Headers["X-Forwarded-For"].ToString().Split(',')[0]);
        app.Run();
        """;

    private static readonly string[] s_warnings = ["Program.cs(2): CIP001", "Program.cs(4): CIP003"];
    private static readonly string[] s_all = ["Program.cs(2): CIP001", "Program.cs(3): CIP001", "Program.cs(4): CIP003"];

    [Theory]
    [InlineData("Strict", "none")]
    [InlineData("audit", "warning")]
    [InlineData("None", "warning")]
    public async Task A_line_of_the_users_own_wins_over_a_preset(string preset, string own)
    {
        var consumer = new Consumer(fixture, "preset-" + preset, "net10.0");
        consumer.Write("Program.cs", Code);
        consumer.Write(".editorconfig", "root = true\n");
        consumer.AddToProject($"<PropertyGroup><ClientIpPreset>{preset}</ClientIpPreset></PropertyGroup>");
        Assert.Equal(preset == "Strict" ? s_all : [], await consumer.Build());

        consumer.Write(".editorconfig", $"root = true\n[*.cs]\ndotnet_diagnostic.CIP001.severity = {own}\ndotnet_diagnostic.CIP003.severity = {own}\n");
        Assert.Equal(own == "none" ? [] : s_all, await consumer.Build());
    }

    [Fact]
    public async Task Without_a_preset_and_with_the_recommended_one_each_report_is_as_its_rule_grades_it()
    {
        var consumer = new Consumer(fixture, "preset-recommended", "net10.0");
        consumer.Write("Program.cs", Code);

        Assert.Equal(s_warnings, await consumer.Build());
        Assert.Equal(s_warnings, await consumer.Build("-p:ClientIpPreset=Recommended"));
    }

    [Fact]
    public async Task An_unknown_preset_fails_the_build_and_says_which_there_are()
    {
        var consumer = new Consumer(fixture, "preset-unknown", "net10.0");
        consumer.Write("Program.cs", Code);

        Assert.Contains(
            "'Strickt' is no preset: set the property ClientIpPreset to Recommended, Strict, Audit or None.",
            await DotNet.Fail(consumer.Folder, "build", "-v", "quiet", "-p:ClientIpPreset=Strickt"),
            StringComparison.Ordinal);
    }
}
