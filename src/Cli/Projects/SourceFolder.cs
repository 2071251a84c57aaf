namespace ClientIpAnalyzers.Cli.Projects;

/// <summary>The files below a folder that a scan may be about, in a fixed order; found without following links.</summary>
internal sealed class SourceFolder
{
    private static readonly HashSet<string> Skipped = new(StringComparer.OrdinalIgnoreCase) { "bin", "obj", "node_modules", "packages" };

    private readonly Action<string> _unreadable;
    private readonly IReadOnlyList<Glob> _excluded;

    /// <param name="unreadable">Told of every folder that cannot be listed.</param>
    public SourceFolder(string root, IReadOnlyList<Glob> excluded, Action<string> unreadable, CancellationToken cancellation)
    {
        Root = root;
        _excluded = excluded;
        _unreadable = unreadable;
        Visit(new DirectoryInfo(root), "", cancellation);
    }

    public string Root { get; }

    public List<string> Sources { get; } = [];

    public List<string> Projects { get; } = [];

    /// <summary><c>.editorconfig</c> and <c>.globalconfig</c>.</summary>
    public List<string> Configurations { get; } = [];

    /// <summary>Files that say how the application is deployed, which rules read too.</summary>
    public List<string> Deployment { get; } = [];

    private void Visit(DirectoryInfo folder, string relative, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        List<FileSystemInfo> entries;
        try
        {
            entries = [.. folder.EnumerateFileSystemInfos().OrderBy(entry => entry.Name, StringComparer.Ordinal)];
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            _unreadable(folder.FullName);
            return;
        }

        foreach (var entry in entries)
        {
            var path = relative + entry.Name;
            if (_excluded.Any(glob => glob.Matches(path)))
            {
                continue;
            }

            if (entry is DirectoryInfo inner)
            {
                if (!entry.Name.StartsWith('.') && !Skipped.Contains(entry.Name) && !entry.Attributes.HasFlag(FileAttributes.ReparsePoint))
                {
                    Visit(inner, path + "/", cancellation);
                }
            }
            else
            {
                ListFor(entry, path)?.Add(entry.FullName);
            }
        }
    }

    private List<string>? ListFor(FileSystemInfo file, string path)
    {
        if (file.Name is ".editorconfig" or ".globalconfig")
        {
            return Configurations;
        }

        return file.Extension.ToLowerInvariant() switch
        {
            _ when file.Name.StartsWith('.') => null,
            ".cs" => Sources,
            ".csproj" => Projects,
            _ => DeploymentFiles.Include(path) ? Deployment : null,
        };
    }
}
