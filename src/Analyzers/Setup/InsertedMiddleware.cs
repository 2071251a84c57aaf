using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ClientIpAnalyzers.Analyzers.Setup;

/// <summary>
/// What <c>WebApplication</c> puts before everything else: authentication and authorization, where their services are
/// registered and nobody says by an explicit call where they belong.
/// </summary>
internal static class InsertedMiddleware
{
    private const string UseAuthentication = "UseAuthentication";
    private const string UseAuthorization = "UseAuthorization";

    public static IReadOnlyList<string> In(SourceLookup sources, CancellationToken cancellation)
    {
        var called = new HashSet<string>(StringComparer.Ordinal);
        foreach (var tree in sources.Compilation.SyntaxTrees)
        {
            foreach (var token in CandidateIdentifiers.OfAuthentication(tree, cancellation))
            {
                if (!called.Contains(token.ValueText)
                    && token.Parent is SimpleNameSyntax name
                    && SetupCalls.CallOf(name) is { } call
                    && sources.ModelOf(tree)?.GetSymbolInfo(call, cancellation).Symbol is IMethodSymbol method
                    && method.IsFromFramework())
                {
                    called.Add(token.ValueText);
                }
            }
        }

        var registersIdentity = called.Contains("AddIdentity") || called.Contains("AddDefaultIdentity") || called.Contains("AddIdentityApiEndpoints");
        var inserted = new List<string>();
        if ((called.Contains("AddAuthentication") || registersIdentity) && !called.Contains(UseAuthentication))
        {
            inserted.Add(UseAuthentication);
        }

        if ((called.Contains("AddAuthorization") || called.Contains("AddAuthorizationBuilder")) && !called.Contains(UseAuthorization))
        {
            inserted.Add(UseAuthorization);
        }

        return inserted;
    }

    /// <summary>Whether another assembly's method may itself call what would be inserted.</summary>
    public static bool MayCallItself(IMethodSymbol method)
        => !method.IsFromFramework()
            && !method.Locations.Any(location => location.IsInSource)
            && method.ContainingAssembly?.Modules.Any(module => module.ReferencedAssemblies.Any(reference
                => reference.Name is "Microsoft.AspNetCore.Authentication" or "Microsoft.AspNetCore.Authorization.Policy")) == true;
}
