using Microsoft.CodeAnalysis;

namespace ClientIpAnalyzers.Analyzers;

/// <summary>
/// The descriptor of every rule, one part per block. A descriptor carries the highest severity of its rule; single
/// reports only go down from it, because compilers drop an information that was raised to a warning.
/// </summary>
internal static partial class Descriptors
{
    private const string HelpRoot = "https://github.com/clientipanalyzers/clientipanalyzers/blob/main/docs/rules/";

    public static string HelpLink(string id) => HelpRoot + id + ".md";
}
