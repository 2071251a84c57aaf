namespace ClientIpAnalyzers;

/// <summary>The build properties of the package; its build files are what reads them.</summary>
internal static class BuildProperties
{
    /// <summary><c>Recommended</c>, <c>Strict</c>, <c>Audit</c> or <c>None</c>: the severities of all rules at once.</summary>
    public const string Preset = "ClientIpPreset";

    /// <summary><see langword="false"/> where deployment files are not to be looked at.</summary>
    public const string DeploymentFiles = "ClientIpDeploymentFiles";

    /// <summary>The ids, separated by spaces, whose fixes <c>-t:ClientIpFix</c> applies.</summary>
    public const string FixRules = "ClientIpFixRules";

    public static IReadOnlyList<string> All { get; } = Constants.Of(typeof(BuildProperties));
}
