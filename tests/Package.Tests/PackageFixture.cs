using System.IO.Compression;
using System.Xml.Linq;

[assembly: AssemblyFixture(typeof(ClientIpAnalyzers.Package.Tests.PackageFixture))]

namespace ClientIpAnalyzers.Package.Tests;

/// <summary>
/// Packs two copies of the tree, in folders of different names, as the release is packed: each a git repository
/// with a remote on GitHub. The first is also the feed for consumers, under a version that no cache knows.
/// </summary>
public sealed class PackageFixture : IAsyncLifetime
{
    public const string RemoteUrl = "https://github.com/example/client-ip";

    /// <summary>What packing needs of the repository.</summary>
    private static readonly string[] s_parts =
    [
        "src", "docs/icon.png", "README.md", "LICENSE", "Directory.Build.props", "Directory.Packages.props", "global.json", ".editorconfig",
    ];

    private readonly string _root = Directory.CreateTempSubdirectory("clientip-package-").FullName;

    public string Version { get; } = $"0.1.0-test.{Guid.NewGuid():N}";

    public string Feed => Path.Combine(_root, "first-packages");

    public string Commit { get; private set; } = string.Empty;

    public string Package => PackageIn("first", "nupkg");

    public string Symbols => PackageIn("first", "snupkg");

    public string SecondPackage => PackageIn("second", "nupkg");

    public string SecondSymbols => PackageIn("second", "snupkg");

    public async ValueTask InitializeAsync()
    {
        await CreateTrees();
        await Task.WhenAll(Pack("first"), Pack("second"));
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(_root, recursive: true);

        // Consumers have left it in the cache.
        var cache = Environment.GetEnvironmentVariable("NUGET_PACKAGES")
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        var unpacked = Path.Combine(cache, "clientipanalyzers", Version);
        if (Directory.Exists(unpacked))
        {
            Directory.Delete(unpacked, recursive: true);
        }

        return ValueTask.CompletedTask;
    }

    /// <summary>An empty folder for a consumer.</summary>
    public string NewFolder(string name) => Directory.CreateDirectory(Path.Combine(_root, name)).FullName;

    /// <summary>The files in a package whose names end in a certain way, with their contents.</summary>
    public static Dictionary<string, byte[]> Read(string package, string ending)
    {
        using var archive = ZipFile.OpenRead(package);
        return archive.Entries
            .Where(entry => entry.FullName.EndsWith(ending, StringComparison.Ordinal))
            .ToDictionary(entry => entry.FullName, Contents, StringComparer.Ordinal);
    }

    public XElement ReadManifest()
    {
        using var stream = new MemoryStream(Assert.Single(Read(Package, ".nuspec")).Value);
        return XElement.Load(stream);
    }

    private static byte[] Contents(ZipArchiveEntry entry)
    {
        using var stream = entry.Open();
        using var memory = new MemoryStream();
        stream.CopyTo(memory);
        return memory.ToArray();
    }

    private async Task CreateTrees()
    {
        var first = NewFolder("first");
        foreach (var part in s_parts)
        {
            Copy(Path.Combine(Repository.Root, part), Path.Combine(first, part));
        }

        await File.WriteAllTextAsync(Path.Combine(first, ".gitignore"), "bin/\nobj/\n");
        await Git(first, "init", "--quiet");
        await Git(first, "add", "--all");
        await Git(first, "commit", "--quiet", "--no-verify", "--message", "The tree");
        Commit = (await Git(first, "rev-parse", "HEAD")).Trim();
        await Git(_root, "clone", "--quiet", "first", "second");
        await Git(first, "remote", "add", "origin", RemoteUrl + ".git");
        await Git(Path.Combine(_root, "second"), "remote", "set-url", "origin", RemoteUrl + ".git");
    }

    private Task<string> Pack(string name) => DotNet.Run(
        Path.Combine(_root, name), "pack", "src/Runtime", "-c", "Release", "-o", Path.Combine(_root, name + "-packages"), "-v", "quiet",
        $"-p:Version={Version}", "-p:ContinuousIntegrationBuild=true", "-p:NuGetAudit=false", "-p:UseSharedCompilation=false");

    /// <summary>Runs git, whoever runs this and however it is configured for them.</summary>
    private static Task<string> Git(string tree, params string[] arguments)
    {
        string[] identity = ["-c", "user.name=Tests", "-c", "user.email=tests@localhost", "-c", "commit.gpgsign=false"];
        return DotNet.RunTool("git", tree, [.. identity, .. arguments]);
    }

    private static void Copy(string from, string to)
    {
        if (File.Exists(from))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            File.Copy(from, to);
            return;
        }

        foreach (var entry in Directory.EnumerateFileSystemEntries(from))
        {
            var name = Path.GetFileName(entry);
            if (name is not ("bin" or "obj"))
            {
                Copy(entry, Path.Combine(to, name));
            }
        }
    }

    private string PackageIn(string name, string extension)
        => Path.Combine(_root, name + "-packages", $"ClientIpAnalyzers.{Version}.{extension}");
}
