using System.Text;
using System.Text.RegularExpressions;

namespace ClientIpAnalyzers.Cli.Projects;

/// <summary>
/// A pattern of paths as MSBuild and git write them: <c>*</c> and <c>?</c> within a name, <c>**</c> across folders.
/// It is matched against paths relative to one folder.
/// </summary>
internal sealed class Glob
{
    private readonly Regex _pattern;

    private Glob(Regex pattern) => _pattern = pattern;

    /// <summary>As MSBuild reads it: from the folder on.</summary>
    public static Glob Anchored(string pattern) => new(Compile(Normalize(pattern)));

    /// <summary>As git reads it: a pattern without a slash matches at any depth, and a folder's name all that is in it.</summary>
    public static Glob Anywhere(string pattern)
    {
        var normal = Normalize(pattern).Trim('/');
        if (!Normalize(pattern).TrimEnd('/').Contains('/'))
        {
            normal = "**/" + normal;
        }

        return new(Compile(normal, orInside: true));
    }

    /// <param name="path">With forward slashes.</param>
    public bool Matches(string path) => _pattern.IsMatch(path);

    public static string Normalize(string path)
    {
        path = path.Trim().Replace('\\', '/');
        return path.StartsWith("./", StringComparison.Ordinal) ? path[2..] : path;
    }

    private static Regex Compile(string pattern, bool orInside = false)
    {
        var text = new StringBuilder("^");
        for (var i = 0; i < pattern.Length; i++)
        {
            if (pattern[i] == '*' && i + 1 < pattern.Length && pattern[i + 1] == '*')
            {
                var isFolders = i + 2 < pattern.Length && pattern[i + 2] == '/';
                text.Append(isFolders ? "(?:[^/]+/)*" : ".*");
                i += isFolders ? 2 : 1;
            }
            else
            {
                text.Append(pattern[i] switch
                {
                    '*' => "[^/]*",
                    '?' => "[^/]",
                    var literal => Regex.Escape(literal.ToString()),
                });
            }
        }

        // No backtracking into the exponential, whatever the pattern.
        return new Regex(text + (orInside ? "(?:/.*)?$" : "$"), RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.NonBacktracking);
    }
}
