using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using ClientIpAnalyzers.Analyzers.Searching;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace ClientIpAnalyzers.Analyzers.Setup;

/// <summary>
/// The identifiers of a file that may belong to a set-up. Found by text, once per version of a file: while somebody
/// types in one file, the answers for all others are kept across compilations.
/// </summary>
internal static class CandidateIdentifiers
{
    public const string UseForwardedHeaders = "UseForwardedHeaders";
    public const string UseClientIp = "UseClientIp";
    public const string RewriteRemoteIpAddress = "RewriteRemoteIpAddress";
    public const string ForwardedHeadersOptions = "ForwardedHeadersOptions";
    public const string ForwardedHeaders = "ForwardedHeaders";
    public const string KnownProxies = "KnownProxies";
    public const string KnownNetworks = "KnownNetworks";
    public const string KnownIPNetworks = "KnownIPNetworks";

    private static readonly HashSet<string> Names = new(StringComparer.Ordinal)
    {
        UseForwardedHeaders, UseClientIp, RewriteRemoteIpAddress, ForwardedHeadersOptions, ForwardedHeaders,
        KnownProxies, KnownNetworks, KnownIPNetworks,
    };

    private static readonly WordSearch Search = new(Names.Select(name => (name, WordKind.Whole)));

    private static readonly ConditionalWeakTable<SyntaxTree, StrongBox<ImmutableArray<SyntaxToken>>> Cache = new();

    public static ImmutableArray<SyntaxToken> In(SyntaxTree tree, CancellationToken cancellation)
    {
        if (Cache.TryGetValue(tree, out var known))
        {
            return known.Value;
        }

        var found = Search.IsFoundIn(tree.GetText(cancellation))
            ? tree.GetRoot(cancellation).DescendantTokens()
                .Where(token => token.IsKind(SyntaxKind.IdentifierToken) && Names.Contains(token.ValueText))
                .ToImmutableArray()
            : ImmutableArray<SyntaxToken>.Empty;
        return Cache.GetValue(tree, _ => new StrongBox<ImmutableArray<SyntaxToken>>(found)).Value;
    }
}
