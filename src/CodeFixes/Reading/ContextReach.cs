using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ClientIpAnalyzers.CodeFixes.Reading;

/// <summary>
/// Finds the way to the request's answer: what stands before a read and leads to the <c>HttpContext</c> is kept,
/// null-conditional operators included.
/// </summary>
internal sealed class ContextReach(SemanticModel model, CancellationToken cancellation)
{
    /// <summary>
    /// Where the replaced text begins and what it begins with, for an expression that is a <c>ConnectionInfo</c>, the
    /// connection feature, an <c>HttpRequest</c> or the request's headers.
    /// </summary>
    public (int Position, string Text)? Before(ExpressionSyntax expression)
    {
        expression = expression.Strip();
        if (OwnAccessor(expression) is { } own)
        {
            return (expression.ChainStart(), own + ".");
        }

        switch (expression)
        {
            // ctx.Connection, ctx?.Connection, ctx.Request: the part after the context is replaced.
            case MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Connection" or "Request" } member when IsContext(member.Expression):
                return (member.Name.SpanStart, "GetClientIp().");
            case MemberBindingExpressionSyntax { Name.Identifier.ValueText: "Connection" or "Request" } binding when IsContext(binding.Receiver()):
                return (binding.Name.SpanStart, "GetClientIp().");

            // ctx.Features.Get<IHttpConnectionFeature>()
            case InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Get" or "GetRequiredFeature", Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Features" } features } }
                when IsContext(features.Expression):
                return (features.Name.SpanStart, "GetClientIp().");

            // request.Headers: step to the request.
            case MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Headers" } headers when IsType(headers.Expression, "Microsoft.AspNetCore.Http.HttpRequest"):
                return Before(headers.Expression) ?? (headers.Name.SpanStart, "HttpContext.GetClientIp().");
            case MemberBindingExpressionSyntax { Name.Identifier.ValueText: "Headers" } headers when IsType(headers.Receiver(), "Microsoft.AspNetCore.Http.HttpRequest"):
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

    /// <summary>
    /// The answer for a call that is given the context or the request, or that stands where one is in scope; null where
    /// there is none.
    /// </summary>
    public string? For(InvocationExpressionSyntax call)
    {
        if (OwnAccessor(call) is { } own)
        {
            return own;
        }

        var receiver = call.Expression is MemberAccessExpressionSyntax member ? member.Expression : null;
        foreach (var candidate in call.ArgumentList.Arguments.Select(argument => argument.Expression).Prepend(receiver))
        {
            if (candidate is IdentifierNameSyntax or MemberAccessExpressionSyntax)
            {
                if (IsContext(candidate))
                {
                    return candidate + ".GetClientIp()";
                }

                if (IsType(candidate, "Microsoft.AspNetCore.Http.HttpRequest"))
                {
                    return candidate + ".HttpContext.GetClientIp()";
                }
            }
        }

        if (model.GetEnclosingSymbol(call.SpanStart, cancellation) is { IsStatic: false, ContainingType: { } owner } && HasContextProperty(owner))
        {
            return "HttpContext.GetClientIp()";
        }

        var accessors = model.LookupSymbols(call.SpanStart)
            .Where(symbol => symbol is IParameterSymbol or IFieldSymbol or IPropertySymbol && TypeOf(symbol)?.WithNullableAnnotation(NullableAnnotation.None).ToDisplayString() == "Microsoft.AspNetCore.Http.IHttpContextAccessor")
            .ToList();
        return accessors.Count == 1 ? accessors[0].Name + ".HttpContext?.GetClientIp()" : null;
    }

    private static ITypeSymbol? TypeOf(ISymbol symbol) => symbol switch
    {
        IParameterSymbol parameter => parameter.Type,
        IFieldSymbol field => field.Type,
        IPropertySymbol property => property.Type,
        _ => null,
    };

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

    public static bool HasContextProperty(INamedTypeSymbol type)
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
}
