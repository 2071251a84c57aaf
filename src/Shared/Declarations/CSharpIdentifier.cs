using Microsoft.CodeAnalysis.CSharp;

namespace ClientIpAnalyzers.Declarations;

/// <summary>Names as identifiers.</summary>
internal static class CSharpIdentifier
{
    /// <summary>A name as an identifier in code, even where it is a keyword in some places only.</summary>
    public static string Of(string name)
        => SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None || SyntaxFacts.GetContextualKeywordKind(name) != SyntaxKind.None
            ? "@" + name
            : name;
}
