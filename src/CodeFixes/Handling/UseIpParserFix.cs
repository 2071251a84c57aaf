using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace ClientIpAnalyzers.CodeFixes.Handling;

/// <summary>
/// CIP305: reads the text with <c>Ip</c>. Where an <c>IPAddress</c> is needed afterwards it is made of the <c>Ip</c>,
/// so that the rest of the code stays as it is.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UseIpParserFix))]
public sealed class UseIpParserFix : TextFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(DiagnosticIds.LenientParsing);

    private protected override string Title => "Read the address with Ip";

    private protected override IEnumerable<TextChange> ChangesFor(SyntaxNode node, FixContext context)
    {
        if (node is not InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: var name } parser } call)
        {
            return [];
        }

        var retype = new TextChange(parser.Expression.Span, "Ip");
        return name switch
        {
            "Parse" when call.ArgumentList.Arguments.Count == 1 => [retype, new TextChange(new TextSpan(call.Span.End, 0), ".ToIPAddress()")],
            "TryParse" when call.ArgumentList.Arguments.Count == 2 && call.Parent is not ExpressionStatementSyntax
                && OfResult(call.ArgumentList.Arguments[1].Expression, context) is { } changes => changes.Prepend(retype),
            _ => [],
        };
    }

    private static List<TextChange>? OfResult(ExpressionSyntax result, FixContext context)
    {
        if (result is IdentifierNameSyntax { Identifier.ValueText: "_" } or DeclarationExpressionSyntax { Designation: DiscardDesignationSyntax, Type.IsVar: true })
        {
            return [];
        }

        if (result is not DeclarationExpressionSyntax { Designation: SingleVariableDesignationSyntax designation } declaration
            || context.Model.GetDeclaredSymbol(designation, context.Cancellation) is not { } variable)
        {
            return null;
        }

        var changes = new List<TextChange>();
        if (!declaration.Type.IsVar)
        {
            changes.Add(new TextChange(declaration.Type.Span, "Ip"));
        }

        foreach (var use in context.Root.DescendantNodes().OfType<IdentifierNameSyntax>().Where(name => name.Identifier.ValueText == variable.Name))
        {
            if (!SymbolEqualityComparer.Default.Equals(context.Model.GetSymbolInfo(use, context.Cancellation).Symbol, variable))
            {
                continue;
            }

            switch (use.Parent)
            {
                case MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ToString", Parent: InvocationExpressionSyntax { ArgumentList.Arguments.Count: 0 } } text when text.Expression == use:
                case InterpolationSyntax:
                    break;

                // What asks about null, or writes to the variable, would mean something else.
                case ConditionalAccessExpressionSyntax or PostfixUnaryExpressionSyntax or IsPatternExpressionSyntax or AssignmentExpressionSyntax
                    or ArgumentSyntax { RefKindKeyword.RawKind: not (int)SyntaxKind.None }
                    or BinaryExpressionSyntax { RawKind: (int)SyntaxKind.EqualsExpression or (int)SyntaxKind.NotEqualsExpression or (int)SyntaxKind.CoalesceExpression }:
                    return null;
                default:
                    changes.Add(new TextChange(new TextSpan(use.Span.End, 0), ".ToIPAddress()"));
                    break;
            }
        }

        return changes;
    }
}
