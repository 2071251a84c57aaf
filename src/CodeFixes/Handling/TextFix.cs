using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace ClientIpAnalyzers.CodeFixes.Handling;

/// <summary>
/// The frame of the fixes that rewrite expressions in place, as edits of the text, which leaves all trivia where it
/// was. A document is fixed as a whole; a diagnostic whose edits meet those of another waits for the next round.
/// </summary>
public abstract class TextFix : CodeFixProvider
{
    private const string Library = "ClientIpAnalyzers";

    private protected abstract string Title { get; }

    /// <summary>The edits for one diagnostic; none where the shape is not known.</summary>
    private protected abstract IEnumerable<TextChange> ChangesFor(SyntaxNode node, FixContext context);

    /// <inheritdoc/>
    public sealed override FixAllProvider GetFixAllProvider() => new All(this);

    /// <inheritdoc/>
    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        // Razor's generated code is not the code that somebody wrote.
        if (context.Document is SourceGeneratedDocument)
        {
            return;
        }

        foreach (var diagnostic in context.Diagnostics)
        {
            var diagnostics = ImmutableArray.Create(diagnostic);
            if (await ApplyAsync(context.Document, diagnostics, context.CancellationToken).ConfigureAwait(false) is { } changed)
            {
                context.RegisterCodeFix(
                    CodeAction.Create(Title, _ => Task.FromResult(changed), equivalenceKey: GetType().Name),
                    diagnostic);
            }
        }
    }

    private async Task<Document?> ApplyAsync(Document document, ImmutableArray<Diagnostic> diagnostics, CancellationToken cancellation)
    {
        var root = await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false);
        var model = await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false);
        if (root is not CompilationUnitSyntax unit || model is null)
        {
            return null;
        }

        var context = new FixContext(model, root, cancellation);
        var changes = new List<TextChange>();
        foreach (var diagnostic in diagnostics.OrderBy(diagnostic => diagnostic.Location.SourceSpan.Start))
        {
            if (diagnostic.Location.SourceTree != root.SyntaxTree)
            {
                continue;
            }

            var node = root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true);
            var edits = ChangesFor(node, context).ToList();
            if (!edits.Exists(edit => changes.Exists(earlier => earlier.Span.OverlapsWith(edit.Span) || earlier.Span == edit.Span)))
            {
                changes.AddRange(edits);
            }
        }

        if (changes.Count == 0)
        {
            return null;
        }

        if (changes.Exists(change => NamesLibrary(change.NewText!)) && !context.IsImported(changes[0].Span.Start, Library))
        {
            changes.Add(unit.Import(Library));
        }

        var text = await document.GetTextAsync(cancellation).ConfigureAwait(false);
        return document.WithText(text.WithChanges(changes.OrderBy(change => change.Span.Start)));
    }

    private static bool NamesLibrary(string text) => text == "Ip" || text.Contains("CidrSet") || text.Contains("Ip.");

    private sealed class All(TextFix fix) : DocumentBasedFixAllProvider
    {
        protected override async Task<Document?> FixAllAsync(FixAllContext fixAllContext, Document document, ImmutableArray<Diagnostic> diagnostics)
            => document is SourceGeneratedDocument
                ? null
                : await fix.ApplyAsync(document, diagnostics, fixAllContext.CancellationToken).ConfigureAwait(false);
    }
}
