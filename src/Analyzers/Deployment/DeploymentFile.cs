using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis.Text;

namespace ClientIpAnalyzers.Analyzers.Deployment;

/// <summary>What a deployment file sets, read once per version of the file. What cannot be read sets nothing.</summary>
internal static class DeploymentFile
{
    /// <summary>A larger file is no deployment file that anybody writes.</summary>
    private const int MaxLength = 1 << 20;

    private static readonly ConditionalWeakTable<SourceText, IReadOnlyList<DeploymentSetting>> Known = new();

    /// <summary>The reader for a file of that name; null where it is no deployment file.</summary>
    public static Func<SourceText, IReadOnlyList<DeploymentSetting>>? ReaderOf(string path)
    {
        var name = Path.GetFileName(path);
        if (IsAppSettings(name))
        {
            return text => JsonSettings.Read(text.ToString());
        }

        if (name.Equals("launchSettings.json", StringComparison.OrdinalIgnoreCase))
        {
            return text => JsonSettings.ReadLaunchProfiles(text.ToString());
        }

        if (HasForm(name, "web", ".config"))
        {
            return WebConfigSettings.Read;
        }

        if (name.StartsWith("Dockerfile", StringComparison.OrdinalIgnoreCase) || EndsWith(name, ".Dockerfile"))
        {
            return text => DockerfileSettings.Read(text.ToString());
        }

        return IsShared(name) ? text => YamlSettings.Read(text.ToString()) : null;
    }

    /// <summary>Whether the file, of compose or Kubernetes, is about other programs beside the application.</summary>
    public static bool IsShared(string path) => EndsWith(path, ".yml") || EndsWith(path, ".yaml");

    /// <summary>Whether the name is <c>appsettings.json</c>, or that of one for an environment.</summary>
    public static bool IsAppSettings(string name) => HasForm(name, "appsettings", ".json");

    public static IReadOnlyList<DeploymentSetting> Read(SourceText text, Func<SourceText, IReadOnlyList<DeploymentSetting>> reader)
        => text.Length > MaxLength ? [] : Known.GetValue(text, source => reader(source));

    private static bool HasForm(string name, string start, string end)
        => name.StartsWith(start, StringComparison.OrdinalIgnoreCase) && EndsWith(name, end);

    private static bool EndsWith(string name, string end) => name.EndsWith(end, StringComparison.OrdinalIgnoreCase);
}
