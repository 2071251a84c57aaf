using System.Xml;
using System.Xml.Linq;

namespace ClientIpAnalyzers.Cli.Projects;

/// <summary>One element of a project about files, packages or names.</summary>
/// <param name="Conditions">Of it and of the group around it.</param>
internal sealed record ProjectItem(string Type, string Include, string Remove, IReadOnlyList<string> Conditions, XElement Element);

internal sealed record ProjectProperty(string Name, string Value, IReadOnlyList<string> Conditions);

/// <summary>
/// What one project or props file says, not yet evaluated.
/// </summary>
internal sealed class MSBuildFile
{
    private MSBuildFile(string path, XElement root)
    {
        Path = path;
        Folder = System.IO.Path.GetDirectoryName(path)!;
        Sdks =
        [
            .. ((string?)root.Attribute("Sdk") ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries),
            .. Named(root, "Sdk").Select(sdk => (string?)sdk.Attribute("Name") ?? ""),
            .. Named(root, "Import").Select(import => (string?)import.Attribute("Sdk") ?? ""),
        ];
        Imports = [.. Named(root, "Import").Where(import => import.Attribute("Sdk") is null).Select(import => (string?)import.Attribute("Project") ?? "")];
        Properties =
        [
            .. Named(root, "PropertyGroup").Elements()
                .Select(property => new ProjectProperty(property.Name.LocalName, property.Value.Trim(), Conditions(property))),
        ];
        Items =
        [
            .. Named(root, "ItemGroup").Elements().Select(item => new ProjectItem(
                item.Name.LocalName,
                Value(item, "Include"),
                Value(item, "Remove"),
                Conditions(item),
                item)),
        ];
    }

    public string Path { get; }

    public string Folder { get; }

    public IReadOnlyList<string> Sdks { get; }

    public IReadOnlyList<string> Imports { get; }

    public IReadOnlyList<ProjectItem> Items { get; }

    public IReadOnlyList<ProjectProperty> Properties { get; }

    /// <summary>Null for a file that cannot be read or is no XML; such a project has its defaults.</summary>
    public static MSBuildFile? Read(string path)
    {
        try
        {
            using var reader = XmlReader.Create(path, new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore, XmlResolver = null });
            return XDocument.Load(reader).Root is { } root ? new MSBuildFile(path, root) : null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or XmlException)
        {
            return null;
        }
    }

    private static IEnumerable<XElement> Named(XElement root, string name)
        => root.Elements().Where(element => element.Name.LocalName == name);

    private static IReadOnlyList<string> Conditions(XElement element)
        => [.. new[] { element, element.Parent }.Select(part => (string?)part?.Attribute("Condition")).OfType<string>()];

    private string Value(XElement item, string attribute)
        => ((string?)item.Attribute(attribute) ?? "")
            .Replace("$(MSBuildThisFileDirectory)", Folder + "/", StringComparison.OrdinalIgnoreCase)
            .Replace("$(MSBuildProjectDirectory)", Folder, StringComparison.OrdinalIgnoreCase)
            .Replace("$(ProjectDir)", Folder + "/", StringComparison.OrdinalIgnoreCase);
}
