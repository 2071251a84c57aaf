using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace ClientIpAnalyzers.CodeFixes.Reading;

/// <summary>Replaces reads of the peer or of a raw header by the client that the application's policy resolves.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UseAccessorFixProvider))]
public sealed class UseAccessorFixProvider : CodeFixProvider
{
    internal const string Title = "Use the resolved client address";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(
        DiagnosticIds.RemoteAddressIsThePeer, DiagnosticIds.UncheckedHeader, DiagnosticIds.LeftmostEntry,
        DiagnosticIds.AddressFromHeader, DiagnosticIds.BoundHeader, DiagnosticIds.CgiName,
        DiagnosticIds.UnverifiedDecision, DiagnosticIds.ForgeableLimitKey, DiagnosticIds.LocalRequest);

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => UseAccessorFixAllProvider.Instance;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        // Razor's generated code is not the code that somebody wrote.
        if (context.Document is SourceGeneratedDocument)
        {
            return;
        }

        foreach (var diagnostic in context.Diagnostics)
        {
            var diagnostics = ImmutableArray.Create(diagnostic);
            if (await DocumentRewrite.ApplyAsync(context.Document, diagnostics, context.CancellationToken).ConfigureAwait(false) is null)
            {
                continue;
            }

            context.RegisterCodeFix(
                CodeAction.Create(Title, cancellation => FixAsync(context.Document, diagnostics, cancellation), equivalenceKey: Title),
                diagnostic);
        }
    }

    private static async Task<Solution> FixAsync(Document document, ImmutableArray<Diagnostic> diagnostics, CancellationToken cancellation)
    {
        var text = await DocumentRewrite.ApplyAsync(document, diagnostics, cancellation).ConfigureAwait(false);
        return text is null
            ? document.Project.Solution
            : await PolicyDeclaration.EnsureAsync(
                document.Project.Solution.WithDocumentText(document.Id, text), document.Id, cancellation).ConfigureAwait(false);
    }
}
