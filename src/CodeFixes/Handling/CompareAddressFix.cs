using System.Collections.Immutable;
using ClientIpAnalyzers.Analyzers.Handling;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace ClientIpAnalyzers.CodeFixes.Handling;

/// <summary>CIP302: compares with a constant address as <c>Ip</c>, and a constant prefix of octets as a range.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(CompareAddressFix))]
public sealed class CompareAddressFix : TextFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(DiagnosticIds.AddressAsText);

    private protected override string Title => "Compare addresses, not their text";

    private protected override IEnumerable<TextChange> ChangesFor(SyntaxNode node, FixContext context)
    {
        var (whole, text, question) = node switch
        {
            BinaryExpressionSyntax comparison => OfComparison(comparison, context),
            InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: var compared } } call => OfCall(call, compared, context),
            _ => default,
        };
        if (whole is null || text is null || question is null)
        {
            yield break;
        }

        var isNegated = whole.IsKind(SyntaxKind.NotEqualsExpression);
        if (text is InvocationExpressionSyntax { ArgumentList.Arguments.Count: 0, Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ToString", Expression: var address } }
            && context.IsAddress(address))
        {
            var direct = question.Replace("#", "Ip.FromIPAddress(" + address + ")");
            yield return new TextChange(whole.Span, isNegated ? direct.Replace(" == ", " != ") : Enclosed(direct, whole));
            yield break;
        }

        var name = context.FreshName("address");
        var test = text is ConditionalAccessExpressionSyntax
            {
                Expression: var receiver,
                WhenNotNull: InvocationExpressionSyntax { ArgumentList.Arguments.Count: 0, Expression: MemberBindingExpressionSyntax { Name.Identifier.ValueText: "ToString" } },
            }
            && context.IsAddress(receiver)
                ? $"{receiver} is {{ }} {name} && {question.Replace("#", "Ip.FromIPAddress(" + name + ")")}"
                : $"Ip.TryParse({text}, out var {name}) && {question.Replace("#", name)}";
        yield return new TextChange(whole.Span, isNegated ? "!(" + test + ")" : FixContext.Enclose(test, whole, isConjunction: true));
    }

    private static (ExpressionSyntax? Whole, ExpressionSyntax? Text, string? Question) OfComparison(BinaryExpressionSyntax comparison, FixContext context)
    {
        var (text, literal) = context.ConstantText(comparison.Right) is null ? (comparison.Right, comparison.Left) : (comparison.Left, comparison.Right);
        return context.ConstantText(literal) is { } value && AddressLiterals.IsWhole(value) && !value.Contains("/")
            ? (comparison, text, "# == Ip.Parse(" + literal + ")")
            : default;
    }

    private static (ExpressionSyntax? Whole, ExpressionSyntax? Text, string? Question) OfCall(InvocationExpressionSyntax call, ExpressionSyntax text, FixContext context)
    {
        if (call.ArgumentList.Arguments.Count == 0 || context.ConstantText(call.ArgumentList.Arguments[0].Expression) is not { } value)
        {
            return default;
        }

        return ((MemberAccessExpressionSyntax)call.Expression).Name.Identifier.ValueText switch
        {
            "Equals" when AddressLiterals.IsWhole(value) && !value.Contains("/")
                => (call, text, "# == Ip.Parse(" + call.ArgumentList.Arguments[0].Expression + ")"),
            "StartsWith" when RangeOf(value) is { } range => (call, text, "CidrSet.Parse(\"" + range + "\").Contains(#)"),
            _ => default,
        };
    }

    /// <summary><c>192.168.</c> is <c>192.168.0.0/16</c>; a prefix that ends within an octet is no range.</summary>
    private static string? RangeOf(string prefix)
    {
        if (!prefix.EndsWith(".", StringComparison.Ordinal))
        {
            return null;
        }

        var octets = prefix.Count(character => character == '.');
        var address = prefix + string.Join(".", Enumerable.Repeat("0", Math.Max(0, 4 - octets)));
        return octets < 4 && AddressLiterals.IsWhole(address) ? address + "/" + (8 * octets) : null;
    }

    private static string Enclosed(string direct, ExpressionSyntax whole)
        => whole is BinaryExpressionSyntax || !direct.Contains(" == ") ? direct : FixContext.Enclose(direct, whole, isConjunction: true);
}
