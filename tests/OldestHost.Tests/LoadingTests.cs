using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;

namespace ClientIpAnalyzers.OldestHost.Tests;

public class LoadingTests
{
    /// <summary>What a host of Roslyn 4.8.0 has. A reference to anything newer, or to anything else, is refused there.</summary>
    private static readonly Dictionary<string, Version> s_host = new(StringComparer.Ordinal)
    {
        ["netstandard"] = new(2, 0, 0, 0),
        ["Microsoft.CodeAnalysis"] = new(4, 8, 0, 0),
        ["Microsoft.CodeAnalysis.CSharp"] = new(4, 8, 0, 0),
        ["System.Collections.Immutable"] = new(7, 0, 0, 0),
        ["System.Reflection.Metadata"] = new(7, 0, 0, 0),
        ["System.Memory"] = new(4, 0, 1, 2),
        ["System.Buffers"] = new(4, 0, 3, 0),
        ["System.Numerics.Vectors"] = new(4, 1, 4, 0),
        ["System.Runtime.CompilerServices.Unsafe"] = new(6, 0, 0, 0),
        ["System.Threading.Tasks.Extensions"] = new(4, 2, 0, 1),
    };

    /// <summary>What only the part of a host that applies fixes has.</summary>
    private static readonly Dictionary<string, Version> s_workspaces = new(StringComparer.Ordinal)
    {
        ["Microsoft.CodeAnalysis.Workspaces"] = new(4, 8, 0, 0),
        ["Microsoft.CodeAnalysis.CSharp.Workspaces"] = new(4, 8, 0, 0),
        ["System.Composition.AttributedModel"] = new(7, 0, 0, 0),
    };

    public static TheoryData<string> Files { get; } = [.. Shipped.Files.Select(file => Path.GetFileName(file))];

    [Fact]
    public void The_host_is_of_the_oldest_supported_version()
        => Assert.Equal(new Version(4, 8, 0, 0), typeof(CSharpCompilation).Assembly.GetName().Version);

    [Fact]
    public void Three_files_are_shipped()
        => Assert.Equal(
            ["ClientIpAnalyzers.Analyzers.dll", "ClientIpAnalyzers.CodeFixes.dll", "ClientIpAnalyzers.Generators.dll"],
            Shipped.Files.Select(Path.GetFileName));

    [Fact]
    public void Analyzers_and_the_generator_load_without_a_failure()
    {
        Assert.NotEmpty(Shipped.Analyzers);
        Assert.Single(Shipped.Generators);
        Assert.Empty(Shipped.LoadFailures);
    }

    [Fact]
    public void Every_fix_can_be_created_and_fixes_a_shipped_rule()
    {
        var types = Shipped.CodeFixes.GetTypes()
            .Where(type => type.GetCustomAttribute<ExportCodeFixProviderAttribute>() is not null)
            .ToList();

        Assert.NotEmpty(types);
        foreach (var fix in types.Select(type => (CodeFixProvider)Activator.CreateInstance(type)!))
        {
            Assert.NotEmpty(fix.FixableDiagnosticIds);
            Assert.All(fix.FixableDiagnosticIds, id => Assert.Contains(id, Shipped.RuleIds));
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void A_file_refers_to_nothing_that_the_host_lacks(string file)
    {
        var refused = References(file)
            .Where(reference => !file.EndsWith(".CodeFixes.dll", StringComparison.Ordinal) || reference.Name != "ClientIpAnalyzers.Analyzers")
            .Where(reference => !Has(s_host, reference)
                && !(file.EndsWith(".CodeFixes.dll", StringComparison.Ordinal) && Has(s_workspaces, reference)));

        Assert.Empty(refused);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void A_file_is_for_netstandard_2_0(string file)
        => Assert.Contains(References(file), reference => reference.Name == "netstandard");

    private static bool Has(Dictionary<string, Version> host, (string Name, Version Version) reference)
        => host.TryGetValue(reference.Name, out var version) && reference.Version <= version;

    private static List<(string Name, Version Version)> References(string file)
    {
        using var stream = File.OpenRead(Shipped.Files.Single(path => Path.GetFileName(path) == file));
        using var image = new PEReader(stream);
        var metadata = image.GetMetadataReader();
        return
        [
            .. metadata.AssemblyReferences
                .Select(metadata.GetAssemblyReference)
                .Select(reference => (metadata.GetString(reference.Name), reference.Version)),
        ];
    }
}
