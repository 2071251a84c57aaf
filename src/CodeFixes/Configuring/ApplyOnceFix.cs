using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace ClientIpAnalyzers.CodeFixes.Configuring;

/// <summary>CIP107: removes the second call of <c>UseForwardedHeaders</c>.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ApplyOnceFix))]
public sealed class ApplyOnceFix : TextEditFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(DiagnosticIds.AppliedTwice);

    private protected override string Title => "Remove the second call";

    private protected override IEnumerable<TextChange> Edit(Diagnostic diagnostic, EditedDocument document)
    {
        if (document.Find<InvocationExpressionSyntax>(diagnostic.Location) is not { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "UseForwardedHeaders" } access } call)
        {
            return [];
        }

        // In the middle or at the end of a chain only the link goes.
        return call.Parent is MemberAccessExpressionSyntax || access.Expression is InvocationExpressionSyntax
            ? [new(TextSpan.FromBounds(access.Expression.Span.End, call.Span.End), "")]
            : call.Parent is ExpressionStatementSyntax statement ? [document.Remove(statement)] : [];
    }
}
