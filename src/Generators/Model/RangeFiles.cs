using System.Collections.Immutable;
using ClientIpAnalyzers.Declarations;

namespace ClientIpAnalyzers.Generators.Model;

/// <summary>An additional file that a policy names: the path as declared, and where the file is.</summary>
internal sealed record ChosenFile(string Declared, string Path);

/// <summary>A file of ranges, read. Two are equal where path and content are, so that it is read once a change.</summary>
internal sealed class ParsedFile(string path, ImmutableArray<byte> checksum, RangeFile ranges) : IEquatable<ParsedFile>
{
    public string Path { get; } = path;

    public RangeFile Ranges { get; } = ranges;

    private ImmutableArray<byte> Checksum { get; } = checksum;

    public bool Equals(ParsedFile? other)
        => other is not null && Path == other.Path && Checksum.AsSpan().SequenceEqual(other.Checksum.AsSpan());

    public override bool Equals(object? obj) => Equals(obj as ParsedFile);

    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Path);
}

/// <summary>What the paths that policies name stand for.</summary>
internal sealed record RangeFiles(EquatableArray<ChosenFile> Chosen, EquatableArray<ParsedFile> Parsed)
{
    /// <summary>The file of a declared path; null where there is none.</summary>
    public RangeFile? Find(string declared)
    {
        var path = Chosen.FirstOrDefault(file => file.Declared == declared)?.Path;
        return path is null ? null : Parsed.FirstOrDefault(file => file.Path == path)?.Ranges;
    }
}
