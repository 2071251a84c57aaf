namespace ClientIpAnalyzers.Cli.Projects;

/// <summary>What is compiled together: the files of a project, or those that belong to none.</summary>
internal sealed class SourceProject(ProjectFile? file, string folder, IReadOnlyList<string> sources, IReadOnlyList<string> additionalFiles)
{
    /// <summary>Null for files that belong to no project.</summary>
    public ProjectFile? File { get; } = file;

    public string Folder { get; } = folder;

    public IReadOnlyList<string> Sources { get; } = sources;

    /// <summary>Files beside the code that rules read: of deployment, ranges of proxies.</summary>
    public IReadOnlyList<string> AdditionalFiles { get; } = additionalFiles;

    /// <summary>Whether its findings are asked for, and not only its types.</summary>
    public bool IsScanned { get; init; }

    public List<SourceProject> References { get; } = [];

    public string Name => File?.Name ?? "files without a project";
}
