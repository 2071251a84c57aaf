using System.Text.RegularExpressions;

namespace ClientIpAnalyzers.Package.Tests;

/// <summary>What <c>dotnet new web</c> makes, with the package from the local feed, in a folder of its own.</summary>
internal sealed partial class Consumer
{
    private readonly string _framework;

    public Consumer(PackageFixture fixture, string name, string framework)
    {
        _framework = framework;
        Folder = fixture.NewFolder($"{name}-{framework}");
        // Only the local feed: a consumer needs nothing else that building this repository has not brought already.
        Write("App.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk.Web">
              <PropertyGroup>
                <TargetFramework>{framework}</TargetFramework>
                <LangVersion>{(framework == "net8.0" ? "12" : "14")}</LangVersion>
                <Nullable>enable</Nullable>
                <ImplicitUsings>enable</ImplicitUsings>
                <UseAppHost>false</UseAppHost>
                <NuGetAudit>false</NuGetAudit>
                <RestoreSources>{fixture.Feed}</RestoreSources>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="ClientIpAnalyzers" Version="{fixture.Version}" />
              </ItemGroup>
            </Project>
            """);
    }

    /// <summary>The frameworks with the oldest and the newest language that users have there.</summary>
    public static TheoryData<string> Frameworks { get; } = ["net8.0", "net10.0"];

    public string Folder { get; }

    public string Assembly => Path.Combine(Folder, "bin", "Debug", _framework, "App.dll");

    public void Write(string file, string text)
    {
        var path = Path.Combine(Folder, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

    /// <summary>Puts more into the project file.</summary>
    public void AddToProject(string xml)
        => Write("App.csproj", Read("App.csproj").Replace("</Project>", xml + "\n</Project>", StringComparison.Ordinal));

    public string Read(string file) => File.ReadAllText(Path.Combine(Folder, file));

    /// <summary>Builds, and returns each warning as <c>File.cs(line): id</c>.</summary>
    public async Task<IReadOnlyList<string>> Build(params string[] arguments)
    {
        var output = await DotNet.Run(Folder, ["build", "--no-incremental", "-v", "quiet", "-p:UseSharedCompilation=false", .. arguments]);
        return
        [
            .. Warning().Matches(output)
                .Select(match => $"{Path.GetFileName(match.Groups["file"].Value)}({match.Groups["line"].Value}): {match.Groups["id"].Value}")
                .Distinct()
                .Order(StringComparer.Ordinal),
        ];
    }

    [GeneratedRegex(@"^\s*(?<file>[^(\r\n]+?)(\((?<line>\d+),\d+\))?\s*: warning (?<id>\w+):", RegexOptions.Multiline)]
    private static partial Regex Warning();
}
