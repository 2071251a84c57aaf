using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;

namespace ClientIpAnalyzers.Cli.Projects;

/// <summary>The C# projects that a solution names, of either format.</summary>
internal static partial class SolutionFile
{
    public static bool Is(string path)
        => Path.GetExtension(path).ToLowerInvariant() is ".sln" or ".slnx" or ".slnf";

    public static IReadOnlyList<string> ProjectsOf(string path)
    {
        try
        {
            var text = File.ReadAllText(path);
            var named = Path.GetExtension(path).ToLowerInvariant() switch
            {
                ".slnx" => XDocument.Parse(text).Descendants("Project").Select(project => (string?)project.Attribute("Path") ?? ""),
                ".slnf" => Quoted().Matches(text.Replace("\\\\", "/", StringComparison.Ordinal)).Select(match => match.Groups[1].Value),
                _ => Quoted().Matches(text).Select(match => match.Groups[1].Value),
            };
            var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
            return
            [
                .. named.Where(name => name.EndsWith(".csproj", StringComparison.OrdinalIgnoreCase))
                    .Select(name => Path.GetFullPath(Path.Combine(folder, name.Replace('\\', '/'))))
                    .Distinct(),
            ];
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or XmlException)
        {
            throw new CannotRunException($"{path}: {failure.Message}", failure);
        }
    }

    [GeneratedRegex("\"([^\"\r\n]+\\.csproj)\"", RegexOptions.IgnoreCase)]
    private static partial Regex Quoted();
}
