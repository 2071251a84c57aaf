using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace ClientIpAnalyzers.CodeFixes.Configuring;

/// <summary>CIP105: switches the two headers on, where the options are made or configured.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(EnableForwardedHeadersFix))]
public sealed class EnableForwardedHeadersFix : TextEditFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(DiagnosticIds.ForwardedHeadersNotEnabled);

    private protected override string Title => "Enable X-Forwarded-For and X-Forwarded-Proto";

    private const string Assignment = "ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto";

    private protected override IEnumerable<TextChange> Edit(Diagnostic diagnostic, EditedDocument document)
    {
        var place = diagnostic.AdditionalLocations.Count > 0 ? document.Find(diagnostic.AdditionalLocations[0]) : null;
        if (place is ArgumentSyntax argument)
        {
            place = argument.Expression;
        }

        var edit = place switch
        {
            BaseObjectCreationExpressionSyntax creation => Initialize(creation, document),
            AnonymousFunctionExpressionSyntax { Block: { } block } function when ParameterOf(function) is { } options => AtTheStart(block, options, document),
            AnonymousFunctionExpressionSyntax { ExpressionBody: { } body } function when ParameterOf(function) is { } options
                => new(body.Span, $"{{ {options}.{Assignment}; {body}; }}"),
            BaseMethodDeclarationSyntax { Body: { } block } method => AtTheStart(block, ParameterOf(method.ParameterList, document), document),
            LocalFunctionStatementSyntax { Body: { } block } function => AtTheStart(block, ParameterOf(function.ParameterList, document), document),
            null when diagnostic.AdditionalLocations.Count == 0 => AsArgument(diagnostic, document),
            _ => (TextChange?)null,
        };
        return edit is { } change ? document.ImportFlags(change.Span.Start).Append(change) : [];
    }

    private static TextChange Initialize(BaseObjectCreationExpressionSyntax creation, EditedDocument document)
    {
        if (creation.Initializer is { } initializer)
        {
            if (initializer.Expressions.FirstOrDefault() is not { } first)
            {
                return new(new TextSpan(initializer.OpenBraceToken.Span.End, 0), " " + Assignment);
            }

            var startsLine = document.IndentationAt(first.SpanStart).Length == document.Text.Lines.GetLinePosition(first.SpanStart).Character;
            return new(new TextSpan(first.SpanStart, 0), Assignment + "," + (startsLine ? document.NewLine + document.IndentationAt(first.SpanStart) : " "));
        }

        return creation is ObjectCreationExpressionSyntax { ArgumentList: { } arguments }
            ? new(arguments.Span, $" {{ {Assignment} }}")
            : new(new TextSpan(creation.Span.End, 0), $" {{ {Assignment} }}");
    }

    private static TextChange? AtTheStart(BlockSyntax block, string? options, EditedDocument document)
    {
        if (options is null)
        {
            return null;
        }

        var statement = $"{options}.{Assignment};";
        if (block.Statements.FirstOrDefault() is not { } first)
        {
            return new(new TextSpan(block.OpenBraceToken.Span.End, 0), " " + statement);
        }

        var isOnItsOwnLine = document.Text.Lines.GetLineFromPosition(block.OpenBraceToken.SpanStart).LineNumber
            != document.Text.Lines.GetLineFromPosition(first.SpanStart).LineNumber;
        return new(new TextSpan(first.SpanStart, 0), statement + (isOnItsOwnLine ? document.NewLine + document.IndentationAt(first.SpanStart) : " "));
    }

    private static TextChange? AsArgument(Diagnostic diagnostic, EditedDocument document)
        => document.Find<InvocationExpressionSyntax>(diagnostic.Location) is { ArgumentList: { Arguments.Count: 0 } list }
            ? new(new TextSpan(list.OpenParenToken.Span.End, 0), $"new ForwardedHeadersOptions {{ {Assignment} }}")
            : null;

    private static string? ParameterOf(AnonymousFunctionExpressionSyntax function) => function switch
    {
        SimpleLambdaExpressionSyntax simple => simple.Parameter.Identifier.ValueText,
        ParenthesizedLambdaExpressionSyntax { ParameterList.Parameters: [{ } first, ..] } => first.Identifier.ValueText,
        AnonymousMethodExpressionSyntax { ParameterList.Parameters: [{ } first, ..] } => first.Identifier.ValueText,
        _ => null,
    };

    private static string? ParameterOf(ParameterListSyntax list, EditedDocument document)
        => list.Parameters.FirstOrDefault(parameter => document.Model.GetDeclaredSymbol(parameter) is { Type.Name: "ForwardedHeadersOptions" })?.Identifier.ValueText;
}
