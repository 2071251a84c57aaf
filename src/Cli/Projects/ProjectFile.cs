namespace ClientIpAnalyzers.Cli.Projects;

/// <summary>A project with the <c>Directory.Build.props</c> above it.</summary>
internal sealed class ProjectFile
{
    /// <summary>Conditions that ask for properties under conditions come to an end sooner.</summary>
    private const int MaxDepth = 8;

    /// <summary>From the outermost props file to the project itself, which has the last word.</summary>
    private readonly IReadOnlyList<MSBuildFile> _files;

    public ProjectFile(string path)
    {
        Path = path;
        Folder = System.IO.Path.GetDirectoryName(path)!;
        _files = [.. PropsAbove(Folder).Append(MSBuildFile.Read(path)).OfType<MSBuildFile>()];
    }

    public string Path { get; }

    public string Folder { get; }

    /// <summary>The project and the props files that were read with it.</summary>
    public IEnumerable<string> Files => _files.Select(file => file.Path);

    public string Name => System.IO.Path.GetFileNameWithoutExtension(Path);

    public IReadOnlyList<string> Sdks => _files is [.., var own] && own.Path == Path ? own.Sdks : [];

    /// <summary>Whether anything is imported that was not read, so that what is not stated may be stated there.</summary>
    public bool ImportsOthers => _files.Any(file => file.Imports.Any(import => !import.Contains("Directory.Build", StringComparison.OrdinalIgnoreCase)));

    /// <summary>The last value whose conditions hold; else the last of which nobody can tell.</summary>
    public string? Property(string name) => Property(name, MaxDepth);

    /// <summary>The stated value of a yes-or-no property; null where it is not stated or not plain.</summary>
    public bool? IsOn(string name) => Property(name)?.ToLowerInvariant() switch
    {
        "true" or "enable" => true,
        "false" or "disable" => false,
        _ => null,
    };

    /// <summary>Items whose conditions do not fail.</summary>
    public IEnumerable<ProjectItem> Items(string type)
        => _files.SelectMany(file => file.Items)
            .Where(item => item.Type.Equals(type, StringComparison.OrdinalIgnoreCase) && Holds(item.Conditions, MaxDepth) != false);

    /// <summary>Whether conditions are known to hold; null where nobody can tell.</summary>
    public bool? Holds(IReadOnlyList<string> conditions) => Holds(conditions, MaxDepth);

    /// <summary>The names of packages, frameworks or assemblies, without versions.</summary>
    public IEnumerable<string> References(string type) => NamesIn(Items(type));

    /// <summary>The same, without those of which nobody can tell whether they are there.</summary>
    public IEnumerable<string> CertainReferences(string type) => NamesIn(Items(type).Where(item => Holds(item.Conditions) == true));

    /// <summary>Whether a property is stated as true, under conditions that hold for certain.</summary>
    public bool IsCertainlyOn(string name)
        => IsOn(name) == true && _files.SelectMany(file => file.Properties)
            .Any(property => property.Name.Equals(name, StringComparison.OrdinalIgnoreCase) && Holds(property.Conditions) == true);

    public IEnumerable<string> ProjectReferences
        => References("ProjectReference")
            .Where(path => !path.Contains("$(", StringComparison.Ordinal) && !path.Contains('*'))
            .Select(path => System.IO.Path.GetFullPath(System.IO.Path.Combine(Folder, path.Replace('\\', '/'))));

    /// <summary>What the project hands to analyzers by itself, and the ranges that the package hands to them.</summary>
    public IEnumerable<string> AdditionalFiles
        => Items("AdditionalFiles").Select(item => item.Include).Append("ranges/**/*")
            .SelectMany(list => FilePatterns.Split(list, Folder))
            .SelectMany(pattern => FilePatterns.Expand(pattern, Folder));

    private string? Property(string name, int depth)
    {
        switch (name.ToLowerInvariant())
        {
            case "msbuildprojectname":
                return Name;
            case "msbuildprojectfile":
                return System.IO.Path.GetFileName(Path);
            case "msbuildprojectfullpath":
                return Path;
            case "msbuildprojectdirectory":
                return Folder;
        }

        string? uncertain = null;
        foreach (var property in _files.Reverse().SelectMany(file => file.Properties.Reverse()))
        {
            if (property.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                switch (depth == 0 ? null : Holds(property.Conditions, depth - 1))
                {
                    case true:
                        return property.Value;
                    // One condition over all projects of a repository must not make all of them tests, which no rule looks at.
                    case null when !name.Equals("IsTestProject", StringComparison.OrdinalIgnoreCase):
                        uncertain ??= property.Value;
                        break;
                }
            }
        }

        return uncertain;
    }

    private bool? Holds(IReadOnlyList<string> conditions, int depth)
    {
        var results = conditions.Select(condition => Condition.Evaluate(condition, name => Property(name, depth))).ToList();
        return results.Contains(false) ? false : results.Contains(null) ? null : true;
    }

    private static IEnumerable<string> NamesIn(IEnumerable<ProjectItem> items)
        => items.SelectMany(item => item.Include.Split(';')).Select(name => name.Split(',')[0].Trim()).Where(name => name.Length > 0);

    /// <summary>The nearest one, and those further up for as long as they import each other.</summary>
    private static List<MSBuildFile> PropsAbove(string folder)
    {
        var found = new List<MSBuildFile>();
        for (var current = folder; current is not null; current = System.IO.Path.GetDirectoryName(current))
        {
            var path = System.IO.Path.Combine(current, "Directory.Build.props");
            if (File.Exists(path) && MSBuildFile.Read(path) is { } props)
            {
                found.Insert(0, props);
                if (!props.Imports.Any(import => import.Contains("Directory.Build.props", StringComparison.OrdinalIgnoreCase)))
                {
                    break;
                }
            }
        }

        return found;
    }
}
