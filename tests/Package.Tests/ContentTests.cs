using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text;
using System.Xml.Linq;

namespace ClientIpAnalyzers.Package.Tests;

public class ContentTests(PackageFixture fixture)
{
    private static readonly Guid s_sourceLink = new("CC110556-A091-4D38-9FEC-25AB9A351A6A");

    [Fact]
    public void The_library_is_there_for_both_frameworks_and_three_components_for_the_compiler()
        => Assert.Equal(
            [
                "analyzers/dotnet/cs/ClientIpAnalyzers.Analyzers.dll",
                "analyzers/dotnet/cs/ClientIpAnalyzers.CodeFixes.dll",
                "analyzers/dotnet/cs/ClientIpAnalyzers.Generators.dll",
                "lib/net10.0/ClientIpAnalyzers.dll",
                "lib/net8.0/ClientIpAnalyzers.dll",
            ],
            PackageFixture.Read(fixture.Package, ".dll").Keys.Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("README.md")]
    [InlineData("icon.png")]
    [InlineData("build/ClientIpAnalyzers.props")]
    [InlineData("buildTransitive/ClientIpAnalyzers.props")]
    [InlineData("build/ClientIpAnalyzers.targets")]
    [InlineData("build/ClientIpAnalyzers.Fix.targets")]
    [InlineData("buildTransitive/ClientIpAnalyzers.targets")]
    [InlineData("buildTransitive/ClientIpAnalyzers.Fix.targets")]
    [InlineData("buildMultiTargeting/ClientIpAnalyzers.targets")]
    [InlineData("presets/Strict.globalconfig")]
    [InlineData("presets/Audit.globalconfig")]
    [InlineData("presets/None.globalconfig")]
    [InlineData("lib/net8.0/ClientIpAnalyzers.xml")]
    [InlineData("lib/net10.0/ClientIpAnalyzers.xml")]
    public void A_file_that_users_see_is_there(string file)
        => Assert.NotEmpty(Assert.Single(PackageFixture.Read(fixture.Package, file), entry => entry.Key == file).Value);

    [Fact]
    public void The_manifest_names_readme_icon_and_licence()
    {
        var metadata = Children(fixture.ReadManifest(), "metadata").Single();

        Assert.Equal("README.md", Children(metadata, "readme").Single().Value);
        Assert.Equal("icon.png", Children(metadata, "icon").Single().Value);
        Assert.Equal("MIT", Children(metadata, "license").Single().Value);
    }

    [Fact]
    public void Nothing_is_depended_on_but_the_shared_framework()
    {
        var metadata = Children(fixture.ReadManifest(), "metadata").Single();

        Assert.DoesNotContain(metadata.Descendants(), element => element.Name.LocalName == "dependency");
        Assert.Equal(
            ["Microsoft.AspNetCore.App", "Microsoft.AspNetCore.App"],
            metadata.Descendants()
                .Where(element => element.Name.LocalName == "frameworkReference")
                .Select(element => element.Attribute("name")!.Value));
    }

    [Fact]
    public void The_readme_links_to_nothing_by_a_path_of_the_machine_that_packed()
    {
        var readme = Encoding.UTF8.GetString(Assert.Single(PackageFixture.Read(fixture.Package, "README.md")).Value);

        Assert.DoesNotContain(Path.GetTempPath(), readme, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_packs_of_one_tree_in_different_folders_are_the_same_byte_for_byte()
    {
        AssertSame(PackageFixture.Read(fixture.Package, ".dll"), PackageFixture.Read(fixture.SecondPackage, ".dll"));
        AssertSame(PackageFixture.Read(fixture.Symbols, ".pdb"), PackageFixture.Read(fixture.SecondSymbols, ".pdb"));
    }

    [Theory]
    [InlineData("net8.0")]
    [InlineData("net10.0")]
    public void Symbols_belong_to_the_library_and_link_to_the_sources_of_the_commit(string framework)
    {
        var symbols = PackageFixture.Read(fixture.Symbols, ".pdb")[$"lib/{framework}/ClientIpAnalyzers.pdb"];
        using var library = new PEReader(new MemoryStream(
            PackageFixture.Read(fixture.Package, ".dll")[$"lib/{framework}/ClientIpAnalyzers.dll"]));
        using var provider = MetadataReaderProvider.FromPortablePdbStream(new MemoryStream(symbols));
        var reader = provider.GetMetadataReader();

        var codeView = library.ReadCodeViewDebugDirectoryData(
            library.ReadDebugDirectory().Single(entry => entry.Type == DebugDirectoryEntryType.CodeView));
        Assert.Equal(codeView.Guid, new Guid(reader.DebugMetadataHeader!.Id.AsSpan()[..16]));

        var link = reader.CustomDebugInformation
            .Select(reader.GetCustomDebugInformation)
            .Single(information => reader.GetGuid(information.Kind) == s_sourceLink);
        Assert.Contains(
            $"raw.githubusercontent.com/example/client-ip/{fixture.Commit}/*",
            Encoding.UTF8.GetString(reader.GetBlobBytes(link.Value)),
            StringComparison.Ordinal);
        Assert.All(
            reader.Documents.Select(document => reader.GetString(reader.GetDocument(document).Name)),
            name => Assert.StartsWith("/_/", name, StringComparison.Ordinal));
    }

    private static void AssertSame(Dictionary<string, byte[]> first, Dictionary<string, byte[]> second)
    {
        Assert.NotEmpty(first);
        Assert.Equal(first.Keys.Order(StringComparer.Ordinal), second.Keys.Order(StringComparer.Ordinal));
        Assert.All(first, file => Assert.True(file.Value.AsSpan().SequenceEqual(second[file.Key]), $"{file.Key} differs."));
    }

    private static IEnumerable<XElement> Children(XElement element, string name)
        => element.Elements().Where(child => child.Name.LocalName == name);
}
