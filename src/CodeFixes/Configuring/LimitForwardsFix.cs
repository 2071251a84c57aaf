using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace ClientIpAnalyzers.CodeFixes.Configuring;

/// <summary>CIP103: sets the limit to the default of one and says what to fill in.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(LimitForwardsFix))]
public sealed class LimitForwardsFix : TextEditFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(DiagnosticIds.NoForwardLimit);

    private protected override string Title => "Limit to one proxy";

    private protected override IEnumerable<TextChange> Edit(Diagnostic diagnostic, EditedDocument document)
        => document.Find<AssignmentExpressionSyntax>(diagnostic.Location) is { } assignment
            ? [new(assignment.Right.Span, "1 /* the number of proxies in front of the application */")]
            : [];
}
