using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace ClientIpAnalyzers.CodeFixes.Handling;

/// <summary>CIP306: refuses the unknown as well: <c>ip is null || denied.Contains(ip)</c>.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(DecideUnknownFix))]
public sealed class DecideUnknownFix : TextFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(DiagnosticIds.UnknownPasses);

    private protected override string Title => "Refuse a client without an address";

    private protected override IEnumerable<TextChange> ChangesFor(SyntaxNode node, FixContext context)
    {
        if (node is not InvocationExpressionSyntax question)
        {
            return [];
        }

        if (question.Parent is BinaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalAndExpression } and && and.Right == question)
        {
            return and.Parent is not BinaryExpressionSyntax && Opposite(and.Left) is { } unknown
                ? [new TextChange(and.Left.Span, unknown), new TextChange(and.OperatorToken.Span, "||")]
                : [];
        }

        if (question.ArgumentList.Arguments is not [{ Expression: var address }] || !FixContext.IsPath(address))
        {
            return [];
        }

        var tested = address is PostfixUnaryExpressionSyntax suppressed ? suppressed.Operand : address;
        if (question.Parent is PrefixUnaryExpressionSyntax { Parent: BinaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalOrExpression } either } negated
            && either.Right == negated
            && either.Left.DescendantNodes().Any(part => SyntaxFactory.AreEquivalent(part, tested)))
        {
            return either.Parent is not BinaryExpressionSyntax && Known(either.Left) is { } known
                ? [new TextChange(either.Left.Span, known), new TextChange(either.OperatorToken.Span, "&&")]
                : [];
        }

        var isText = context.Model.GetTypeInfo(address, context.Cancellation).Type?.SpecialType == SpecialType.System_String;
        return question.Parent switch
        {
            PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalNotExpression } not => [new TextChange(
                not.Span,
                FixContext.Enclose((isText ? $"!string.IsNullOrEmpty({tested})" : $"{tested} is not null") + " && " + not, not, isConjunction: true))],
            IfStatementSyntax => [new TextChange(
                new TextSpan(question.SpanStart, 0),
                (isText ? $"string.IsNullOrEmpty({tested})" : $"{tested} is null") + " || ")],
            _ => [],
        };
    }

    /// <summary>The test for none, turned into one for an address.</summary>
    private static string? Known(ExpressionSyntax test) => test switch
    {
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.EqualsExpression } equals => equals.Left + " != " + equals.Right,
        IsPatternExpressionSyntax { Pattern: ConstantPatternSyntax none } asked => asked.Expression + " is not " + none,
        InvocationExpressionSyntax or MemberAccessExpressionSyntax => "!" + test,
        _ => null,
    };

    /// <summary>The test for an address, turned into one for none.</summary>
    private static string? Opposite(ExpressionSyntax test) => test switch
    {
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.NotEqualsExpression } differs => differs.Left + " == " + differs.Right,
        IsPatternExpressionSyntax { Pattern: UnaryPatternSyntax { RawKind: (int)SyntaxKind.NotPattern } not } asked => asked.Expression + " is " + not.Pattern,
        IsPatternExpressionSyntax { Pattern: RecursivePatternSyntax or DeclarationPatternSyntax } asked => asked.Expression + " is not " + asked.Pattern,
        PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalNotExpression } not => not.Operand.ToString(),
        InvocationExpressionSyntax or MemberAccessExpressionSyntax => "!" + test,
        _ => null,
    };
}
