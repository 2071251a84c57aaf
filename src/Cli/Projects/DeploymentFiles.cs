namespace ClientIpAnalyzers.Cli.Projects;

/// <summary>
/// The files that the package's build files hand to the rules beside the code; below a checkout they may lie anywhere,
/// as those for containers often lie beside the projects.
/// </summary>
internal static class DeploymentFiles
{
    private static readonly Glob[] Patterns =
    [
        .. new[]
        {
            "**/appsettings*.json", "**/Properties/launchSettings.json", "**/web*.config",
            "**/Dockerfile*", "**/*.Dockerfile", "**/*.yml", "**/*.yaml",
        }.Select(Glob.Anchored),
    ];

    public static bool Include(string path) => Array.Exists(Patterns, pattern => pattern.Matches(path));
}
