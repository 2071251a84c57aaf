namespace ClientIpAnalyzers.Analyzers.Handling;

/// <summary>Whether a constant is meant as an address, or as the beginning or end of one.</summary>
internal static class AddressLiterals
{
    /// <summary>An address or a range.</summary>
    public static bool IsWhole(string text)
    {
        text = text.Trim();
        var slash = text.IndexOf('/');
        return AddressText.TryParse((slash < 0 ? text : text.Substring(0, slash)).AsSpan(), out _, out _);
    }

    /// <summary><c>192.168.</c>, <c>10</c> with a dot, <c>fe80:</c>; not <c>::ffff:</c>, which says only how the rest is written.</summary>
    public static bool IsPart(string text)
        => text.Length > 1
            && text.Any(character => character is '.' or ':')
            && text.Any(Uri.IsHexDigit)
            && text.All(character => Uri.IsHexDigit(character) || character is '.' or ':' or '*')
            && !text.StartsWith("::ffff:", StringComparison.OrdinalIgnoreCase);
}
