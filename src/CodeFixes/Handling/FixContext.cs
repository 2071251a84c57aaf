using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ClientIpAnalyzers.CodeFixes.Handling;

/// <summary>What the fixes of one document ask about expressions, and the names they have given away.</summary>
internal sealed class FixContext(SemanticModel model, SyntaxNode root, CancellationToken cancellation)
{
    private HashSet<string>? _names;

    public SemanticModel Model => model;

    public SyntaxNode Root => root;

    public CancellationToken Cancellation => cancellation;

    /// <summary>A name that nothing in the document has yet.</summary>
    public string FreshName(string wish)
    {
        _names ??= [.. root.DescendantTokens().Where(token => token.IsKind(SyntaxKind.IdentifierToken)).Select(token => token.ValueText)];
        var name = wish;
        for (var number = 2; !_names.Add(name); number++)
        {
            name = wish + number.ToString(CultureInfo.InvariantCulture);
        }

        return name;
    }

    public bool IsImported(int position, string imported)
        => model.LookupNamespacesAndTypes(position, name: "CidrSet").Any(symbol => symbol.ContainingNamespace?.ToDisplayString() == imported);

    public bool IsAddress(ExpressionSyntax expression)
    {
        for (var type = model.GetTypeInfo(expression, cancellation).Type; type is not null; type = type.BaseType)
        {
            if (type is { Name: "IPAddress", ContainingNamespace: { Name: "Net", ContainingNamespace.Name: "System" } })
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether the compiler knows that the value is not null.</summary>
    public bool IsNeverNull(ExpressionSyntax expression)
        => model.GetTypeInfo(expression, cancellation).Nullability.FlowState == NullableFlowState.NotNull
            || model.GetSymbolInfo(expression, cancellation).Symbol is IFieldSymbol { IsStatic: true, IsReadOnly: true, ContainingType.Name: "IPAddress" };

    public string? ConstantText(ExpressionSyntax expression)
        => model.GetConstantValue(expression, cancellation) is { HasValue: true, Value: string text } ? text : null;

    /// <summary>A variable or a chain of members, which can be written twice without being computed twice.</summary>
    public static bool IsPath(ExpressionSyntax expression) => expression switch
    {
        IdentifierNameSyntax or ThisExpressionSyntax or BaseExpressionSyntax => true,
        MemberAccessExpressionSyntax { RawKind: (int)SyntaxKind.SimpleMemberAccessExpression } member => IsPath(member.Expression),
        PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression } suppressed => IsPath(suppressed.Operand),
        _ => false,
    };

    /// <summary>The new text, in parentheses where it would otherwise be torn apart by what stands around.</summary>
    public static string Enclose(string text, ExpressionSyntax replaced, bool isConjunction = false)
        => replaced.Parent is ParenthesizedExpressionSyntax or ArgumentSyntax or EqualsValueClauseSyntax or ReturnStatementSyntax
                or ArrowExpressionClauseSyntax or AssignmentExpressionSyntax or IfStatementSyntax or WhileStatementSyntax or LambdaExpressionSyntax
            || (isConjunction && replaced.Parent is BinaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalAndExpression })
                ? text
                : "(" + text + ")";
}
