using Microsoft.CodeAnalysis.Text;

namespace ClientIpAnalyzers.Analyzers.Deployment;

/// <summary>
/// The variables that a compose file (<c>environment:</c> as a map or a list) or a Kubernetes manifest (<c>env:</c>
/// with names and values, the data of a <c>ConfigMap</c>) gives to a container. An anchor counts where it is used.
/// Of a Helm template, what the template leaves open is passed over.
/// </summary>
internal sealed class YamlSettings
{
    private readonly string _text;
    private readonly HashSet<YamlNode> _visited = [];
    private readonly Dictionary<TextSpan, DeploymentSetting> _settings = [];

    private YamlSettings(string text) => _text = text;

    public static IReadOnlyList<DeploymentSetting> Read(string text)
    {
        text = YamlTemplates.Mask(text);
        var reader = new YamlSettings(text);
        foreach (var root in YamlDocument.ReadAll(text))
        {
            reader.Visit(root);
        }

        return [.. reader._settings.Values.OrderBy(setting => setting.Span.Start)];
    }

    private void Visit(YamlNode node)
    {
        // Anchors make the tree a graph.
        if (!_visited.Add(node))
        {
            return;
        }

        if (node is YamlSequence sequence)
        {
            foreach (var item in sequence.Items)
            {
                Visit(item);
            }
        }
        else if (node is YamlMapping mapping)
        {
            if (mapping.Scalar("kind")?.Value == "ConfigMap" && mapping["data"] is YamlMapping data)
            {
                ReadConfigMap(data);
            }

            foreach (var (key, value) in mapping.Entries)
            {
                if (key.Value is "environment" or "env")
                {
                    ReadVariables(value, []);
                }

                Visit(value);
            }
        }
    }

    private void ReadVariables(YamlNode variables, HashSet<YamlNode> merged)
    {
        if (!merged.Add(variables))
        {
            return;
        }

        if (variables is YamlMapping map)
        {
            foreach (var (key, value) in map.Entries)
            {
                if (key.Value == "<<")
                {
                    foreach (var part in value is YamlSequence parts ? parts.Items : [value])
                    {
                        ReadVariables(part, merged);
                    }
                }
                else if (value is YamlScalar scalar)
                {
                    Add(key.Value, scalar.Value, key.Span);
                }
            }
        }
        else if (variables is YamlSequence list)
        {
            foreach (var item in list.Items)
            {
                if (item is YamlMapping pair && pair.Scalar("name") is { } name && pair.Scalar("value") is { } value)
                {
                    Add(name.Value, value.Value, name.Span);
                }
                else if (item is YamlScalar { IsBlock: false } line && line.Value.IndexOf('=') is > 0 and var equals)
                {
                    Add(line.Value.Substring(0, equals), line.Value.Substring(equals + 1), line.Span);
                }
            }
        }
    }

    /// <summary>Each entry may become a variable, or a file: a whole <c>appsettings.json</c> is often kept in one.</summary>
    private void ReadConfigMap(YamlMapping data)
    {
        foreach (var (key, value) in data.Entries)
        {
            if (value is not YamlScalar scalar)
            {
                continue;
            }

            if (!scalar.IsBlock)
            {
                Add(key.Value, scalar.Value, key.Span);
            }
            else if (DeploymentFile.IsAppSettings(key.Value))
            {
                foreach (var setting in JsonSettings.Read(_text, scalar.Span.Start))
                {
                    _settings[setting.Span] = setting;
                }
            }
        }
    }

    private void Add(string name, string value, TextSpan span) => _settings[span] = DeploymentSetting.OfVariable(name, value, span);
}
