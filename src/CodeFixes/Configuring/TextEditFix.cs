using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace ClientIpAnalyzers.CodeFixes.Configuring;

/// <summary>The frame of fixes that edit the text of one document, which leaves all trivia where it was.</summary>
public abstract class TextEditFix : CodeFixProvider
{
    private protected abstract string Title { get; }

    /// <inheritdoc/>
    public sealed override FixAllProvider GetFixAllProvider() => new FixAll(this);

    /// <inheritdoc/>
    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        if (context.Document is SourceGeneratedDocument)
        {
            return;
        }

        foreach (var diagnostic in context.Diagnostics)
        {
            var diagnostics = ImmutableArray.Create(diagnostic);
            if (await EditAsync(context.Document, diagnostics, context.CancellationToken).ConfigureAwait(false) is { } text)
            {
                context.RegisterCodeFix(
                    CodeAction.Create(Title, _ => Task.FromResult(context.Document.WithText(text)), equivalenceKey: Title),
                    diagnostic);
            }
        }
    }

    /// <summary>The edits that repair one report; none where it has no repair.</summary>
    private protected abstract IEnumerable<TextChange> Edit(Diagnostic diagnostic, EditedDocument document);

    private async Task<SourceText?> EditAsync(Document document, ImmutableArray<Diagnostic> diagnostics, CancellationToken cancellation)
    {
        var root = await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false);
        var model = await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false);
        if (root is not CompilationUnitSyntax unit || model is null)
        {
            return null;
        }

        var text = await document.GetTextAsync(cancellation).ConfigureAwait(false);
        var edited = new EditedDocument(unit, model, text);
        var changes = new List<TextChange>();
        foreach (var diagnostic in diagnostics.Where(diagnostic => diagnostic.Location.SourceTree == unit.SyntaxTree))
        {
            // Reports that share a part of their repair have it once.
            var edits = Edit(diagnostic, edited).Where(edit => !changes.Contains(edit)).ToList();
            if (!edits.Any(edit => changes.Any(earlier => earlier.Span.OverlapsWith(edit.Span))))
            {
                changes.AddRange(edits);
            }
        }

        return changes.Count == 0 ? null : text.WithChanges(changes.OrderBy(change => change.Span.Start));
    }

    private sealed class FixAll(TextEditFix fix) : DocumentBasedFixAllProvider
    {
        protected override async Task<Document?> FixAllAsync(FixAllContext fixAllContext, Document document, ImmutableArray<Diagnostic> diagnostics)
            => document is not SourceGeneratedDocument
                && await fix.EditAsync(document, diagnostics, fixAllContext.CancellationToken).ConfigureAwait(false) is { } text
                    ? document.WithText(text)
                    : document;
    }
}
