using Microsoft.CodeAnalysis.Text;

namespace ClientIpAnalyzers.Analyzers.Deployment;

/// <summary>A node of a YAML document. An alias is the node that its anchor names.</summary>
internal abstract class YamlNode(TextSpan span)
{
    public TextSpan Span { get; } = span;
}

internal sealed class YamlScalar(string value, TextSpan span, bool isBlock = false) : YamlNode(span)
{
    public string Value { get; } = value;

    /// <summary>Whether it is the lines below a <c>|</c> or <c>&gt;</c>; its span then holds them as they stand.</summary>
    public bool IsBlock { get; } = isBlock;
}

internal sealed class YamlMapping(IReadOnlyList<(YamlScalar Key, YamlNode Value)> entries, TextSpan span) : YamlNode(span)
{
    public IReadOnlyList<(YamlScalar Key, YamlNode Value)> Entries { get; } = entries;

    public YamlNode? this[string key] => Entries.FirstOrDefault(entry => entry.Key.Value == key).Value;

    public YamlScalar? Scalar(string key) => this[key] as YamlScalar;
}

internal sealed class YamlSequence(IReadOnlyList<YamlNode> items, TextSpan span) : YamlNode(span)
{
    public IReadOnlyList<YamlNode> Items { get; } = items;
}
