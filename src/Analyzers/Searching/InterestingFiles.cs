using Microsoft.CodeAnalysis;

namespace ClientIpAnalyzers.Analyzers.Searching;

/// <summary>
/// Which files of a compilation the rules about members look at: those that mention something of the vocabulary, and
/// those that mention a name which such a file declares. All others are never bound, which is what the rules would
/// otherwise cost. A name from a referenced assembly that no word of the vocabulary occurs in is not followed.
/// </summary>
internal sealed class InterestingFiles(Compilation compilation, bool isWeb)
{
    private readonly object _gate = new();
    private WordSearch? _declared;

    /// <param name="headers">Names of headers that the options of the file add.</param>
    public bool Include(SyntaxTree tree, IReadOnlyCollection<string> headers, CancellationToken cancellation)
        => SourceWords.Of(tree, isWeb).IsOfInterest
            || Declared(cancellation).IsFoundIn(tree.GetText(cancellation))
            || (headers.Count > 0 && new WordSearch(headers.Select(name => (name, WordKind.Part))).IsFoundIn(tree.GetText(cancellation)));

    /// <summary>A cancelled question leaves nothing behind; the next one asks anew.</summary>
    private WordSearch Declared(CancellationToken cancellation)
    {
        lock (_gate)
        {
            return _declared ??= new WordSearch(compilation.SyntaxTrees
                .SelectMany(tree => SourceWords.Of(tree, isWeb).DeclaredNames(cancellation))
                .Distinct()
                .Select(name => (name, WordKind.Whole)));
        }
    }
}
