using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis.CSharp;

namespace ClientIpAnalyzers.Generators.Emit;

/// <summary>Values as C# text.</summary>
internal static class Literals
{
    public static string Text(string value) => SymbolDisplay.FormatLiteral(value, quote: true);

    public static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    public static string Number(uint value) => "0x" + value.ToString("X8", CultureInfo.InvariantCulture) + "U";

    /// <summary>In groups of 16 bits, as addresses are written.</summary>
    public static string Number(ulong value)
    {
        var digits = value.ToString("X", CultureInfo.InvariantCulture);
        for (var i = digits.Length - 4; i > 0; i -= 4)
        {
            digits = digits.Insert(i, "_");
        }

        return "0x" + digits + "UL";
    }

    /// <summary>Text for an XML comment.</summary>
    public static string Xml(string value)
    {
        var text = new StringBuilder(value.Length);
        foreach (var c in value)
        {
            _ = c switch
            {
                '<' => text.Append("&lt;"),
                '>' => text.Append("&gt;"),
                '&' => text.Append("&amp;"),
                _ => text.Append(Printable(c)),
            };
        }

        return text.ToString();
    }

    /// <summary>Text for a line comment: whatever a name holds, it cannot end the comment.</summary>
    public static string Plain(string value)
    {
        var text = new StringBuilder(value.Length);
        foreach (var c in value)
        {
            text.Append(Printable(c));
        }

        return text.ToString();
    }

    private static char Printable(char c)
        => char.IsControl(c) || char.IsSurrogate(c) || c is '\u2028' or '\u2029' ? '?' : c;
}
