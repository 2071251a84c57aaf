using System.Collections.Immutable;
using ClientIpAnalyzers.Cli.Projects;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace ClientIpAnalyzers.Cli.Compiling;

/// <summary>Makes compilations of projects that were neither restored nor built; what is missing stays unresolved.</summary>
/// <param name="unreadable">Told of every source file that cannot be read.</param>
internal sealed class ProjectCompiler(ReferenceSet references, Action<string> unreadable)
{
    /// <summary>No rule asks what may be null; the compiler finds it out for every member that is bound.</summary>
    private static readonly KeyValuePair<string, string>[] WithoutNullability = [KeyValuePair.Create("run-nullable-analysis", "never")];

    public CSharpCompilation Compile(
        SourceProject project,
        ConfiguredOptions configured,
        Func<SourceProject, CSharpCompilation?> compiled,
        CancellationToken cancellation)
    {
        var parse = CSharpParseOptions.Default
            .WithLanguageVersion(LanguageVersion.Latest)
            .WithPreprocessorSymbols(ProjectFacts.SymbolsOf(project.File).Distinct())
            .WithFeatures(WithoutNullability);
        var trees = project.Sources
            .AsParallel().AsOrdered().WithCancellation(cancellation)
            .Select(path => Parse(path, parse, cancellation))
            .OfType<SyntaxTree>()
            .ToList();
        if (ImplicitUsings.For(project.File) is { Length: > 0 } usings)
        {
            trees.Add(CSharpSyntaxTree.ParseText(SourceText.From(usings), parse, Path.Combine(project.Folder, ImplicitUsings.FileName), cancellation));
        }

        var options = new CSharpCompilationOptions(
            ProjectFacts.OutputKindOf(project.File),
            allowUnsafe: true,
            nullableContextOptions: ProjectFacts.NullableOf(project.File),
            specificDiagnosticOptions: ProjectFacts.SilencedIds(project.File).Distinct().Select(id => KeyValuePair.Create(id, ReportDiagnostic.Suppress)));
        return CSharpCompilation.Create(
            project.File?.Property("AssemblyName") is { } name && !name.Contains('$') ? name : project.File?.Name ?? "Files",
            trees,
            ReferencesOf(project, compiled),
            options.WithSyntaxTreeOptionsProvider(configured.Severities));
    }

    private SyntaxTree? Parse(string path, CSharpParseOptions options, CancellationToken cancellation)
    {
        if (TextFile.Read(path) is { } text)
        {
            return CSharpSyntaxTree.ParseText(text, options, path, cancellation);
        }

        unreadable(path);
        return null;
    }

    private ImmutableArray<MetadataReference> ReferencesOf(SourceProject project, Func<SourceProject, CSharpCompilation?> compiled)
    {
        var all = references.Framework.AddRange(references.Packages);
        if (ProjectFacts.UsesPackage(project.File) && references.Runtime is { } runtime)
        {
            all = all.Add(runtime);
        }

        all = all.AddRange(ProjectFacts.TestAssembliesOf(project.File).Select(references.Empty));
        var seen = new HashSet<SourceProject> { project };
        Visit(project);
        return all;

        // References of references come along, as in a build.
        void Visit(SourceProject current)
        {
            foreach (var reference in current.References.Where(seen.Add))
            {
                if (compiled(reference) is { } compilation)
                {
                    all = all.Add(compilation.ToMetadataReference());
                }

                Visit(reference);
            }
        }
    }
}
