using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace ClientIpAnalyzers.Cli.Compiling;

/// <summary>
/// The <c>.editorconfig</c> and <c>.globalconfig</c> files that hold for a project, as the compiler asks for them:
/// options for rules, and severities.
/// </summary>
internal sealed class ConfiguredOptions(AnalyzerConfigSet configurations, string projectFolder) : AnalyzerConfigOptionsProvider
{
    private readonly System.Collections.Concurrent.ConcurrentDictionary<string, AnalyzerConfigOptionsResult> _byPath = new();

    public override AnalyzerConfigOptions GlobalOptions { get; } = new Values(WithProject(configurations.GlobalConfigOptions.AnalyzerOptions, projectFolder));

    public SyntaxTreeOptionsProvider Severities => new TreeOptions(this, configurations.GlobalConfigOptions);

    public static ConfiguredOptions From(IEnumerable<string> files, string? preset, string projectFolder, Action<string> unreadable)
    {
        var parsed = new List<AnalyzerConfig>();
        if (preset is not null && Presets.Text(preset) is { } lines)
        {
            parsed.Add(AnalyzerConfig.Parse(lines, Path.Combine(projectFolder, preset + ".globalconfig")));
        }

        foreach (var file in files)
        {
            try
            {
                parsed.Add(AnalyzerConfig.Parse(File.ReadAllText(file), file));
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                unreadable(file);
            }
        }

        return new ConfiguredOptions(AnalyzerConfigSet.Create(parsed), projectFolder);
    }

    public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => new Values(ResultOf(tree.FilePath).AnalyzerOptions);

    public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => new Values(ResultOf(textFile.Path).AnalyzerOptions);

    private AnalyzerConfigOptionsResult ResultOf(string path) => _byPath.GetOrAdd(path, configurations.GetOptionsForSourcePath);

    /// <summary>Paths in declarations are relative to the project: a property that the package's build files pass on.</summary>
    private static ImmutableDictionary<string, string> WithProject(ImmutableDictionary<string, string> options, string folder)
        => options.SetItem("build_property.ProjectDir", folder + Path.DirectorySeparatorChar);

    private sealed class Values(ImmutableDictionary<string, string> options) : AnalyzerConfigOptions
    {
        public override IEnumerable<string> Keys => options.Keys;

        public override bool TryGetValue(string key, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out string? value)
            => options.TryGetValue(key, out value);
    }

    private sealed class TreeOptions(ConfiguredOptions owner, AnalyzerConfigOptionsResult global) : SyntaxTreeOptionsProvider
    {
        public override GeneratedKind IsGenerated(SyntaxTree tree, CancellationToken cancellationToken)
            => owner.ResultOf(tree.FilePath).AnalyzerOptions.TryGetValue("generated_code", out var text) && bool.TryParse(text, out var isGenerated)
                ? isGenerated ? GeneratedKind.MarkedGenerated : GeneratedKind.NotGenerated
                : GeneratedKind.Unknown;

        public override bool TryGetDiagnosticValue(SyntaxTree tree, string diagnosticId, CancellationToken cancellationToken, out ReportDiagnostic severity)
            => owner.ResultOf(tree.FilePath).TreeOptions.TryGetValue(diagnosticId, out severity);

        public override bool TryGetGlobalDiagnosticValue(string diagnosticId, CancellationToken cancellationToken, out ReportDiagnostic severity)
            => global.TreeOptions.TryGetValue(diagnosticId, out severity);
    }
}
