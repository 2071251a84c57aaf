using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace ClientIpAnalyzers.CodeFixes.Reading;

/// <summary>Applies the rewrites of one document as edits of its text, which leaves all trivia where it was.</summary>
internal static class DocumentRewrite
{
    private const string Namespace = "Microsoft.AspNetCore.Http";

    /// <summary>The new text; null where none of the diagnostics can be fixed.</summary>
    public static async Task<SourceText?> ApplyAsync(Document document, ImmutableArray<Diagnostic> diagnostics, CancellationToken cancellation)
    {
        var root = await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false);
        var model = await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false);
        if (root is not CompilationUnitSyntax unit || model is null)
        {
            return null;
        }

        var rewrite = new AccessorRewrite(model, root, cancellation);
        var check = new RewriteCheck(model, unit, cancellation);
        var changes = new List<TextChange>();
        foreach (var diagnostic in diagnostics.OrderBy(diagnostic => diagnostic.Location.SourceSpan.Start))
        {
            if (diagnostic.Location.SourceTree == root.SyntaxTree
                && check.Choose(rewrite.ChangesFor(diagnostic), edits => WithImport(edits, model, unit)) is { } chosen
                && !chosen.Any(change => changes.Any(earlier => earlier.Span.OverlapsWith(change.Span) || earlier.Span == change.Span)))
            {
                changes.AddRange(chosen);
            }
        }

        if (changes.Count == 0)
        {
            return null;
        }

        return unit.SyntaxTree.GetText(cancellation).WithChanges(WithImport(changes, model, unit).OrderBy(change => change.Span.Start));
    }

    private static IEnumerable<TextChange> WithImport(IReadOnlyList<TextChange> changes, SemanticModel model, CompilationUnitSyntax unit)
        => changes.Any(change => change.NewText!.Contains("GetClientIp()")) && !IsImported(model, changes[0].Span.Start)
            ? changes.Append(unit.Import(Namespace))
            : changes;

    private static bool IsImported(SemanticModel model, int position)
        => model.LookupNamespacesAndTypes(position, name: "IHttpContextAccessor").Any(symbol => symbol.ContainingNamespace?.ToDisplayString() == Namespace)
            || model.LookupNamespacesAndTypes(position, name: "HttpContext").Any(symbol => symbol.ContainingNamespace?.ToDisplayString() == Namespace);
}
