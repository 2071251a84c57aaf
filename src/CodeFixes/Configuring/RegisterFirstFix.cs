using System.Collections.Immutable;
using ClientIpAnalyzers.Analyzers.Configuring;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace ClientIpAnalyzers.CodeFixes.Configuring;

/// <summary>CIP108: moves the statement, with the options it needs, before what comes too early; or says by an explicit call where what <c>WebApplication</c> inserts belongs.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(RegisterFirstFix))]
public sealed class RegisterFirstFix : TextEditFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(DiagnosticIds.RegisteredTooLate);

    private protected override string Title => "Put it before what needs it";

    private protected override IEnumerable<TextChange> Edit(Diagnostic diagnostic, EditedDocument document)
    {
        if (document.Find<StatementSyntax>(diagnostic.Location) is not ExpressionStatementSyntax statement
            || statement.Expression is not InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax receiver } } call
            || call.Span != diagnostic.Location.SourceSpan)
        {
            return [];
        }

        if (diagnostic.Properties.TryGetValue(RegisteredTooLateAnalyzer.InsertedProperty, out var inserted))
        {
            var indentation = document.IndentationAt(statement.SpanStart);
            var calls = string.Concat(inserted!.Split(',').Select(name => $"{document.NewLine}{indentation}{receiver}.{name}();"));
            return [new(new TextSpan(statement.Span.End, 0), calls)];
        }

        var statements = StatementsAround(statement).ToList();
        var place = diagnostic.AdditionalLocations.Count > 0 ? document.Find(diagnostic.AdditionalLocations[0]) : null;
        var to = statements.FindIndex(candidate => place is not null && candidate.Span.Contains(place.Span));
        var from = statements.IndexOf(statement);
        return to < 0 || to >= from ? [] : Move(statements, to, from, document);
    }

    private static IEnumerable<TextChange> Move(List<StatementSyntax> statements, int to, int from, EditedDocument document)
    {
        // Variables that are made in between have to come along, with everything that is done to them.
        var moved = new HashSet<StatementSyntax> { statements[from] };
        var between = statements.GetRange(to, from - to);
        for (var before = 0; before != moved.Count;)
        {
            before = moved.Count;
            var needed = between.OfType<LocalDeclarationStatementSyntax>()
                .Where(declaration => declaration.Declaration.Variables.Any(variable => moved.Any(other => Mentions(other, variable.Identifier.ValueText))))
                .ToList();
            moved.UnionWith(needed);
            moved.UnionWith(between.Where(other => needed.Any(declaration
                => declaration.Declaration.Variables.Any(variable => Mentions(other, variable.Identifier.ValueText)))));
        }

        if (moved.Contains(statements[to]))
        {
            return [];
        }

        var lines = moved.OrderBy(other => other.SpanStart).Select(other => document.Text.ToString(EditedDocument.WithComments(other)));
        var indentation = document.IndentationAt(statements[to].SpanStart);
        var insertion = string.Concat(lines.Select(line => line + document.NewLine + indentation));
        return moved.Select(other => document.Remove(EditedDocument.WithComments(other))).Append(new TextChange(new TextSpan(EditedDocument.WithComments(statements[to]).Start, 0), insertion));
    }

    private static bool Mentions(SyntaxNode node, string variable)
        => node.DescendantNodes().OfType<IdentifierNameSyntax>().Any(name => name.Identifier.ValueText == variable);

    private static IEnumerable<StatementSyntax> StatementsAround(StatementSyntax statement) => statement.Parent switch
    {
        BlockSyntax block => block.Statements,
        GlobalStatementSyntax { Parent: CompilationUnitSyntax unit } => unit.Members.OfType<GlobalStatementSyntax>().Select(member => member.Statement),
        _ => [],
    };
}
