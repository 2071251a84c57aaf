namespace ClientIpAnalyzers.Declarations;

/// <summary>Finds the additional file that <c>file:path</c> names.</summary>
internal static class RangeFilePath
{
    /// <summary>
    /// The additional file at <paramref name="declared"/> relative to the project. Without a project directory, the
    /// one file whose path ends in it: never a guess between two, because the ranges in it are trusted.
    /// </summary>
    /// <param name="projectDirectory">The compiler-visible property <c>ProjectDir</c>; null where there is none.</param>
    public static T? Find<T>(IEnumerable<T> files, Func<T, string> pathOf, string? projectDirectory, string declared)
        where T : class
    {
        var wanted = Normalize(declared);
        if (wanted.Length == 0)
        {
            return null;
        }

        if (!string.IsNullOrEmpty(projectDirectory))
        {
            var full = IsRooted(wanted) ? wanted : Normalize(projectDirectory + "/" + declared);
            return Single(files, pathOf, path => path.Equals(full, StringComparison.Ordinal))
                ?? Single(files, pathOf, path => path.Equals(full, StringComparison.OrdinalIgnoreCase));
        }

        return Single(files, pathOf, path => path.Equals(wanted, StringComparison.Ordinal))
            ?? Single(files, pathOf, path => path.EndsWith("/" + wanted, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>The path with forward slashes and without <c>.</c> and <c>..</c> where they can be taken out.</summary>
    internal static string Normalize(string path)
    {
        var sections = new List<string>();
        var unified = path.Trim().Replace('\\', '/');
        foreach (var section in unified.Split('/'))
        {
            if (section is "" or ".")
            {
                continue;
            }

            if (section == ".." && sections.Count > 0 && sections[sections.Count - 1] != "..")
            {
                sections.RemoveAt(sections.Count - 1);
            }
            else
            {
                sections.Add(section);
            }
        }

        var joined = string.Join("/", sections);
        return unified.StartsWith("/", StringComparison.Ordinal) ? "/" + joined : joined;
    }

    private static bool IsRooted(string path)
        => path[0] == '/' || (path.Length > 1 && path[1] == ':');

    private static T? Single<T>(IEnumerable<T> files, Func<T, string> pathOf, Func<string, bool> matches)
        where T : class
    {
        T? found = null;
        string? foundPath = null;
        foreach (var file in files)
        {
            var path = Normalize(pathOf(file));
            if (matches(path))
            {
                // A project may well list one file twice.
                if (found is not null && path != foundPath)
                {
                    return null;
                }

                (found, foundPath) = (file, path);
            }
        }

        return found;
    }
}
