namespace ClientIpAnalyzers.Package.Tests;

public class CarelessTests(PackageFixture fixture)
{
    private const string Mark = "// expect ";

    [Theory]
    [MemberData(nameof(Consumer.Frameworks), MemberType = typeof(Consumer))]
    public async Task Careless_code_is_warned_about_where_it_stands_and_dotnet_format_repairs_it(string framework)
    {
        var consumer = new Consumer(fixture, "careless", framework);
        var code = await File.ReadAllTextAsync(
            Path.Combine(AppContext.BaseDirectory, "Consumers", "Careless.cs"), TestContext.Current.CancellationToken);
        consumer.Write("Program.cs", code);

        Assert.Equal(Expected(code), await consumer.Build());

        await DotNet.Run(
            consumer.Folder, "format", "analyzers", "App.csproj", "--no-restore", "--severity", "info",
            "--diagnostics", "CIP001", "CIP002", "CIP003");

        Assert.Empty(await consumer.Build());
        Assert.Equal(3, consumer.Read("Program.cs").Split("GetClientIp()").Length - 1);
    }

    /// <summary>Each line of the code says what is expected of it.</summary>
    private static IEnumerable<string> Expected(string code)
        => code.Split('\n')
            .Select((line, index) => (Mark: line.IndexOf(Mark, StringComparison.Ordinal), Text: line, Number: index + 1))
            .Where(line => line.Mark >= 0)
            .Select(line => $"Program.cs({line.Number}): {line.Text[(line.Mark + Mark.Length)..].Trim()}")
            .Order(StringComparer.Ordinal);
}
