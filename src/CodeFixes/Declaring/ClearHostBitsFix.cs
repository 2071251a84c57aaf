using System.Collections.Immutable;
using ClientIpAnalyzers.Analyzers.Declaring;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace ClientIpAnalyzers.CodeFixes.Declaring;

/// <summary>CIP510: writes the range with the bits beyond its prefix length cleared, which is what it means already.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ClearHostBitsFix))]
public sealed class ClearHostBitsFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(DiagnosticIds.HostBits);

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => ClearHostBitsFixAll.Instance;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        foreach (var diagnostic in context.Diagnostics)
        {
            if (root is not null && RangeLiteral.Find(root, diagnostic) is not null)
            {
                context.RegisterCodeFix(
                    CodeAction.Create(
                        $"Write '{diagnostic.Properties[DeclarationAnalyzer.ReplacementProperty]}'",
                        _ => Task.FromResult(ClearHostBitsFixAll.Fix(context.Document, root, ImmutableArray.Create(diagnostic))),
                        equivalenceKey: nameof(ClearHostBitsFix)),
                    diagnostic);
            }
        }
    }
}
