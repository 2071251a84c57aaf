namespace ClientIpAnalyzers.Generators;

/// <summary>The names under which the driver records the steps of the pipeline.</summary>
internal static class Steps
{
    public const string SourceAttributes = nameof(SourceAttributes);
    public const string HopAttributes = nameof(HopAttributes);
    public const string PolicyAttributes = nameof(PolicyAttributes);
    public const string AccessorAttributes = nameof(AccessorAttributes);
    public const string Policies = nameof(Policies);
    public const string Accessors = nameof(Accessors);
    public const string Registration = nameof(Registration);
    public const string NamedFiles = nameof(NamedFiles);
    public const string AdditionalPaths = nameof(AdditionalPaths);
    public const string ProjectDirectory = nameof(ProjectDirectory);
    public const string ChosenFiles = nameof(ChosenFiles);
    public const string ParsedFiles = nameof(ParsedFiles);
    public const string RangeFiles = nameof(RangeFiles);
    public const string ResolvedPolicies = nameof(ResolvedPolicies);

    public static readonly IReadOnlyList<string> All =
    [
        SourceAttributes, HopAttributes, PolicyAttributes, AccessorAttributes, Policies, Accessors, Registration,
        NamedFiles, AdditionalPaths, ProjectDirectory, ChosenFiles, ParsedFiles, RangeFiles, ResolvedPolicies,
    ];
}
