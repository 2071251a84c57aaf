using Microsoft.CodeAnalysis.Text;

namespace ClientIpAnalyzers.Analyzers.Searching;

/// <summary>How a word stands in a text to count.</summary>
internal enum WordKind
{
    /// <summary>Anywhere, in upper or lower case.</summary>
    Part,

    /// <summary>Anywhere, as it is written.</summary>
    ExactPart,

    /// <summary>Behind anything but a letter or a digit, as it is written.</summary>
    ExactStart,

    /// <summary>By itself, as it is written.</summary>
    Whole,
}

/// <summary>
/// Whether a text holds one of many words (Aho and Corasick). One step a character, however many words: a look at
/// every file of a project costs a small part of what parsing one of a hundred costs.
/// </summary>
internal sealed class WordSearch
{
    private const int Ascii = 128;

    [ThreadStatic]
    private static char[]? s_buffer;

    /// <summary>Characters that occur in words, in lower case, numbered from 1; all others are 0.</summary>
    private readonly byte[] _class = new byte[Ascii];
    private readonly int _classes;
    private readonly int[] _next;
    private readonly (string Word, WordKind Kind)[]?[] _ends;

    /// <param name="words">Of ASCII characters; others are left out, and so never found.</param>
    public WordSearch(IEnumerable<(string Word, WordKind Kind)> words)
    {
        var all = words.Where(word => word.Word.Length > 0 && word.Word.All(c => c < Ascii)).Distinct().ToList();
        foreach (var character in all.SelectMany(word => word.Word.ToLowerInvariant()).Distinct().OrderBy(c => c))
        {
            _class[character] = (byte)++_classes;
        }

        _classes++;
        for (var upper = 'A'; upper <= 'Z'; upper++)
        {
            _class[upper] = _class[char.ToLowerInvariant(upper)];
        }

        var (next, ends) = Trie(all);
        Close(next, ends);
        _next = [.. next.SelectMany(row => row)];
        _ends = [.. ends.Select(end => end.Count == 0 ? null : end.ToArray())];
    }

    public bool IsFoundIn(SourceText text)
    {
        var buffer = Buffer(text.Length);
        text.CopyTo(0, buffer, 0, text.Length);
        return IsFoundIn(buffer, text.Length);
    }

    public bool IsFoundIn(string text)
    {
        var buffer = Buffer(text.Length);
        text.CopyTo(0, buffer, 0, text.Length);
        return IsFoundIn(buffer, text.Length);
    }

    /// <summary>One for each thread; what a single large file needs is not kept.</summary>
    private static char[] Buffer(int length)
        => length > 256 * 1024 ? new char[length]
            : s_buffer is { } buffer && buffer.Length >= length ? buffer
            : s_buffer = new char[Math.Max(length, 16 * 1024)];

    private bool IsFoundIn(char[] text, int length)
    {
        var state = 0;
        for (var i = 0; i < length; i++)
        {
            var character = text[i];
            state = _next[state + (character < Ascii ? _class[character] : 0)];
            if (_ends[state / _classes] is { } ends)
            {
                foreach (var (word, kind) in ends)
                {
                    if (Counts(text, length, i + 1, word, kind))
                    {
                        return true;
                    }
                }
            }
        }

        return false;
    }

    private static bool Counts(char[] text, int length, int end, string word, WordKind kind)
    {
        if (kind == WordKind.Part)
        {
            return true;
        }

        var start = end - word.Length;
        for (var i = 0; i < word.Length; i++)
        {
            if (text[start + i] != word[i])
            {
                return false;
            }
        }

        return kind switch
        {
            WordKind.ExactStart => start == 0 || !char.IsLetterOrDigit(text[start - 1]),
            WordKind.Whole => (start == 0 || !IsOfName(text[start - 1])) && (end == length || !IsOfName(text[end])),
            _ => true,
        };
    }

    private static bool IsOfName(char character) => char.IsLetterOrDigit(character) || character == '_';

    private (List<int[]> Next, List<List<(string, WordKind)>> Ends) Trie(List<(string Word, WordKind Kind)> words)
    {
        var next = new List<int[]> { NewRow() };
        var ends = new List<List<(string, WordKind)>> { new() };
        foreach (var word in words)
        {
            var state = 0;
            foreach (var character in word.Word)
            {
                var symbol = _class[character];
                if (next[state][symbol] < 0)
                {
                    next[state][symbol] = next.Count;
                    next.Add(NewRow());
                    ends.Add([]);
                }

                state = next[state][symbol];
            }

            ends[state].Add(word);
        }

        return (next, ends);

        int[] NewRow() => [.. Enumerable.Repeat(-1, _classes)];
    }

    /// <summary>Fills in where to go on after a mismatch, and turns numbers of states into positions in the table.</summary>
    private void Close(List<int[]> next, List<List<(string, WordKind)>> ends)
    {
        var fallback = new int[next.Count];
        var queue = new Queue<int>([0]);
        while (queue.Count > 0)
        {
            var state = queue.Dequeue();
            for (var symbol = 0; symbol < _classes; symbol++)
            {
                var onMismatch = state == 0 ? 0 : next[fallback[state]][symbol];
                if (next[state][symbol] is var child && child >= 0)
                {
                    fallback[child] = onMismatch;
                    ends[child].AddRange(ends[onMismatch]);
                    queue.Enqueue(child);
                }
                else
                {
                    next[state][symbol] = onMismatch;
                }
            }
        }

        foreach (var row in next)
        {
            for (var symbol = 0; symbol < _classes; symbol++)
            {
                row[symbol] *= _classes;
            }
        }
    }
}
