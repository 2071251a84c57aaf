using System.Collections.Immutable;
using ClientIpAnalyzers.Declarations;
using ClientIpAnalyzers.Generators.Model;
using Microsoft.CodeAnalysis;

namespace ClientIpAnalyzers.Generators.Parsing;

/// <summary>The steps that read files of ranges: only those that a policy names, each again only when it changes.</summary>
internal static class RangeFileSteps
{
    private const string ProjectDirectoryProperty = "build_property.ProjectDir";

    public static IncrementalValueProvider<RangeFiles> Read(
        IncrementalGeneratorInitializationContext context, IncrementalValueProvider<EquatableArray<PolicyModel>> policies)
    {
        var named = policies
            .Select((found, _) => found.SelectMany(policy => policy.Files)
                .Distinct(StringComparer.Ordinal)
                .OrderBy(path => path, StringComparer.Ordinal)
                .ToEquatableArray())
            .WithTrackingName(Steps.NamedFiles);
        var paths = context.AdditionalTextsProvider
            .Select((file, _) => file.Path)
            .Collect()
            .Select((all, _) => all.ToEquatableArray())
            .WithTrackingName(Steps.AdditionalPaths);
        var directory = context.AnalyzerConfigOptionsProvider
            .Select((options, _) => options.GlobalOptions.TryGetValue(ProjectDirectoryProperty, out var value) ? value : null)
            .WithTrackingName(Steps.ProjectDirectory);

        var chosen = named.Combine(paths).Combine(directory)
            .Select((input, _) => Choose(input.Left.Left, input.Left.Right, input.Right))
            .WithTrackingName(Steps.ChosenFiles);
        var parsed = context.AdditionalTextsProvider.Combine(chosen)
            .Select((input, cancellation) => input.Right.Any(file => file.Path == input.Left.Path) ? Parse(input.Left, cancellation) : null)
            .WithTrackingName(Steps.ParsedFiles)
            .Collect();
        return chosen.Combine(parsed)
            .Select((input, _) => new RangeFiles(input.Left, input.Right.OfType<ParsedFile>().ToEquatableArray()))
            .WithTrackingName(Steps.RangeFiles);
    }

    private static EquatableArray<ChosenFile> Choose(EquatableArray<string> named, EquatableArray<string> paths, string? directory)
        => named
            .Select(declared => (declared, path: RangeFilePath.Find(paths, path => path, directory, declared)))
            .Where(found => found.path is not null)
            .Select(found => new ChosenFile(found.declared, found.path!))
            .ToEquatableArray();

    private static ParsedFile Parse(AdditionalText file, CancellationToken cancellation)
        => file.GetText(cancellation) is { } text
            ? new ParsedFile(file.Path, text.GetChecksum(), RangeFile.Parse(text.ToString()))
            : new ParsedFile(file.Path, ImmutableArray<byte>.Empty, RangeFile.Unreadable("the file cannot be read"));
}
