using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace ClientIpAnalyzers.CodeFixes.Handling;

/// <summary>
/// CIP304: the network becomes a <c>CidrSet</c>, where it is read from a constant at the call, or in a local or
/// private field that is only ever asked what it contains.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UseCidrSetFix))]
public sealed class UseCidrSetFix : TextFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(DiagnosticIds.FrameworkNetwork);

    private protected override string Title => "Use CidrSet";

    private protected override IEnumerable<TextChange> ChangesFor(SyntaxNode node, FixContext context)
    {
        if (node is not InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: var network } } question)
        {
            return [];
        }

        return IsParse(network, context)
            ? [RetypeParse(network), WrapAddress(question)]
            : OfVariable(network, context);
    }

    private static List<TextChange> OfVariable(ExpressionSyntax network, FixContext context)
    {
        if (network is not IdentifierNameSyntax
            || context.Model.GetSymbolInfo(network, context.Cancellation).Symbol is not { } variable
            || variable is not (ILocalSymbol or IFieldSymbol { DeclaredAccessibility: Accessibility.Private })
            || variable.ContainingType?.DeclaringSyntaxReferences.Length > 1
            || variable.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(context.Cancellation) is not VariableDeclaratorSyntax
            {
                Initializer.Value: var value,
                Parent: VariableDeclarationSyntax { Variables.Count: 1 } declaration,
            }
            || value.SyntaxTree != context.Root.SyntaxTree
            || !IsParse(value, context))
        {
            return [];
        }

        var changes = new List<TextChange> { RetypeParse(value) };
        if (!declaration.Type.IsVar)
        {
            changes.Add(new TextChange(declaration.Type.Span, "CidrSet"));
        }

        foreach (var use in context.Root.DescendantNodes().OfType<IdentifierNameSyntax>().Where(name => name.Identifier.ValueText == variable.Name))
        {
            if (!SymbolEqualityComparer.Default.Equals(context.Model.GetSymbolInfo(use, context.Cancellation).Symbol, variable))
            {
                continue;
            }

            if (use.Parent is not MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Contains", Parent: InvocationExpressionSyntax { ArgumentList.Arguments.Count: 1 } question } access
                || access.Expression != use)
            {
                return [];
            }

            changes.Add(WrapAddress(question));
        }

        return changes;
    }

    /// <summary><c>IPNetwork.Parse("...")</c>, however the type is written.</summary>
    private static bool IsParse(ExpressionSyntax expression, FixContext context)
        => expression is InvocationExpressionSyntax { ArgumentList.Arguments: [var text], Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Parse" } }
            && context.ConstantText(text.Expression) is not null;

    private static TextChange RetypeParse(ExpressionSyntax parse)
        => new(((MemberAccessExpressionSyntax)((InvocationExpressionSyntax)parse).Expression).Expression.Span, "CidrSet");

    private static TextChange WrapAddress(InvocationExpressionSyntax question)
    {
        var address = question.ArgumentList.Arguments[0].Expression;
        return new(address.Span, "Ip.FromIPAddress(" + address + ")");
    }
}
