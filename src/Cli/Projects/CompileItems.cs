namespace ClientIpAnalyzers.Cli.Projects;

/// <summary>Which files a project compiles: those around it unless it says otherwise, and those it names.</summary>
internal sealed class CompileItems
{
    private readonly string _folder;
    private readonly bool _takesDefaults;
    private readonly List<string> _included;
    private readonly List<Glob> _removed;

    public CompileItems(ProjectFile project)
    {
        _folder = project.Folder;
        var items = project.Items("Compile").ToList();

        // Projects from before the SDK name every file; one that could not be read is taken as a folder.
        _takesDefaults = project.IsOn("EnableDefaultCompileItems") ?? project.IsOn("EnableDefaultItems")
            ?? (project.Sdks.Count > 0 || items.Count == 0);
        _included = [.. items.SelectMany(item => FilePatterns.Split(item.Include, _folder))];

        // A file that is removed under a condition is compiled without it.
        _removed = [.. items.Where(item => project.Holds(item.Conditions) == true).SelectMany(item => FilePatterns.Split(item.Remove, _folder)).Select(Glob.Anchored)];
    }

    /// <summary>Whether the project compiles a file of its folder without naming it.</summary>
    public bool TakesByDefault(string file) => _takesDefaults && !IsRemoved(file);

    /// <summary>The files that the project names, wherever they are.</summary>
    public IEnumerable<string> Named()
        => _included.SelectMany(pattern => FilePatterns.Expand(pattern, _folder))
            .Where(file => file.EndsWith(".cs", StringComparison.OrdinalIgnoreCase) && !IsRemoved(file));

    private bool IsRemoved(string file) => _removed.Exists(glob => glob.Matches(FilePatterns.Relative(file, _folder)));
}
