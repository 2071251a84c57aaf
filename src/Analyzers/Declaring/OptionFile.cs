using ClientIpAnalyzers.Analyzers.Deployment;
using Microsoft.CodeAnalysis.Text;

namespace ClientIpAnalyzers.Analyzers.Declaring;

/// <summary>
/// The names of the package's options in the files that set them. The compiler gives analyzers the values, but not
/// where they stand; the package's build files hand over those files that mention the prefix.
/// </summary>
internal static class OptionFile
{
    public const string KeyPrefix = "clientip_";
    private const string PropertyPrefix = "ClientIp";

    /// <summary>A generated file of another size is nothing that anybody mistypes a name in.</summary>
    private const int MaxLength = 1 << 20;

    public static bool IsAnalyzerConfig(string path) => EndsWith(path, ".editorconfig") || EndsWith(path, ".globalconfig");

    public static bool IsProject(string path) => EndsWith(path, ".csproj") || EndsWith(path, ".props") || EndsWith(path, ".targets");

    /// <summary>The lines <c>clientip_... = value</c>, in whatever section.</summary>
    public static IEnumerable<(string Name, TextSpan Span)> Keys(SourceText text)
    {
        if (text.Length > MaxLength)
        {
            yield break;
        }

        foreach (var line in text.Lines)
        {
            var content = line.ToString();
            var name = content.TrimStart(' ', '\t', '\uFEFF');
            var end = name.IndexOfAny(['=', ':']);
            if (end > 0 && name.StartsWith(KeyPrefix, StringComparison.OrdinalIgnoreCase))
            {
                var key = name.Substring(0, end).TrimEnd();
                yield return (key, new TextSpan(line.Start + content.Length - name.Length, key.Length));
            }
        }
    }

    /// <summary>The elements <c>&lt;ClientIp...&gt;</c> of property groups.</summary>
    public static IEnumerable<(string Name, TextSpan Span)> Properties(SourceText text)
        => text.Length > MaxLength
            ? []
            : XmlDocumentText.Read(text, (reader, path, span) =>
                path.Count > 0 && path[path.Count - 1] == "PropertyGroup" && reader.LocalName.StartsWith(PropertyPrefix, StringComparison.OrdinalIgnoreCase)
                    ? Tuple.Create(reader.LocalName, span())
                    : null)
                .Select(found => (found.Item1, found.Item2));

    private static bool EndsWith(string path, string end) => path.EndsWith(end, StringComparison.OrdinalIgnoreCase);
}
