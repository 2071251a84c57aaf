using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace ClientIpAnalyzers.CodeFixes.Configuring;

/// <summary>CIP102: takes the range out, and what cleared the lists for it alone.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(RemoveTrustedRangeFix))]
public sealed class RemoveTrustedRangeFix : TextEditFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(DiagnosticIds.TrustsWholeFamily);

    private protected override string Title => "Remove the range";

    private protected override IEnumerable<TextChange> Edit(Diagnostic diagnostic, EditedDocument document)
    {
        if (document.Find(diagnostic.Location) is not { } found)
        {
            return [];
        }

        var range = found is ArgumentSyntax argument ? argument.Expression : found as ExpressionSyntax;
        if (range is null || range.DescendantNodesAndSelf().Any(node => node.IsKind(SyntaxKind.CoalesceExpression) || node.IsKind(SyntaxKind.ConditionalExpression)))
        {
            return [];
        }

        if (range.Parent is InitializerExpressionSyntax { Parent: AssignmentExpressionSyntax { Parent: InitializerExpressionSyntax outer } list } elements)
        {
            return [elements.Expressions.Count > 1 ? document.Remove(elements, range) : document.Remove(outer, list)];
        }

        // In a loop the same statement adds other ranges too.
        var statement = range.FirstAncestorOrSelf<ExpressionStatementSyntax>();
        if (statement is null
            || statement.Expression is not InvocationExpressionSyntax { ArgumentList.Arguments: var arguments }
            || !arguments.Any(candidate => candidate.Expression == range)
            || statement.Ancestors().Any(node => node is CommonForEachStatementSyntax or ForStatementSyntax or WhileStatementSyntax))
        {
            return [];
        }

        var othersAdd = TrustedListStatements.AdditionsAround(statement).Any(addition => addition != statement);
        var cleared = othersAdd ? [] : TrustedListStatements.ClearsAround(statement);
        return cleared.Select(clear => document.Remove(clear)).Append(document.Remove(statement, othersAdd ? null : TrustedListStatements.Comment));
    }
}
