namespace ClientIpAnalyzers.Cli.Projects;

/// <summary>The files that the package's build files hand to the rules beside the code.</summary>
internal static class DeploymentFiles
{
    private static readonly Glob[] Patterns =
    [
        .. new[]
        {
            "**/appsettings*.json", "**/launchSettings.json", "**/web.config", "**/Dockerfile*", "**/*.Dockerfile",
            "**/docker-compose*.yml", "**/docker-compose*.yaml", "**/compose*.yml", "**/compose*.yaml",
            "**/k8s/**/*.yml", "**/k8s/**/*.yaml", "**/kubernetes/**/*.yml", "**/kubernetes/**/*.yaml",
            "**/deploy/**/*.yml", "**/deploy/**/*.yaml", "**/manifests/**/*.yml", "**/manifests/**/*.yaml",
        }.Select(Glob.Anchored),
    ];

    public static bool Include(string path) => Array.Exists(Patterns, pattern => pattern.Matches(path));
}
