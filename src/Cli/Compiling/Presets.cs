using System.Reflection;

namespace ClientIpAnalyzers.Cli.Compiling;

/// <summary>The presets of severities, the same files that the package's build files hand to the compiler.</summary>
internal static class Presets
{
    /// <summary>Null for the recommended one, which has no file, and for one that does not exist.</summary>
    public static string? Text(string name)
    {
        using var resource = Assembly.GetExecutingAssembly().GetManifestResourceStream("Presets/" + name);
        if (resource is null)
        {
            return null;
        }

        using var reader = new StreamReader(resource);
        return reader.ReadToEnd();
    }
}
