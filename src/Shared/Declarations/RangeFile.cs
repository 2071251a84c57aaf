using System.Collections.Immutable;
using System.Globalization;

namespace ClientIpAnalyzers.Declarations;

/// <summary>One range of a file, and the line it stands on, counted from 1.</summary>
internal readonly struct RangeFileEntry(AddressRange range, string text, int line)
{
    public AddressRange Range { get; } = range;

    public string Text { get; } = text;

    public int Line { get; } = line;
}

/// <summary>
/// The ranges of a file, or why it has none. Text holds one range, or <c>unix</c>, a line, with <c>#</c> comments; a
/// line with commas is CSV with its range in one field, as in a geofeed (RFC 8805). What starts with a brace or a
/// bracket is JSON in a form that providers publish.
/// </summary>
internal sealed class RangeFile
{
    private RangeFile(ImmutableArray<RangeFileEntry> entries, bool hasUnixSocket, string? fault)
    {
        Entries = entries;
        HasUnixSocket = hasUnixSocket;
        Fault = fault;
    }

    /// <summary>Empty where there is a fault: half a file of trusted ranges is not what anybody declared.</summary>
    public ImmutableArray<RangeFileEntry> Entries { get; }

    public bool HasUnixSocket { get; }

    /// <summary>What is wrong, with the line; null where nothing is.</summary>
    public string? Fault { get; }

    public static RangeFile Parse(string text)
    {
        var start = 0;
        while (start < text.Length && (char.IsWhiteSpace(text[start]) || text[start] == '\uFEFF'))
        {
            start++;
        }

        return start < text.Length && text[start] is '{' or '['
            ? ParseJson(text, start)
            : ParseLines(text);
    }

    /// <summary>A file that is there but cannot be read as text.</summary>
    public static RangeFile Unreadable(string fault) => new(ImmutableArray<RangeFileEntry>.Empty, false, fault);

    private static RangeFile ParseLines(string text)
    {
        var entries = ImmutableArray.CreateBuilder<RangeFileEntry>();
        var hasUnixSocket = false;
        var number = 0;
        var csv = new CsvRanges();
        foreach (var line in text.Split('\n'))
        {
            number++;
            var comment = line.IndexOf('#');
            var item = (comment < 0 ? line : line.Substring(0, comment)).Trim().Trim('\uFEFF');
            if (item.Length == 0)
            {
                continue;
            }

            if (item == RangeSpec.UnixSocket)
            {
                hasUnixSocket = true;
            }
            else if (RangeText.TryParse(item.AsSpan(), out var range))
            {
                entries.Add(new RangeFileEntry(range, item, number));
            }
            else if (item.IndexOf(',') >= 0)
            {
                if (csv.Read(item, isFirst: entries.Count == 0, out var field) is { } fault)
                {
                    return Faulty(number, fault);
                }

                if (field is not null && RangeText.TryParse(field.AsSpan(), out range))
                {
                    entries.Add(new RangeFileEntry(range, field, number));
                }
            }
            else
            {
                return Faulty(number, $"'{item}' is no range: {RangeFault.Explain(item)}");
            }
        }

        return entries.Count == 0 && !hasUnixSocket
            ? Unreadable("it holds no range: write one a line")
            : new RangeFile(entries.ToImmutable(), hasUnixSocket, fault: null);
    }

    private static RangeFile ParseJson(string text, int start)
    {
        var reader = new PublishedRangesReader(text, start);
        if (!reader.TryRead(out var entries))
        {
            return Faulty(reader.Line, reader.Fault);
        }

        return entries.IsEmpty
            ? Unreadable("it is JSON without any range in a form that providers publish: write one range a line, or a JSON array of ranges")
            : new RangeFile(entries, hasUnixSocket: false, fault: null);
    }

    private static RangeFile Faulty(int line, string fault)
        => Unreadable("line " + line.ToString(CultureInfo.InvariantCulture) + ": " + fault);
}
