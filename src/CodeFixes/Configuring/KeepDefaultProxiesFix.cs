using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace ClientIpAnalyzers.CodeFixes.Configuring;

/// <summary>CIP101, CIP111: takes the calls of <c>Clear</c> out, so that this machine stays trusted and nobody else is by mistake.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(KeepDefaultProxiesFix))]
public sealed class KeepDefaultProxiesFix : TextEditFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(DiagnosticIds.TrustsEverybody, DiagnosticIds.ConditionalRefill);

    private protected override string Title => "Keep the default proxies";

    private protected override IEnumerable<TextChange> Edit(Diagnostic diagnostic, EditedDocument document)
    {
        if (document.Find<ExpressionStatementSyntax>(diagnostic.Location) is not { } emptied
            || !emptied.Expression.Span.Contains(diagnostic.Location.SourceSpan)
            || emptied.Expression.DescendantNodesAndSelf().Any(node => node is AnonymousFunctionExpressionSyntax))
        {
            return [];
        }

        // What is added afterwards says who is trusted; without it the code has to say what is missing.
        var comment = diagnostic.Id == DiagnosticIds.TrustsEverybody ? TrustedListStatements.Comment : null;
        return TrustedListStatements.ClearsAround(emptied)
            .Where(statement => statement != emptied)
            .Select(statement => document.Remove(statement))
            .Append(document.Remove(emptied, comment));
    }
}
