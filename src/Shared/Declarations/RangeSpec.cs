using System.Collections.Immutable;

namespace ClientIpAnalyzers.Declarations;

internal enum RangePartKind
{
    /// <summary>An address or a CIDR.</summary>
    Range,

    /// <summary><c>unix</c>: a peer that has no address.</summary>
    UnixSocket,

    /// <summary><c>file:path</c>, read at build time.</summary>
    File,

    /// <summary><c>config:Key:Path</c>, bound at start-up.</summary>
    Configuration,

    /// <summary>None of these.</summary>
    Unreadable,
}

/// <summary>One part of a range string.</summary>
/// <param name="kind">What it is.</param>
/// <param name="text">As written, without the white space around it; of a file its path, of a configuration its key.</param>
/// <param name="offset">Where the part starts in the range string, prefix included.</param>
/// <param name="range">Set where the part is a range.</param>
/// <param name="fault">What is wrong with it and what to write instead; null where nothing is.</param>
internal readonly struct RangePart(RangePartKind kind, string text, int offset, AddressRange range = default, string? fault = null)
{
    public RangePartKind Kind { get; } = kind;

    public string Text { get; } = text;

    public int Offset { get; } = offset;

    public AddressRange Range { get; } = range;

    public string? Fault { get; } = fault;
}

/// <summary>
/// Reads a range string: one or more, separated by commas, of an address or CIDR, <c>unix</c>, <c>file:path</c> and
/// <c>config:Key:Path</c>.
/// </summary>
internal static class RangeSpec
{
    public const string UnixSocket = "unix";
    public const string FilePrefix = "file:";
    public const string ConfigPrefix = "config:";

    public static ImmutableArray<RangePart> Parse(string text)
    {
        var parts = ImmutableArray.CreateBuilder<RangePart>();
        var start = 0;
        for (var end = 0; end <= text.Length; end++)
        {
            if (end == text.Length || text[end] == ',')
            {
                parts.Add(ParsePart(text, start, end));
                start = end + 1;
            }
        }

        return parts.ToImmutable();
    }

    /// <summary>Whether the text is <c>config:</c> and a key, as a secret has to be given.</summary>
    public static bool IsConfigurationReference(string text)
        => text.StartsWith(ConfigPrefix, StringComparison.Ordinal) && IsKey(text.Substring(ConfigPrefix.Length));

    private static RangePart ParsePart(string text, int start, int end)
    {
        while (start < end && IsSpace(text[start]))
        {
            start++;
        }

        while (start < end && IsSpace(text[end - 1]))
        {
            end--;
        }

        var part = text.Substring(start, end - start);
        if (part == UnixSocket)
        {
            return new RangePart(RangePartKind.UnixSocket, part, start);
        }

        if (part.StartsWith(FilePrefix, StringComparison.Ordinal))
        {
            var path = part.Substring(FilePrefix.Length).Trim();
            return path.Length > 0
                ? new RangePart(RangePartKind.File, path, start)
                : Unreadable(part, start, "the path is missing: write 'file:ranges/proxies.txt'");
        }

        if (part.StartsWith(ConfigPrefix, StringComparison.Ordinal))
        {
            var key = part.Substring(ConfigPrefix.Length);
            return IsKey(key)
                ? new RangePart(RangePartKind.Configuration, key, start)
                : Unreadable(part, start, $"'{key}' is no configuration key: write '{DeclarationNames.BareTrust}'");
        }

        return RangeText.TryParse(part.AsSpan(), out var range)
            ? new RangePart(RangePartKind.Range, part, start, range)
            : Unreadable(part, start, RangeFault.Explain(part));
    }

    private static RangePart Unreadable(string part, int offset, string fault)
        => new(RangePartKind.Unreadable, part, offset, fault: fault);

    /// <summary>A configuration path has no empty section: <c>A::B</c> is the child "" of A, which nobody means.</summary>
    private static bool IsKey(string key)
    {
        foreach (var section in key.Split(':'))
        {
            if (section.Length == 0 || IsSpace(section[0]) || IsSpace(section[section.Length - 1]))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsSpace(char character) => character is ' ' or '\t' or '\r' or '\n';
}
