using System.Runtime.CompilerServices;
using ClientIpAnalyzers.Declarations;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace ClientIpAnalyzers.Analyzers.Declaring;

/// <summary>Reads the additional files that declarations name.</summary>
internal sealed class RangeFileLookup(AnalyzerOptions options)
{
    private const string ProjectDirectoryProperty = "build_property.ProjectDir";

    /// <summary>A provider's list has thousands of lines, and stays the same text while somebody types elsewhere.</summary>
    private static readonly ConditionalWeakTable<SourceText, RangeFile> ReadFiles = new();

    private readonly string? _projectDirectory =
        options.AnalyzerConfigOptionsProvider.GlobalOptions.TryGetValue(ProjectDirectoryProperty, out var directory) ? directory : null;

    /// <summary>The file, or null where it is not among the additional files.</summary>
    public RangeFile? Find(string path, CancellationToken cancellationToken)
    {
        if (RangeFilePath.Find(options.AdditionalFiles, file => file.Path, _projectDirectory, path) is not { } found)
        {
            return null;
        }

        return found.GetText(cancellationToken) is { } text
            ? ReadFiles.GetValue(text, static source => RangeFile.Parse(source.ToString()))
            : RangeFile.Unreadable("it is no text");
    }
}
