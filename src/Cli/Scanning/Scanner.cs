using System.Collections.Concurrent;
using System.Collections.Immutable;
using ClientIpAnalyzers.Cli.Compiling;
using ClientIpAnalyzers.Cli.Projects;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace ClientIpAnalyzers.Cli.Scanning;

/// <summary>What a scan found, and what it could not do.</summary>
/// <param name="Problems">Files that could not be read, rules that failed: the findings may be incomplete.</param>
internal sealed record ScanResult(string Root, int Files, IReadOnlyList<Finding> Findings, IReadOnlyList<string> Problems);

/// <summary>Runs the rules over what a path stands for, one project after the other.</summary>
internal sealed class Scanner(ScanRequest request, ImmutableArray<DiagnosticAnalyzer> rules, Progress progress)
{
    private static readonly string[] ConfigurationNames = [".editorconfig", ".globalconfig"];

    private readonly ConcurrentQueue<string> _problems = new();
    private readonly List<Finding> _findings = [];

    public async Task<ScanResult> ScanAsync(CancellationToken cancellation)
    {
        var set = ProjectSet.Load(request.Path, [.. request.Excluded.Select(Glob.Anywhere)], Unreadable, cancellation);
        var configurations = set.Configurations.Concat(ConfigurationsAbove(set.Root)).Distinct().ToList();
        var compiler = new ProjectCompiler(new ReferenceSet(), Unreadable);
        var compiled = new Dictionary<SourceProject, CSharpCompilation>();
        var files = 0;
        for (var i = 0; i < set.Projects.Count; i++)
        {
            var project = set.Projects[i];
            progress.Report($"Scanning {project.Name} ({i + 1} of {set.Projects.Count} projects, {files} files done)");
            var holding = ThatHoldFor(project, configurations).ToList();
            var configured = ConfiguredOptions.From(holding, project.File?.Property(BuildProperties.Preset), project.Folder, Unreadable);
            var compilation = compiler.Compile(project, configured, compiled.GetValueOrDefault, cancellation);
            compiled.Add(project, compilation);
            if (project.IsScanned)
            {
                files += project.Sources.Count;
                foreach (var diagnostic in await DiagnosticsOfAsync(project, compilation, configured, holding, cancellation))
                {
                    Add(diagnostic, set.Root);
                }
            }

            ForgetUnneeded(compiled, set.Projects, i + 1);
        }

        return new ScanResult(set.Root, files, Finding.Sorted(_findings), [.. _problems.Distinct()]);
    }

    private async Task<IReadOnlyCollection<Diagnostic>> DiagnosticsOfAsync(
        SourceProject project, CSharpCompilation compilation, ConfiguredOptions configured, IEnumerable<string> configurations, CancellationToken cancellation)
    {
        if (rules.IsEmpty)
        {
            return [];
        }

        var files = project.AdditionalFiles.Concat(OptionFiles.Of(project, configurations)).Distinct().Select(path => (AdditionalText)new TextFile(path));
        var analysis = new ProjectAnalysis(
            compilation,
            rules,
            new AnalyzerOptions([.. files], configured),
            (exception, rule) => _problems.Enqueue($"{rule.GetType().Name} failed in {project.Name}: {exception}"));
        return await analysis.RunAsync(cancellation);
    }

    private void Add(Diagnostic diagnostic, string root)
    {
        if ((request.Ids.Count == 0 || request.Ids.Contains(diagnostic.Id))
            && diagnostic.Severity != DiagnosticSeverity.Hidden
            && Finding.From(diagnostic, root) is { } finding
            && (!Directory.Exists(request.Path) || !finding.File.StartsWith("../", StringComparison.Ordinal)))
        {
            _findings.Add(finding);
        }
    }

    private void Unreadable(string path) => _problems.Enqueue($"Cannot read {path}");

    /// <summary>Compilations are large; one stays only while a project to come references it.</summary>
    private static void ForgetUnneeded(Dictionary<SourceProject, CSharpCompilation> compiled, IReadOnlyList<SourceProject> projects, int next)
    {
        var needed = new HashSet<SourceProject>();
        foreach (var project in projects.Skip(next))
        {
            Visit(project);
        }

        foreach (var project in compiled.Keys.Where(project => !needed.Contains(project)).ToList())
        {
            compiled.Remove(project);
        }

        void Visit(SourceProject project)
        {
            foreach (var reference in project.References.Where(needed.Add))
            {
                Visit(reference);
            }
        }
    }

    /// <summary>A global configuration holds for the projects below it, an <c>.editorconfig</c> says itself for which files.</summary>
    private static IEnumerable<string> ThatHoldFor(SourceProject project, IEnumerable<string> configurations)
        => configurations.Where(file => Path.GetFileName(file) == ".editorconfig"
            || (project.Folder + Path.DirectorySeparatorChar).StartsWith(Path.GetDirectoryName(file)! + Path.DirectorySeparatorChar, StringComparison.Ordinal));

    private static IEnumerable<string> ConfigurationsAbove(string root)
    {
        for (var folder = Path.GetDirectoryName(root); folder is not null; folder = Path.GetDirectoryName(folder))
        {
            foreach (var file in ConfigurationNames.Select(name => Path.Combine(folder, name)).Where(File.Exists))
            {
                yield return file;
            }
        }
    }
}
