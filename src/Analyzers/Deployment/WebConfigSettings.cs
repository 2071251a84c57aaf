using Microsoft.CodeAnalysis.Text;

namespace ClientIpAnalyzers.Analyzers.Deployment;

/// <summary>
/// The variables that <c>web.config</c> sets for the application:
/// <c>&lt;environmentVariables&gt;&lt;environmentVariable name="..." value="..." /&gt;</c>.
/// </summary>
internal static class WebConfigSettings
{
    public static IReadOnlyList<DeploymentSetting> Read(SourceText text)
        => XmlDocumentText.Read(text, (reader, path, span) =>
        {
            if (reader.LocalName != "environmentVariable" || path.Count == 0 || path[path.Count - 1] != "environmentVariables"
                || reader.GetAttribute("value") is not { } value
                || !reader.MoveToAttribute("name"))
            {
                return null;
            }

            var setting = DeploymentSetting.OfVariable(reader.Value, value, span());
            reader.MoveToElement();
            return setting;
        });
}
