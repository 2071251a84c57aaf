using System.Xml;
using Microsoft.CodeAnalysis.Text;

namespace ClientIpAnalyzers.Analyzers.Deployment;

/// <summary>Walks over the elements of an XML file, with their places in the text. No DTD, no entity is resolved.</summary>
internal static class XmlDocumentText
{
    /// <summary>What <paramref name="select"/> makes of the elements; nothing where the file is not well-formed.</summary>
    /// <param name="select">
    /// Is given the reader at an element, the names of the elements around it, and the way to the span of the name
    /// that the reader stands at.
    /// </param>
    public static IReadOnlyList<T> Read<T>(SourceText text, Func<XmlReader, IReadOnlyList<string>, Func<TextSpan>, T?> select)
        where T : class
    {
        var found = new List<T>();
        var path = new List<string>();
        try
        {
            using var reader = XmlReader.Create(
                new StringReader(text.ToString().TrimStart('\uFEFF')),
                new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
            while (reader.Read())
            {
                if (reader.NodeType == XmlNodeType.Element)
                {
                    path.RemoveRange(reader.Depth, path.Count - reader.Depth);
                    var name = reader.LocalName;
                    if (select(reader, path, () => SpanOf(text, reader)) is { } result)
                    {
                        found.Add(result);
                    }

                    path.Add(name);
                }
            }
        }
        catch (XmlException)
        {
            return [];
        }

        return found;
    }

    /// <summary>The reader counts the lines that XML knows; where the compiler knows more, the place is near enough.</summary>
    private static TextSpan SpanOf(SourceText text, XmlReader reader)
    {
        var place = (IXmlLineInfo)reader;
        var line = text.Lines[Math.Min(Math.Max(place.LineNumber - 1, 0), text.Lines.Count - 1)];
        var start = Math.Min(line.Start + Math.Max(place.LinePosition - 1, 0), line.End);
        return TextSpan.FromBounds(start, Math.Min(start + reader.Name.Length, line.End));
    }
}
