using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace ClientIpAnalyzers.Analyzers.Setup;

/// <summary>How a set-up is spelled.</summary>
internal static class SetupCalls
{
    public static bool IsUseForwardedHeaders(IInvocationOperation call)
        => call.TargetMethod.Name == CandidateIdentifiers.UseForwardedHeaders && IsFrameworks(call.TargetMethod);

    public static bool IsUseClientIp(IInvocationOperation call)
        => call.TargetMethod is { Name: CandidateIdentifiers.UseClientIp, ContainingType: { } type }
            && type.ToDisplayString() == "Microsoft.AspNetCore.Builder.ClientIpApplicationBuilderExtensions";

    /// <summary>Of the options by which the client is written to the connection, wherever they are set: with <c>UseClientIp</c> or <c>AddClientIp</c>.</summary>
    public static bool IsOfPolicyOptions(ISymbol? symbol)
        => symbol is IPropertySymbol property && property.ContainingType.ToDisplayString() == "Microsoft.AspNetCore.Builder.ClientIpMiddlewareOptions";

    public static bool IsFrameworks(IMethodSymbol method)
        => method.ContainingType?.ToDisplayString() == "Microsoft.AspNetCore.Builder.ForwardedHeadersExtensions";

    public static InvocationExpressionSyntax? CallOf(SimpleNameSyntax name)
    {
        SyntaxNode callee = name.Parent is MemberAccessExpressionSyntax access && access.Name == name
            ? access
            : name.Parent is MemberBindingExpressionSyntax binding ? binding : name;
        return callee.Parent is InvocationExpressionSyntax call && call.Expression == callee ? call : null;
    }

    /// <summary>The code that a name stands in, as an analysis can start from it; null outside of code.</summary>
    public static SyntaxNode? MemberAround(SyntaxNode name)
    {
        foreach (var node in name.Ancestors())
        {
            switch (node)
            {
                case BaseMethodDeclarationSyntax or AccessorDeclarationSyntax:
                    return node;
                case ArrowExpressionClauseSyntax { Parent: BasePropertyDeclarationSyntax }:
                    return node;
                case EqualsValueClauseSyntax { Parent: PropertyDeclarationSyntax or VariableDeclaratorSyntax { Parent.Parent: BaseFieldDeclarationSyntax } }:
                    return node;
                case GlobalStatementSyntax:
                    return node.Parent;
                case TypeDeclarationSyntax:
                    return null;
            }
        }

        return null;
    }

    /// <summary>
    /// The options type is named where the container's options are configured, seen or unseen: <c>Configure&lt;...&gt;</c>,
    /// <c>IConfigureOptions&lt;...&gt;</c>, <c>services.Configure((ForwardedHeadersOptions o) => ...)</c>.
    /// </summary>
    public static bool IsConfigured(SimpleNameSyntax name)
    {
        var generic = name.FirstAncestorOrSelf<GenericNameSyntax>(node => node.TypeArgumentList.Span.Contains(name.Span));
        var callee = generic ?? (name.Parent is ParameterSyntax { Parent.Parent: ParenthesizedLambdaExpressionSyntax { Parent.Parent.Parent: InvocationExpressionSyntax call } }
            ? call.Expression is MemberAccessExpressionSyntax access ? access.Name : call.Expression as SimpleNameSyntax
            : null);
        return callee?.Identifier.ValueText is "Configure" or "PostConfigure" or "ConfigureAll" or "PostConfigureAll" or "AddOptions"
            or "AddOptionsWithValidateOnStart" or "IConfigureOptions" or "IConfigureNamedOptions" or "IPostConfigureOptions";
    }

    /// <summary>
    /// The options type is named where options come from configuration or from code apart: <c>Configure&lt;...&gt;(section)</c>,
    /// <c>IConfigureOptions&lt;...&gt;</c>, <c>GetSection(...).Get&lt;...&gt;()</c>.
    /// </summary>
    public static bool ConfiguresUnseen(SimpleNameSyntax name, SemanticModel model, CancellationToken cancellation)
    {
        if (name.FirstAncestorOrSelf<GenericNameSyntax>(node => node.TypeArgumentList.Span.Contains(name.Span)) is not { } generic)
        {
            return false;
        }

        switch (generic.Identifier.ValueText)
        {
            case "Configure" or "PostConfigure" or "ConfigureAll" or "PostConfigureAll":
                return CallOf(generic) is { } call
                    && call.ArgumentList.Arguments.All(argument => argument.Expression is not AnonymousFunctionExpressionSyntax
                        && model.GetSymbolInfo(argument.Expression, cancellation).Symbol is not IMethodSymbol { MethodKind: MethodKind.Ordinary or MethodKind.LocalFunction, ReturnsVoid: true });
            case "Get" or "ConfigureOptions" or "IConfigureNamedOptions" or "IPostConfigureOptions" or "IConfigureOptions":
                // An implementation in this compilation is seen by the members it sets; a registered one may be foreign.
                return generic.FirstAncestorOrSelf<BaseListSyntax>() is null;
            case "AddOptions" or "AddOptionsWithValidateOnStart":
                return generic.FirstAncestorOrSelf<StatementSyntax>()?.DescendantTokens().Any(token => token.ValueText is "Bind" or "BindConfiguration") == true;
            default:
                return false;
        }
    }
}
