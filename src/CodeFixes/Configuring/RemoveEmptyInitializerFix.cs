using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace ClientIpAnalyzers.CodeFixes.Configuring;

/// <summary>CIP104: takes the empty initializer out, which changes nothing.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(RemoveEmptyInitializerFix))]
public sealed class RemoveEmptyInitializerFix : TextEditFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(DiagnosticIds.EmptyInitializer);

    private protected override string Title => "Remove the empty initializer";

    private protected override IEnumerable<TextChange> Edit(Diagnostic diagnostic, EditedDocument document)
        => document.Find<AssignmentExpressionSyntax>(diagnostic.Location) is { Parent: InitializerExpressionSyntax initializer } assignment
            ? [document.Remove(initializer, assignment)]
            : [];
}
