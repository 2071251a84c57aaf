using System.Collections.Immutable;
using ClientIpAnalyzers.Analyzers.Configuring;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace ClientIpAnalyzers.CodeFixes.Configuring;

/// <summary>CIP106: drops the argument, so that the options of the container hold.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(DropOptionsFix))]
public sealed class DropOptionsFix : TextEditFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(DiagnosticIds.IgnoredOptions);

    private protected override string Title => "Use the configured options";

    private protected override IEnumerable<TextChange> Edit(Diagnostic diagnostic, EditedDocument document)
    {
        if (!diagnostic.Properties.ContainsKey(IgnoredOptionsAnalyzer.CanDropProperty)
            || document.Find<ArgumentSyntax>(diagnostic.Location) is not { Parent: ArgumentListSyntax list } argument)
        {
            return [];
        }

        var index = list.Arguments.IndexOf(argument);
        var start = index > 0 ? list.Arguments.GetSeparator(index - 1).SpanStart : argument.SpanStart;
        return [new(TextSpan.FromBounds(start, argument.Span.End), "")];
    }
}
