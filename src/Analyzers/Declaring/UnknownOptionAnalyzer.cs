using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace ClientIpAnalyzers.Analyzers.Declaring;

/// <summary>
/// CIP513: an option that nothing reads, because its name is mistyped. Reported at its line where the file is among
/// the additional files, as the package's build files see to; a key of another host is reported without a place.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UnknownOptionAnalyzer : ClientIpAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        ImmutableArray.Create(Descriptors.UnknownOption);

    private protected override void Start(CompilationStartAnalysisContext context, CompilationFacts facts)
    {
        context.RegisterAdditionalFileAction(CheckFile);

        // One of the files of code stands for all: keys are told apart from places below.
        if (context.Compilation.SyntaxTrees.FirstOrDefault() is { } first)
        {
            context.RegisterSyntaxTreeAction(treeContext =>
            {
                if (treeContext.Tree == first)
                {
                    CheckKeys(treeContext, context.Compilation.SyntaxTrees);
                }
            });
        }
    }

    private static void CheckFile(AdditionalFileAnalysisContext context)
    {
        var file = context.AdditionalFile;
        var isConfig = OptionFile.IsAnalyzerConfig(file.Path);
        if ((!isConfig && !OptionFile.IsProject(file.Path)) || file.GetText(context.CancellationToken) is not { } text)
        {
            return;
        }

        var preset = PresetOf(context.Options.AnalyzerConfigOptionsProvider.GlobalOptions);
        foreach (var (name, span) in isConfig ? OptionFile.Keys(text) : OptionFile.Properties(text))
        {
            if (!IsKnown(name, isConfig))
            {
                context.ReportDiagnostic(Create(name, isConfig, preset, Location.Create(file.Path, span, text.Lines.GetLinePositionSpan(span))));
            }
        }
    }

    private static void CheckKeys(SyntaxTreeAnalysisContext context, IEnumerable<SyntaxTree> trees)
    {
        var provider = context.Options.AnalyzerConfigOptionsProvider;
        var placed = context.Options.AdditionalFiles
            .Where(file => OptionFile.IsAnalyzerConfig(file.Path))
            .SelectMany(file => file.GetText(context.CancellationToken) is { } text ? OptionFile.Keys(text) : [])
            .Select(key => key.Name);
        var unknown = trees.Select(provider.GetOptions).Append(provider.GlobalOptions)
            .Distinct()
            .SelectMany(KeysOf)
            .Where(key => key.StartsWith(OptionFile.KeyPrefix, StringComparison.OrdinalIgnoreCase) && !IsKnown(key, isKey: true))
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .Except(placed, StringComparer.OrdinalIgnoreCase);
        foreach (var key in unknown.OrderBy(key => key, StringComparer.Ordinal))
        {
            context.ReportDiagnostic(Create(key, isKey: true, PresetOf(provider.GlobalOptions), Location.None));
        }
    }

    /// <summary>A host need not let its options be counted: the base class throws.</summary>
    private static IEnumerable<string> KeysOf(AnalyzerConfigOptions options)
    {
        try
        {
            return options.Keys;
        }
        catch (NotImplementedException)
        {
            return [];
        }
    }

    private static SeverityPreset PresetOf(AnalyzerConfigOptions options)
        => SeverityPresets.Parse(options.TryGetValue(OptionKeys.Preset, out var preset) ? preset : null);

    private static bool IsKnown(string name, bool isKey)
        => (isKey ? OptionKeys.All : BuildProperties.All).Contains(name, StringComparer.OrdinalIgnoreCase);

    private static Diagnostic Create(string name, bool isKey, SeverityPreset preset, Location location)
        => Diagnostic.Create(
            Descriptors.UnknownOption,
            location,
            preset.Apply(Descriptors.UnknownOption, graded: null),
            additionalLocations: null,
            properties: null,
            name,
            isKey ? "key" : "build property",
            NearestName.Find(name, isKey ? OptionKeys.All : BuildProperties.All));
}
