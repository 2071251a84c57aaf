using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ClientIpAnalyzers.CodeFixes.Declaring;

/// <summary>
/// Mends all ranges of a document in one pass: several may stand in one string, where fixes made apart would undo
/// each other.
/// </summary>
internal sealed class ClearHostBitsFixAll : DocumentBasedFixAllProvider
{
    public static readonly ClearHostBitsFixAll Instance = new();

    public static Document Fix(Document document, SyntaxNode root, ImmutableArray<Diagnostic> diagnostics)
    {
        var byLiteral = new Dictionary<LiteralExpressionSyntax, List<Diagnostic>>();
        foreach (var diagnostic in diagnostics)
        {
            if (RangeLiteral.Find(root, diagnostic) is { } literal)
            {
                if (!byLiteral.TryGetValue(literal, out var found))
                {
                    byLiteral.Add(literal, found = []);
                }

                found.Add(diagnostic);
            }
        }

        return document.WithSyntaxRoot(root.ReplaceNodes(
            byLiteral.Keys,
            (original, _) => RangeLiteral.Correct(original, byLiteral[original])));
    }

    protected override async Task<Document?> FixAllAsync(
        FixAllContext fixAllContext,
        Document document,
        ImmutableArray<Diagnostic> diagnostics)
    {
        var root = await document.GetSyntaxRootAsync(fixAllContext.CancellationToken).ConfigureAwait(false);
        return root is null ? null : Fix(document, root, diagnostics);
    }
}
