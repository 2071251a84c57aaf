using System.Collections.Immutable;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace ClientIpAnalyzers.Cli.Compiling;

/// <summary>
/// What every project is compiled against: the reference assemblies of .NET and ASP.NET Core that come with the tool,
/// and stand-ins for those packages whose types the rules know.
/// </summary>
internal sealed class ReferenceSet
{
    private const string StandIns = "StandIns/";
    private const string RuntimeName = "ClientIpAnalyzers";

    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "references");

    private readonly Lazy<ImmutableArray<MetadataReference>> _standIns;
    private readonly Dictionary<string, MetadataReference> _empty = new(StringComparer.Ordinal);

    public ReferenceSet()
    {
        var files = Directory.Exists(Folder) ? Directory.GetFiles(Folder, "*.dll") : [];
        if (files.Length == 0)
        {
            throw new CannotRunException($"The reference assemblies of the tool are missing: {Folder}");
        }

        Framework = [.. files.Where(file => !IsRuntime(file)).Order(StringComparer.Ordinal).Select(file => MetadataReference.CreateFromFile(file))];
        Runtime = Array.Find(files, IsRuntime) is { } runtime ? MetadataReference.CreateFromFile(runtime) : null;
        _standIns = new(() => [.. CompileStandIns()]);
    }

    public ImmutableArray<MetadataReference> Framework { get; }

    /// <summary>The library of the package itself, for projects that declare policies.</summary>
    public MetadataReference? Runtime { get; }

    public ImmutableArray<MetadataReference> Packages => _standIns.Value;

    /// <summary>An assembly without content, for rules that ask whether a reference is there at all.</summary>
    public MetadataReference Empty(string name)
        => _empty.TryGetValue(name, out var known) ? known : _empty[name] = Emit(name, "");

    private IEnumerable<MetadataReference> CompileStandIns()
    {
        var assembly = Assembly.GetExecutingAssembly();
        foreach (var resource in assembly.GetManifestResourceNames().Where(name => name.StartsWith(StandIns, StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
            yield return Emit(resource[StandIns.Length..^".cs".Length], reader.ReadToEnd());
        }
    }

    private PortableExecutableReference Emit(string name, string source)
    {
        var compilation = CSharpCompilation.Create(
            name,
            [CSharpSyntaxTree.ParseText(SourceText.From(source))],
            Framework,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        using var image = new MemoryStream();
        var result = compilation.Emit(image);
        return result.Success
            ? MetadataReference.CreateFromImage(image.ToArray())
            : throw new InvalidOperationException(string.Join(Environment.NewLine, result.Diagnostics));
    }

    private static bool IsRuntime(string file) => Path.GetFileNameWithoutExtension(file) == RuntimeName;
}
