using Microsoft.CodeAnalysis;

namespace ClientIpAnalyzers.Analyzers.Declaring;

/// <summary>Analyzers see what the generator added; questions about the user's own part must not.</summary>
internal static class GeneratedParts
{
    /// <summary>The generator's name, which the compiler makes a folder of in the path of all it emits.</summary>
    private const string Generator = "ClientIpAnalyzers.Generators.ClientIpGenerator";

    /// <summary>The members that stand in the user's own parts, or in another assembly.</summary>
    public static IEnumerable<ISymbol> OwnMembers(this INamedTypeSymbol type, string name)
        => type.GetMembers(name).Where(member => !member.IsImplicitlyDeclared && !IsGenerated(member));

    public static bool IsGenerated(ISymbol member)
        => member.Locations.Length > 0
            && member.Locations.All(location => location.SourceTree?.FilePath.IndexOf(Generator, StringComparison.Ordinal) >= 0);
}
