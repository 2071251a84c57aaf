using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace ClientIpAnalyzers.Cli.Compiling;

/// <summary>A file that is handed to the rules as it is.</summary>
internal sealed class TextFile(string path) : AdditionalText
{
    private SourceText? _text;

    public override string Path => path;

    /// <summary>Null where it cannot be read.</summary>
    public static SourceText? Read(string path)
    {
        try
        {
            using var stream = File.OpenRead(path);
            return SourceText.From(stream, Encoding.UTF8);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            return null;
        }
    }

    public override SourceText? GetText(CancellationToken cancellationToken = default) => _text ??= Read(path);
}
