using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace ClientIpAnalyzers.CodeFixes.Reading;

/// <summary>
/// Works out the text that replaces one read by the accessor: what stands before the read and leads to the
/// <c>HttpContext</c> is kept, null-conditional operators included, and what follows keeps its meaning.
/// </summary>
internal sealed class AccessorRewrite(SemanticModel model, SyntaxNode root, CancellationToken cancellation)
{
    private const string AsAddress = "ToIPAddress()";
    private const string AsText = "Address?.ToString()";

    /// <summary>The change for a diagnostic; null where no <c>HttpContext</c> is in reach or the shape is not known.</summary>
    public TextChange? ChangeFor(Diagnostic diagnostic)
    {
        var node = root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true);
        switch (diagnostic.Id)
        {
            case DiagnosticIds.RemoteAddressIsThePeer:
                return ForRemoteAddress(node);
            case DiagnosticIds.UncheckedHeader:
                return ForHeader(node, wholeParse: false, node);
            case DiagnosticIds.LeftmostEntry when diagnostic.AdditionalLocations.Count > 0
                && diagnostic.AdditionalLocations[0].SourceTree == root.SyntaxTree:
                var read = root.FindNode(diagnostic.AdditionalLocations[0].SourceSpan, getInnermostNodeForTie: true);
                return ForHeader(read, wholeParse: true, node);
            default:
                return null;
        }
    }

    private TextChange? ForRemoteAddress(SyntaxNode node)
    {
        if (node.FirstAncestorOrSelf<SubpatternSyntax>() is { } part && part.ExpressionColon?.Span.Contains(node.Span) == true)
        {
            return ForPattern(part);
        }

        var access = node as ExpressionSyntax;
        if (access is SimpleNameSyntax { Parent: MemberAccessExpressionSyntax or MemberBindingExpressionSyntax } name)
        {
            access = (ExpressionSyntax)name.Parent!;
        }

        var receiver = access is null ? null : ReceiverOf(access);
        var start = receiver is null ? null : ContextBefore(receiver);
        if (access is null || start is null)
        {
            return null;
        }

        var (end, isText, keepsNonNull) = Suffix(access);
        return new TextChange(
            TextSpan.FromBounds(start.Value.Position, end),
            start.Value.Text + (isText ? AsText : AsAddress) + (keepsNonNull ? "!" : ""));
    }

    /// <summary><c>ctx.Connection is { RemoteIpAddress: { } a }</c>: the pattern moves from the connection to the address.</summary>
    private TextChange? ForPattern(SubpatternSyntax part)
    {
        if (part.Parent is not PropertyPatternClauseSyntax { Subpatterns.Count: 1, Parent: RecursivePatternSyntax { Type: null, Designation: null, PositionalPatternClause: null } pattern }
            || pattern.Parent is not IsPatternExpressionSyntax test
            || part.NameColon is null
            || ContextBefore(test.Expression) is not { } start)
        {
            return null;
        }

        return new TextChange(
            TextSpan.FromBounds(start.Position, test.Span.End),
            start.Text + AsAddress + " is " + part.Pattern);
    }

    /// <summary>
    /// Where the replaced text begins and what it begins with, for an expression that is a <c>ConnectionInfo</c>, the
    /// connection feature, an <c>HttpRequest</c> or the request's headers.
    /// </summary>
    private (int Position, string Text)? ContextBefore(ExpressionSyntax expression)
    {
        expression = Strip(expression);
        if (OwnAccessor(expression) is { } own)
        {
            return (ChainStart(expression), own + ".");
        }

        switch (expression)
        {
            // ctx.Connection, ctx?.Connection, ctx.Request: the part after the context is replaced.
            case MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Connection" or "Request" } member when IsContext(member.Expression):
                return (member.Name.SpanStart, "GetClientIp().");
            case MemberBindingExpressionSyntax { Name.Identifier.ValueText: "Connection" or "Request" } binding when IsContext(ReceiverOf(binding)):
                return (binding.Name.SpanStart, "GetClientIp().");

            // ctx.Features.Get<IHttpConnectionFeature>()
            case InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Get" or "GetRequiredFeature", Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Features" } features } }
                when IsContext(features.Expression):
                return (features.Name.SpanStart, "GetClientIp().");

            // request.Headers: step to the request.
            case MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Headers" } headers when IsType(headers.Expression, "Microsoft.AspNetCore.Http.HttpRequest"):
                return ContextBefore(headers.Expression) ?? (headers.Name.SpanStart, "HttpContext.GetClientIp().");
            case MemberBindingExpressionSyntax { Name.Identifier.ValueText: "Headers" } headers when IsType(ReceiverOf(headers), "Microsoft.AspNetCore.Http.HttpRequest"):
                return (headers.Name.SpanStart, "HttpContext.GetClientIp().");

            // Request in a controller or page: its neighbour is the context.
            case IdentifierNameSyntax identifier when model.GetSymbolInfo(identifier, cancellation).Symbol is IPropertySymbol { Name: "Request", IsStatic: false, ContainingType: { } owner }
                && HasContextProperty(owner):
                return (identifier.SpanStart, "HttpContext.GetClientIp().");

            // var connection = ctx.Connection: the context is where the alias came from.
            case IdentifierNameSyntax identifier when model.GetSymbolInfo(identifier, cancellation).Symbol is ILocalSymbol local
                && local.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellation) is VariableDeclaratorSyntax { Initializer.Value: { } value }
                && AliasedContext(value) is { } context:
                return (identifier.SpanStart, context + ".GetClientIp().");
            default:
                return null;
        }
    }

    private string? AliasedContext(ExpressionSyntax value) => value switch
    {
        MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Connection" or "Request", Expression: IdentifierNameSyntax or MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax } } member
            when IsContext(member.Expression) => member.Expression.ToString(),
        MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Headers", Expression: { } request } => RequestContext(request),
        _ => null,
    };

    private string? RequestContext(ExpressionSyntax request)
        => AliasedContext(request)
            ?? (request is IdentifierNameSyntax && IsType(request, "Microsoft.AspNetCore.Http.HttpRequest") ? request + ".HttpContext" : null);

    private TextChange? ForHeader(SyntaxNode read, bool wholeParse, SyntaxNode taking)
    {
        if (read is not ElementAccessExpressionSyntax access)
        {
            if (!wholeParse || read.FirstAncestorOrSelf<InvocationExpressionSyntax>() is not { Expression: MemberAccessExpressionSyntax called } || read.FirstAncestorOrSelf<InvocationExpressionSyntax>() is not { } call)
            {
                return null;
            }

            return ContextBefore(called.Expression) is { } from && taking.Span.Contains(call.Span) ? Whole(from, taking) : null;
        }

        if (ContextBefore(access.Expression) is not { } start)
        {
            return null;
        }

        if (wholeParse)
        {
            return taking.Span.Contains(start.Position) || ChainOf(taking).Span.Contains(start.Position) ? Whole(start, taking) : null;
        }

        var (end, isText, keepsNonNull) = Suffix(access);
        return isText || IsUsedAsText(access)
            ? new TextChange(TextSpan.FromBounds(start.Position, end), start.Text + AsText + (keepsNonNull ? "!" : ""))
            : null;
    }

    /// <summary>A whole parse goes, together with the trimming that follows it.</summary>
    private static TextChange? Whole((int Position, string Text) start, SyntaxNode taking)
    {
        var end = taking.Span.End;
        SyntaxNode current = taking;
        while (true)
        {
            var next = current.Parent is ConditionalAccessExpressionSyntax chain && chain.WhenNotNull == current ? chain : current;
            if (next.Parent is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Trim" or "ToString" } member
                && member.Expression == next && member.Parent is InvocationExpressionSyntax call)
            {
                (current, end) = (call, call.Span.End);
            }
            else if (next.Parent is ConditionalAccessExpressionSyntax { WhenNotNull: InvocationExpressionSyntax { Expression: MemberBindingExpressionSyntax { Name.Identifier.ValueText: "Trim" or "ToString" } } } trimmed
                && trimmed.Expression == next)
            {
                (current, end) = (trimmed, trimmed.Span.End);
            }
            else
            {
                return new TextChange(TextSpan.FromBounds(start.Position, end), start.Text + AsText);
            }
        }
    }

    /// <summary>How far the text conversion after a read reaches, and whether there is one.</summary>
    private static (int End, bool IsText, bool KeepsNonNull) Suffix(ExpressionSyntax read)
    {
        ExpressionSyntax current = read;
        var suppressed = false;
        if (current.Parent is PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression } suppression)
        {
            (current, suppressed) = (suppression, true);
        }

        // The read may end the right side of one ?. and be the left side of the next.
        var whole = current;
        while (whole.Parent is ConditionalAccessExpressionSyntax outer && outer.WhenNotNull == whole)
        {
            whole = outer;
        }

        if (current.Parent is MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax { ArgumentList.Arguments.Count: 0 } call } member
            && member.Expression == current && IsTextMethod(member.Name))
        {
            return (call.Span.End, true, suppressed && call.Parent is not (MemberAccessExpressionSyntax or ConditionalAccessExpressionSyntax or ElementAccessExpressionSyntax));
        }

        if (current.Parent is ElementAccessExpressionSyntax { ArgumentList.Arguments: [{ Expression: LiteralExpressionSyntax { Token.ValueText: "0" } }] } element
            && element.Expression == current)
        {
            return (element.Span.End, true, false);
        }

        if (whole.Parent is ConditionalAccessExpressionSyntax { WhenNotNull: InvocationExpressionSyntax { ArgumentList.Arguments.Count: 0, Expression: MemberBindingExpressionSyntax binding } next }
            && IsTextMethod(binding.Name))
        {
            return (next.Span.End, true, false);
        }

        if (current.Parent is ConditionalAccessExpressionSyntax { WhenNotNull: InvocationExpressionSyntax { ArgumentList.Arguments.Count: 0, Expression: MemberBindingExpressionSyntax inner } last } access
            && access.Expression == current && IsTextMethod(inner.Name))
        {
            return (last.Span.End, true, false);
        }

        return (current.Span.End, false, suppressed && false);
    }

    private static bool IsTextMethod(SimpleNameSyntax name)
        => name.Identifier.ValueText is "ToString" or "FirstOrDefault" or "First" or "SingleOrDefault" or "Single" or "LastOrDefault" or "Last";

    private bool IsUsedAsText(ExpressionSyntax read)
    {
        var converted = model.GetTypeInfo(read, cancellation).ConvertedType;
        return converted?.SpecialType == SpecialType.System_String || read.Parent is InterpolationSyntax;
    }

    private string? OwnAccessor(ExpressionSyntax at)
    {
        if (model.GetEnclosingSymbol(at.SpanStart, cancellation) is not { IsStatic: false })
        {
            return null;
        }

        return model.LookupSymbols(at.SpanStart, name: "ClientIp").OfType<IPropertySymbol>()
            .Any(property => !property.IsStatic && property.Type.ToDisplayString() == "ClientIpAnalyzers.ClientIp")
                ? "ClientIp"
                : null;
    }

    private bool IsContext(ExpressionSyntax? expression) => IsType(expression, "Microsoft.AspNetCore.Http.HttpContext");

    private bool IsType(ExpressionSyntax? expression, string name)
    {
        if (expression is null)
        {
            return false;
        }

        for (var type = model.GetTypeInfo(expression, cancellation).Type; type is not null; type = type.BaseType)
        {
            if (type.WithNullableAnnotation(NullableAnnotation.None).ToDisplayString() == name)
            {
                return true;
            }
        }

        return false;
    }

    private static bool HasContextProperty(INamedTypeSymbol type)
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            if (current.GetMembers("HttpContext").OfType<IPropertySymbol>().Any(property => property.Type.Name == "HttpContext"))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>What a member is reached through, also across <c>?.</c>.</summary>
    private static ExpressionSyntax? ReceiverOf(ExpressionSyntax access) => access switch
    {
        MemberAccessExpressionSyntax member => Strip(member.Expression),
        MemberBindingExpressionSyntax => access.Ancestors().OfType<ConditionalAccessExpressionSyntax>()
            .FirstOrDefault(chain => chain.WhenNotNull.Span.Contains(access.Span)) is { } chain
                ? LastOf(chain.Expression)
                : null,
        _ => null,
    };

    /// <summary>The member that an expression before a <c>?.</c> ends in, which is what is tested for null.</summary>
    private static ExpressionSyntax LastOf(ExpressionSyntax expression)
        => Strip(expression) is ConditionalAccessExpressionSyntax chain ? LastOf(chain.WhenNotNull) : Strip(expression);

    private static ExpressionSyntax Strip(ExpressionSyntax expression)
    {
        while (true)
        {
            switch (expression)
            {
                case ParenthesizedExpressionSyntax parenthesized:
                    expression = parenthesized.Expression;
                    break;
                case PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression } suppressed:
                    expression = suppressed.Operand;
                    break;
                default:
                    return expression;
            }
        }
    }

    private static int ChainStart(SyntaxNode node) => ChainOf(node).SpanStart;

    private static SyntaxNode ChainOf(SyntaxNode node)
    {
        while (node.Parent is MemberAccessExpressionSyntax or ConditionalAccessExpressionSyntax or InvocationExpressionSyntax or ElementAccessExpressionSyntax
            or PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression })
        {
            node = node.Parent;
        }

        return node;
    }
}
