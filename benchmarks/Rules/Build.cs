using System.Reflection;

namespace ClientIpAnalyzers.Benchmarks.Rules;

/// <summary>What the build knows about where things are.</summary>
internal static class Build
{
    public static string Compiler { get; } = Path.Combine(Metadata("Roslyn"), "bincore");

    public static string[] Net { get; } = Pack("Microsoft.NETCore.App.Ref");

    public static string[] Web { get; } = [.. Net, .. Pack("Microsoft.AspNetCore.App.Ref")];

    public static string Runtime { get; } = Output("Runtime", "net10.0/ClientIpAnalyzers.dll");

    /// <summary>What the package hands to the compiler.</summary>
    public static string[] Components { get; } =
    [
        Output("Analyzers", "netstandard2.0/ClientIpAnalyzers.Analyzers.dll"),
        Output("Generators", "netstandard2.0/ClientIpAnalyzers.Generators.dll"),
    ];

    private static string Output(string project, string file) => Path.Combine(Metadata("Root"), "src", project, "bin", "Release", file);

    private static string[] Pack(string name)
    {
        var newest = Directory.GetDirectories(Path.Combine(Metadata("TargetingPackRoot"), name))
            .Where(version => Directory.Exists(Path.Combine(version, "ref", "net10.0")))
            .OrderByDescending(version => Version.Parse(Path.GetFileName(version).Split('-')[0]))
            .First();
        return Directory.GetFiles(Path.Combine(newest, "ref", "net10.0"), "*.dll");
    }

    private static string Metadata(string key)
        => typeof(Build).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value!;
}
