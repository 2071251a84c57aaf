using Microsoft.CodeAnalysis;

namespace ClientIpAnalyzers.Analyzers.Setup;

/// <summary>The rules' own answer to whether there is a set-up, for the generator that states it to other assemblies.</summary>
public static class VisibleSetup
{
    /// <summary>Whether a compilation sets a server up in sight of the rules, and does not say so by itself.</summary>
    /// <param name="compilation">The compilation, without what generators add to it.</param>
    /// <param name="cancellation">Ends the search.</param>
    /// <returns>False also where the attribute that would say so is not there to be written.</returns>
    public static bool IsUnstated(Compilation compilation, CancellationToken cancellation)
    {
        var facts = CompilationFacts.Of(compilation);
        return facts.Types is { TrustedProxySetup: { } attribute, HasWebRequests: true }
            && !compilation.Assembly.GetAttributes().Any(candidate => candidate.AttributeClass.Is(attribute))
            && facts.Setup.Model(cancellation).MakesClientKnown;
    }
}
