using System.Globalization;
using System.Text;

namespace ClientIpAnalyzers.Generators.Parsing;

/// <summary>
/// Names of emitted files: readable, and still different where two differ only in case or in letters that a file
/// system may not keep.
/// </summary>
internal static class HintNames
{
    /// <summary>The name for one thing, which others may share.</summary>
    public static string Of(string fullName, string suffix)
    {
        var name = new StringBuilder(fullName.Length);
        var isExact = true;
        foreach (var c in fullName)
        {
            var isKept = c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '.' or '_';
            isExact &= isKept;
            name.Append(isKept ? c : '_');
        }

        return (isExact ? name.ToString() : Marked(name.ToString(), fullName)) + suffix;
    }

    /// <summary>Marks the names that several share, whatever their case, each by the full name behind it.</summary>
    public static IEnumerable<T> MakeUnique<T>(
        IReadOnlyCollection<T> items, Func<T, string> hintName, Func<T, string> fullName, Func<T, string, T> rename)
    {
        var shared = new HashSet<string>(
            items.GroupBy(hintName, StringComparer.OrdinalIgnoreCase).Where(group => group.Count() > 1).Select(group => group.Key),
            StringComparer.OrdinalIgnoreCase);
        return items.Select(item => shared.Contains(hintName(item))
            ? rename(item, Marked(hintName(item), fullName(item)))
            : item);
    }

    /// <summary>Adds a hash (FNV-1a) that is the same in every build.</summary>
    private static string Marked(string name, string fullName)
    {
        var hash = 2166136261u;
        foreach (var c in fullName)
        {
            hash = unchecked((hash ^ c) * 16777619u);
        }

        return name + "." + hash.ToString("x8", CultureInfo.InvariantCulture);
    }
}
