using System.Collections.Immutable;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Testing;

namespace ClientIpAnalyzers.Analyzers.Tests.Infrastructure;

/// <summary>What test code compiles against: the SDK's targeting packs and a stand-in for the runtime library.</summary>
internal static class TestReferences
{
    /// <summary>No package, hence no download; the references are added as files.</summary>
    public static ReferenceAssemblies None { get; } = new("net10.0");

    public static string RepositoryRoot { get; } = Metadata("RepositoryRoot");

    public static ImmutableArray<MetadataReference> Net { get; } = Pack("Microsoft.NETCore.App.Ref");

    public static ImmutableArray<MetadataReference> Web { get; } = [.. Net, .. Pack("Microsoft.AspNetCore.App.Ref")];

    public static MetadataReference Runtime { get; } = Compile("ClientIpAnalyzers", RuntimeStandIn.Sources, Web);

    public static ImmutableArray<MetadataReference> WebAndRuntime { get; } = [.. Web, Runtime];

    public static MetadataReference Compile(string name, string source, IEnumerable<MetadataReference> references)
        => Compile(name, [source], references);

    public static MetadataReference Compile(string name, IEnumerable<string> sources, IEnumerable<MetadataReference> references)
    {
        var compilation = CSharpCompilation.Create(
            name, sources.Select(source => CSharpSyntaxTree.ParseText(source)), references, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        using var image = new MemoryStream();
        var result = compilation.Emit(image);
        Assert.True(result.Success, string.Join(Environment.NewLine, result.Diagnostics));
        return MetadataReference.CreateFromImage(image.ToArray());
    }

    private static ImmutableArray<MetadataReference> Pack(string name)
    {
        var newest = Directory.GetDirectories(Path.Combine(Metadata("TargetingPackRoot"), name))
            .Where(version => Directory.Exists(Path.Combine(version, "ref", "net10.0")))
            .OrderByDescending(version => Version.Parse(Path.GetFileName(version).Split('-')[0]))
            .First();
        return [.. Directory.GetFiles(Path.Combine(newest, "ref", "net10.0"), "*.dll").Select(file => MetadataReference.CreateFromFile(file))];
    }

    private static string Metadata(string key)
        => typeof(TestReferences).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value!;
}
