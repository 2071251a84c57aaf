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

    private static readonly HashSet<string> Authentication = new(StringComparer.Ordinal)
    {
        "AddAuthentication", "AddAuthorization", "AddAuthorizationBuilder", "AddIdentity", "AddDefaultIdentity",
        "AddIdentityApiEndpoints", "UseAuthentication", "UseAuthorization",
    };

    private static readonly WordSearch SearchOfNames = new(Names.Select(name => (name, WordKind.Whole)));
    private static readonly WordSearch SearchOfAuthentication = new(Authentication.Select(name => (name, WordKind.Whole)));

    private static readonly ConditionalWeakTable<SyntaxTree, StrongBox<ImmutableArray<SyntaxToken>>> Cache = new();
    private static readonly ConditionalWeakTable<SyntaxTree, StrongBox<ImmutableArray<SyntaxToken>>> AuthenticationCache = new();

    public static ImmutableArray<SyntaxToken> In(SyntaxTree tree, CancellationToken cancellation)
        => Find(tree, Names, SearchOfNames, Cache, cancellation);

    /// <summary>The identifiers that say whether authentication and authorization are registered, and where.</summary>
    public static ImmutableArray<SyntaxToken> OfAuthentication(SyntaxTree tree, CancellationToken cancellation)
        => Find(tree, Authentication, SearchOfAuthentication, AuthenticationCache, cancellation);

    private static ImmutableArray<SyntaxToken> Find(
        SyntaxTree tree,
        HashSet<string> names,
        WordSearch search,
        ConditionalWeakTable<SyntaxTree, StrongBox<ImmutableArray<SyntaxToken>>> cache,
        CancellationToken cancellation)
    {
        if (cache.TryGetValue(tree, out var known))
        {
            return known.Value;
        }

        var found = search.IsFoundIn(tree.GetText(cancellation))
            ? tree.GetRoot(cancellation).DescendantTokens()
                .Where(token => token.IsKind(SyntaxKind.IdentifierToken) && names.Contains(token.ValueText))
                .ToImmutableArray()
            : ImmutableArray<SyntaxToken>.Empty;
        return cache.GetValue(tree, _ => new StrongBox<ImmutableArray<SyntaxToken>>(found)).Value;
    }
}
