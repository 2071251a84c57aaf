using System.Text;

namespace ClientIpAnalyzers.Analyzers.Deployment;

/// <summary>
/// Takes the template language of Helm out of a manifest: a line of nothing else is left empty, what stands within a
/// line becomes a placeholder. Every other character keeps its place.
/// </summary>
internal static class YamlTemplates
{
    private const string Open = "{{";
    private const string Close = "}}";

    /// <summary>As <see cref="DeploymentSetting.IsPlaceholder"/> knows it.</summary>
    private const char Placeholder = '_';

    public static string Mask(string text)
    {
        var open = text.IndexOf(Open, StringComparison.Ordinal);
        if (open < 0)
        {
            return text;
        }

        var masked = new StringBuilder(text);
        while (open >= 0)
        {
            var close = text.IndexOf(Close, open + Open.Length, StringComparison.Ordinal);
            if (close < 0)
            {
                break;
            }

            var end = close + Close.Length;
            var fill = IsAloneOnItsLines(text, open, end) ? ' ' : Placeholder;
            for (var index = open; index < end; index++)
            {
                if (masked[index] is not ('\n' or '\r'))
                {
                    masked[index] = fill;
                }
            }

            open = text.IndexOf(Open, end, StringComparison.Ordinal);
        }

        return masked.ToString();
    }

    /// <summary>Nothing but white space and other templates on the lines that a template is on.</summary>
    private static bool IsAloneOnItsLines(string text, int open, int end)
    {
        var lineStart = open == 0 ? 0 : text.LastIndexOf('\n', open - 1) + 1;
        var lineEnd = text.IndexOf('\n', end - 1);
        lineEnd = lineEnd < 0 ? text.Length : lineEnd;
        var isInside = false;
        for (var index = lineStart; index < lineEnd; index++)
        {
            if (index + 1 < text.Length && text[index] == text[index + 1] && text[index] is '{' or '}')
            {
                isInside = text[index] == '{';
                index++;
            }
            else if (!isInside && !char.IsWhiteSpace(text[index]))
            {
                return false;
            }
        }

        return true;
    }
}
