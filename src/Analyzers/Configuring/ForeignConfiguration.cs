using Microsoft.CodeAnalysis;

namespace ClientIpAnalyzers.Analyzers.Configuring;

/// <summary>Whether another assembly can have configured the options: service defaults shared by a team's applications.</summary>
internal static class ForeignConfiguration
{
    public static bool IsPossible(Compilation compilation, INamedTypeSymbol options)
    {
        var declaring = options.ContainingAssembly.Identity.Name;
        return compilation.SourceModule.ReferencedAssemblySymbols.Any(assembly
            => !IsFrameworks(assembly.Identity.Name)
                && assembly.Modules.Any(module => module.ReferencedAssemblies.Any(reference => reference.Name == declaring)));
    }

    private static bool IsFrameworks(string name)
        => name.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal)
            || name.StartsWith("Microsoft.Extensions.", StringComparison.Ordinal)
            || name.StartsWith("System.", StringComparison.Ordinal)
            || name == "ClientIpAnalyzers";
}
