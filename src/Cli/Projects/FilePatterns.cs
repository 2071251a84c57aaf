namespace ClientIpAnalyzers.Cli.Projects;

/// <summary>The files that the items of a project name.</summary>
internal static class FilePatterns
{
    /// <summary>The patterns of a list, relative to the project; without those that only an evaluation could tell.</summary>
    public static IEnumerable<string> Split(string list, string folder)
        => list.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Where(pattern => !pattern.Contains("$(", StringComparison.Ordinal) && !pattern.Contains("@(", StringComparison.Ordinal))
            .Select(Glob.Normalize)
            .Select(pattern => Path.IsPathRooted(pattern) ? Relative(pattern, folder) : pattern);

    public static string Relative(string file, string folder) => Glob.Normalize(Path.GetRelativePath(folder, file));

    public static IEnumerable<string> Expand(string pattern, string folder)
    {
        var wildcard = pattern.IndexOfAny(['*', '?']);
        if (wildcard < 0)
        {
            var file = Path.GetFullPath(Path.Combine(folder, pattern));
            return File.Exists(file) ? [file] : [];
        }

        // All of a disk is nobody's project.
        var start = Path.GetFullPath(Path.Combine(folder, pattern[..(pattern.LastIndexOf('/', wildcard) + 1)]));
        if (!Directory.Exists(start) || Path.GetPathRoot(start) == start)
        {
            return [];
        }

        var glob = Glob.Anchored(pattern);
        var options = new EnumerationOptions { RecurseSubdirectories = pattern.Contains("**", StringComparison.Ordinal), IgnoreInaccessible = true };
        return Directory.EnumerateFiles(start, "*", options)
            .Where(file => glob.Matches(Relative(file, folder)))
            .Where(file => !Path.GetRelativePath(start, file).Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj"))
            .Order(StringComparer.Ordinal);
    }
}
