using System.Globalization;
using System.Text;

namespace ClientIpAnalyzers.AspNetCore.Inspector;

/// <summary>
/// Text of a request as people can read it. Encoding keeps a browser from running it; this keeps a reader from being
/// misled by characters that are not seen, or that turn the direction of what is around them.
/// </summary>
internal static class VisibleText
{
    /// <summary>The most characters of one value that are shown.</summary>
    public const int MaxLength = 400;

    public static string Of(string text)
    {
        var isPlain = true;
        foreach (var character in text)
        {
            isPlain &= character is >= ' ' and <= '~';
        }

        if (isPlain)
        {
            return text;
        }

        var visible = new StringBuilder(text.Length + 16);
        foreach (var rune in text.EnumerateRunes())
        {
            if (IsSeen(rune))
            {
                visible.Append(rune.ToString());
            }
            else
            {
                visible.Append(CultureInfo.InvariantCulture, $"\\u{{{rune.Value:X4}}}");
            }
        }

        return visible.ToString();
    }

    /// <summary>The beginning of a text that is too long to be shown, with what is left out.</summary>
    public static string Shorten(string text, int length = MaxLength)
        => text.Length <= length ? text : string.Create(CultureInfo.InvariantCulture, $"{text[..length]}… ({text.Length - length:N0} more characters)");

    private static bool IsSeen(Rune rune) => Rune.GetUnicodeCategory(rune) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse
        or UnicodeCategory.OtherNotAssigned or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
}
