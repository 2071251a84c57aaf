using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace ClientIpAnalyzers.CodeFixes.Configuring;

/// <summary>CIP109: takes X-Forwarded-Host out of the flags.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(NarrowFlagsFix))]
public sealed class NarrowFlagsFix : TextEditFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(DiagnosticIds.ForwardedHost);

    private protected override string Title => "Leave X-Forwarded-Host out";

    private const int Host = 2;

    private protected override IEnumerable<TextChange> Edit(Diagnostic diagnostic, EditedDocument document)
    {
        switch (document.Find(diagnostic.Location))
        {
            case AssignmentExpressionSyntax { Right: var added } assignment when ValueOf(added, document) == Host:
                return assignment.Parent is ExpressionStatementSyntax statement ? [document.Remove(statement)] : [];
            case AssignmentExpressionSyntax { Right: var added }:
                return Narrow(added, document);
            case ArgumentSyntax { Expression: var value }:
                return Narrow(value, document);
            case ExpressionSyntax value:
                return Narrow(value, document);
            default:
                return [];
        }
    }

    private static IEnumerable<TextChange> Narrow(ExpressionSyntax value, EditedDocument document)
    {
        var terms = TermsOf(value).ToList();
        var kept = terms.Where(term => ValueOf(term, document) is not { } flags || (flags & Host) == 0).Select(term => term.ToString()).ToList();
        foreach (var all in terms.Where(term => ValueOf(term, document) is { } flags && flags != Host && (flags & Host) != 0))
        {
            var prefix = all is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "All" } access
                ? access.Expression + "."
                : all is IdentifierNameSyntax { Identifier.ValueText: "All" } ? "" : null;
            if (prefix is null)
            {
                return [];
            }

            foreach (var flag in new[] { prefix + "XForwardedFor", prefix + "XForwardedProto" }.Where(flag => !kept.Contains(flag)))
            {
                kept.Add(flag);
            }
        }

        var narrowed = string.Join(" | ", kept);

        // Flags that come under a name are narrowed where they get it.
        return kept.Count == 0 || narrowed == value.ToString() ? [] : [new(value.Span, narrowed)];
    }

    private static IEnumerable<ExpressionSyntax> TermsOf(ExpressionSyntax value) => value switch
    {
        BinaryExpressionSyntax both when both.IsKind(SyntaxKind.BitwiseOrExpression) => TermsOf(both.Left).Concat(TermsOf(both.Right)),
        ParenthesizedExpressionSyntax { Expression: BinaryExpressionSyntax inner } when inner.IsKind(SyntaxKind.BitwiseOrExpression) => TermsOf(inner),
        _ => [value],
    };

    private static int? ValueOf(ExpressionSyntax value, EditedDocument document)
        => document.Model.GetConstantValue(value) is { HasValue: true, Value: int flags } ? flags : null;
}
