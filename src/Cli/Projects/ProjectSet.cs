namespace ClientIpAnalyzers.Cli.Projects;

/// <summary>
/// The projects that a path stands for (a folder, a solution or a project), their files, and the projects they
/// reference, which need not be below it.
/// </summary>
internal sealed class ProjectSet
{
    private readonly IReadOnlyList<Glob> _excluded;
    private readonly Action<string> _unreadable;
    private readonly CancellationToken _cancellation;
    private readonly HashSet<string> _asked = new(StringComparer.Ordinal);
    private readonly List<SourceFolder> _walked = [];
    private readonly Dictionary<string, List<string>> _projectsIn = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SourceProject> _loaded = new(StringComparer.Ordinal);
    private readonly List<SourceProject> _ordered = [];

    private ProjectSet(string root, IReadOnlyList<Glob> excluded, Action<string> unreadable, CancellationToken cancellation)
    {
        Root = root;
        _excluded = excluded;
        _unreadable = unreadable;
        _cancellation = cancellation;
    }

    /// <summary>The folder that paths are shown relative to.</summary>
    public string Root { get; }

    /// <summary>Each after those it references.</summary>
    public IReadOnlyList<SourceProject> Projects => _ordered;

    public IEnumerable<string> Configurations => _walked.SelectMany(folder => folder.Configurations).Distinct();

    public static ProjectSet Load(string path, IReadOnlyList<Glob> excluded, Action<string> unreadable, CancellationToken cancellation)
    {
        path = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        if (Directory.Exists(path))
        {
            var set = new ProjectSet(path, excluded, unreadable, cancellation);
            set.LoadFolder();
            return set;
        }

        if (!File.Exists(path))
        {
            throw new CannotRunException($"{path}: no such file or folder.");
        }

        var isSolution = SolutionFile.Is(path);
        if (!isSolution && !path.EndsWith(".csproj", StringComparison.OrdinalIgnoreCase))
        {
            throw new CannotRunException($"{path}: neither a folder nor a solution (.sln, .slnx, .slnf) nor a C# project (.csproj).");
        }

        var projects = new ProjectSet(Path.GetDirectoryName(path)!, excluded, unreadable, cancellation);
        projects.LoadAll((isSolution ? SolutionFile.ProjectsOf(path) : [path]).Where(File.Exists));
        return projects;
    }

    private void LoadFolder()
    {
        var folder = Walk(Root);
        LoadAll(folder.Projects);

        // The folder may be part of a project: the rest of it says what the part means.
        if (folder.Projects.Count == 0 && ProjectsAbove(Root) is { Count: > 0 } around)
        {
            LoadAll(around);
            return;
        }

        var sources = folder.Sources.Where(file => NearestProjects(file).Count == 0).ToList();
        var deployment = folder.Deployment.Where(file => NearestProjects(file).Count == 0).ToList();
        if (sources.Count + deployment.Count > 0)
        {
            _ordered.Add(new SourceProject(null, Root, sources, deployment) { IsScanned = true });
        }
    }

    private void LoadAll(IEnumerable<string> asked)
    {
        _asked.UnionWith(asked);
        foreach (var project in _asked.Order(StringComparer.Ordinal))
        {
            LoadProject(project);
        }
    }

    private SourceProject LoadProject(string path)
    {
        if (_loaded.TryGetValue(path, out var known))
        {
            return known;
        }

        _cancellation.ThrowIfCancellationRequested();
        var file = new ProjectFile(path);
        var walked = _walked.Find(folder => IsBelow(file.Folder, folder.Root)) ?? Walk(file.Folder);
        var items = new CompileItems(file);
        var own = walked.Sources.Where(source => NearestProjects(source).Contains(path) && items.TakesByDefault(source));
        var named = items.Named().Where(source => !_excluded.Any(glob => glob.Matches(Glob.Normalize(Path.GetRelativePath(Root, source)))));
        var project = new SourceProject(
            file,
            file.Folder,
            [.. own.Concat(named).Distinct()],
            [.. DeploymentOf(file, walked).Concat(file.AdditionalFiles).Distinct()])
        {
            IsScanned = _asked.Contains(path),
        };

        // Known before its references are looked at, so that a circle ends.
        _loaded.Add(path, project);
        foreach (var reference in file.ProjectReferences.Where(File.Exists))
        {
            project.References.Add(LoadProject(reference));
        }

        _ordered.Add(project);
        return project;
    }

    private IEnumerable<string> DeploymentOf(ProjectFile file, SourceFolder walked)
        => file.IsOn(BuildProperties.DeploymentFiles) == false
            ? []
            : walked.Deployment.Where(deployed => NearestProjects(deployed).Contains(file.Path));

    private SourceFolder Walk(string root)
    {
        var folder = new SourceFolder(root, _excluded, _unreadable, _cancellation);
        _walked.Add(folder);
        foreach (var project in folder.Projects)
        {
            var siblings = _projectsIn.TryGetValue(Path.GetDirectoryName(project)!, out var known) ? known : _projectsIn[Path.GetDirectoryName(project)!] = [];
            if (!siblings.Contains(project))
            {
                siblings.Add(project);
            }
        }

        return folder;
    }

    private List<string> NearestProjects(string file)
    {
        for (var folder = Path.GetDirectoryName(file); folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (_projectsIn.TryGetValue(folder, out var projects))
            {
                return projects;
            }
        }

        return [];
    }

    /// <summary>Up to the folder that is under version control.</summary>
    private static List<string> ProjectsAbove(string folder)
    {
        var lenient = new EnumerationOptions { IgnoreInaccessible = true };
        for (var current = folder; !Path.Exists(Path.Combine(current, ".git")); current = Path.GetDirectoryName(current)!)
        {
            if (Path.GetDirectoryName(current) is not { } parent)
            {
                break;
            }

            if (Directory.GetFiles(parent, "*.csproj", lenient) is { Length: > 0 } found)
            {
                return [.. found];
            }
        }

        return [];
    }

    private static bool IsBelow(string path, string root)
        => path == root || path.StartsWith(root + Path.DirectorySeparatorChar, StringComparison.Ordinal);
}
