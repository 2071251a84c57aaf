using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace ClientIpAnalyzers.CodeFixes.Reading;

/// <summary>Compiles the member that an edit changes, before and after, so that no fix leaves code worse than it was.</summary>
internal sealed class RewriteCheck(SemanticModel model, CompilationUnitSyntax unit, CancellationToken cancellation)
{
    private readonly SourceText _text = unit.SyntaxTree.GetText(cancellation);

    /// <summary>
    /// The first edit that compiles and adds no nullable warning; else the first that compiles; null where none does.
    /// </summary>
    public IReadOnlyList<TextChange>? Choose(IEnumerable<IReadOnlyList<TextChange>> alternatives, Func<IReadOnlyList<TextChange>, IEnumerable<TextChange>> complete)
    {
        IReadOnlyList<TextChange>? compiling = null;
        foreach (var alternative in alternatives)
        {
            var (errors, warnings) = Added(complete(alternative).OrderBy(change => change.Span.Start).ToList(), alternative);
            if (errors > 0)
            {
                continue;
            }

            if (warnings <= 0)
            {
                return alternative;
            }

            compiling ??= alternative;
        }

        return compiling;
    }

    private (int Errors, int Warnings) Added(IReadOnlyList<TextChange> changes, IReadOnlyList<TextChange> edits)
    {
        var first = edits.Min(edit => edit.Span.Start);
        var shift = changes.Where(change => change.Span.End <= first && !edits.Contains(change)).Sum(change => change.NewText!.Length - change.Span.Length);
        var tree = unit.SyntaxTree.WithChangedText(_text.WithChanges(changes));
        var changed = model.Compilation.ReplaceSyntaxTree(unit.SyntaxTree, tree);
        var before = Count(model, unit, first);
        var after = Count(changed.GetSemanticModel(tree), tree.GetRoot(cancellation), first + shift);
        return (after.Errors - before.Errors, after.Warnings - before.Warnings);
    }

    private (int Errors, int Warnings) Count(SemanticModel current, SyntaxNode root, int position)
    {
        var member = root.FindToken(position).Parent?.FirstAncestorOrSelf<SyntaxNode>(node
            => node is BaseMethodDeclarationSyntax or BasePropertyDeclarationSyntax or BaseFieldDeclarationSyntax or GlobalStatementSyntax);
        var (errors, warnings) = (0, 0);
        foreach (var diagnostic in current.GetDiagnostics(member?.Span, cancellation))
        {
            errors += diagnostic.Severity == DiagnosticSeverity.Error ? 1 : 0;
            warnings += diagnostic.Severity == DiagnosticSeverity.Warning && diagnostic.Id.StartsWith("CS86", StringComparison.Ordinal) ? 1 : 0;
        }

        return (errors, warnings);
    }
}
