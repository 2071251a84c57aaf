using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace ClientIpAnalyzers.CodeFixes.Handling;

/// <summary>
/// CIP303: maps only what is mapped: <c>ip.IsIPv4MappedToIPv6 ? ip.MapToIPv4() : ip</c>, also in place of removing
/// <c>::ffff:</c> from the text.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(CheckMappedFix))]
public sealed class CheckMappedFix : TextFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(DiagnosticIds.MappedAddress);

    private protected override string Title => "Map only an IPv4-mapped address";

    private protected override IEnumerable<TextChange> ChangesFor(SyntaxNode node, FixContext context)
    {
        if (node.FirstAncestorOrSelf<InvocationExpressionSyntax>() is not { } call || AddressOf(call, context) is not var (address, end, isConditional, asText))
        {
            yield break;
        }

        var value = isConditional || !context.IsNeverNull(address) && context.Model.GetTypeInfo(address).Nullability.FlowState == NullableFlowState.MaybeNull
            ? $"{address} is {{ IsIPv4MappedToIPv6: true }} ? {address}.MapToIPv4() : {address}"
            : $"{address}.IsIPv4MappedToIPv6 ? {address}.MapToIPv4() : {address}";
        var chain = isConditional ? (ExpressionSyntax)address.Parent! : call;
        var isWhole = chain.Span.End == end;
        var rest = asText ? (isConditional ? "?.ToString()" : ".ToString()") : "";
        var next = context.Root.FindToken(end).ValueText;
        if (!asText && isConditional && !isWhole && next is not ("." or "[" or "?"))
        {
            yield break;
        }

        // What followed "?." depended on it, and so it does now.
        var link = !asText && isConditional && !isWhole && next != "?" ? "?" : "";
        yield return new TextChange(
            TextSpan.FromBounds(address.SpanStart, end),
            (isWhole && rest.Length == 0 ? FixContext.Enclose(value, chain) : "(" + value + ")") + rest + link);
    }

    /// <summary>The address that is mapped, where its mapping ends, and whether it is reached by <c>?.</c>.</summary>
    private static (ExpressionSyntax Address, int End, bool IsConditional, bool AsText)? AddressOf(InvocationExpressionSyntax call, FixContext context)
    {
        var isReplace = NameOf(call) == "Replace";
        if (isReplace && (call.ArgumentList.Arguments.Count < 2 || context.ConstantText(call.ArgumentList.Arguments[1].Expression) != ""
            || context.ConstantText(call.ArgumentList.Arguments[0].Expression)?.EndsWith(":", StringComparison.Ordinal) != true))
        {
            return null;
        }

        var mapping = isReplace && call.Expression is MemberAccessExpressionSyntax { Expression: InvocationExpressionSyntax inner } && NameOf(inner) == "ToString" ? inner : call;
        if (NameOf(mapping) != (isReplace ? "ToString" : "MapToIPv4"))
        {
            return null;
        }

        switch (mapping.Expression)
        {
            case MemberAccessExpressionSyntax { Expression: var address } when FixContext.IsPath(address) && context.IsAddress(address):
                return (address, call.Span.End, false, isReplace);
            case MemberBindingExpressionSyntax when mapping.Ancestors().OfType<ConditionalAccessExpressionSyntax>()
                    .FirstOrDefault(access => access.WhenNotNull.SpanStart == mapping.SpanStart) is { Parent: not ConditionalAccessExpressionSyntax } access
                && FixContext.IsPath(access.Expression) && context.IsAddress(access.Expression):
                return (access.Expression, call.Span.End, true, isReplace);
            default:
                return null;
        }
    }

    private static string? NameOf(InvocationExpressionSyntax call) => call.Expression switch
    {
        MemberAccessExpressionSyntax member => member.Name.Identifier.ValueText,
        MemberBindingExpressionSyntax binding => binding.Name.Identifier.ValueText,
        _ => null,
    };
}
