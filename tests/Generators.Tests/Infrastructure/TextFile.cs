using System.Diagnostics.CodeAnalysis;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace ClientIpAnalyzers.Generators.Tests.Infrastructure;

/// <summary>An additional file that counts how often it is read.</summary>
internal sealed class TextFile(string path, string content) : AdditionalText
{
    public const string ProjectDirectory = "/project/";

    public int Reads { get; private set; }

    public override string Path { get; } = path.StartsWith('/') ? path : ProjectDirectory + path;

    public override SourceText GetText(CancellationToken cancellationToken = default)
    {
        Reads++;
        return SourceText.From(content);
    }
}

/// <summary>The compiler-visible properties of a project.</summary>
internal sealed class ProjectOptions(string? projectDirectory) : AnalyzerConfigOptionsProvider
{
    public override AnalyzerConfigOptions GlobalOptions { get; } = new Options(projectDirectory);

    public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => GlobalOptions;

    public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => GlobalOptions;

    private sealed class Options(string? projectDirectory) : AnalyzerConfigOptions
    {
        public override bool TryGetValue(string key, [NotNullWhen(true)] out string? value)
        {
            value = key == "build_property.ProjectDir" ? projectDirectory : null;
            return value is not null;
        }
    }
}
