using ClientIpAnalyzers.Analyzers.Setup;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ClientIpAnalyzers.Analyzers.Deployment;

/// <summary>
/// Whether code adds to the trusted lists of <c>ForwardedHeadersOptions</c>. The environment's switch empties them
/// before the application's own configuration runs, so what that adds is checked after all.
/// </summary>
internal static class KnownProxyLists
{
    public static bool AreFilled(CompilationFacts facts, CancellationToken cancellation)
        => facts.Sources.Compilation.SyntaxTrees.Any(tree => CandidateIdentifiers.In(tree, cancellation).Any(token
            => token.ValueText is CandidateIdentifiers.KnownProxies or CandidateIdentifiers.KnownNetworks or CandidateIdentifiers.KnownIPNetworks
                && token.Parent is SimpleNameSyntax { Parent: MemberAccessExpressionSyntax list } name
                && list.Name == name
                && list.Parent is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Add", Parent: InvocationExpressionSyntax }
                && facts.Sources.ModelOf(tree)?.GetSymbolInfo(name, cancellation).Symbol is IPropertySymbol property
                && property.ContainingType.Is(facts.Types.ForwardedHeadersOptions)));
}
