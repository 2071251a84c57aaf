using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using ClientIpAnalyzers.Analyzers.Flow;
using ClientIpAnalyzers.Analyzers.Searching;

namespace ClientIpAnalyzers.Analyzers.Declaring;

/// <summary>
/// The handlers that <c>MapGet(pattern, handler)</c> and the like are given. Found by syntax, and bound only where a
/// parameter is of a type in question: an action for calls would have the compiler bind every member.
/// </summary>
internal static class MappedHandlers
{
    private static readonly WordSearch Map = new([("Map", WordKind.ExactStart)]);

    public static IEnumerable<IMethodSymbol> In(SemanticModel model, Func<ITypeSymbol, bool> isInQuestion, CancellationToken cancellation)
    {
        if (!Map.IsFoundIn(model.SyntaxTree.GetText(cancellation)))
        {
            yield break;
        }

        foreach (var call in model.SyntaxTree.GetRoot(cancellation).DescendantNodes().OfType<InvocationExpressionSyntax>())
        {
            if (NameOf(call).StartsWith("Map", StringComparison.Ordinal)
                && call.ArgumentList.Arguments.Any(argument => MayTake(argument.Expression, model, isInQuestion))
                && model.GetOperation(call, cancellation) is IInvocationOperation operation
                && HandlerOf(operation) is { } handler)
            {
                yield return handler;
            }
        }
    }

    private static string NameOf(InvocationExpressionSyntax call) => call.Expression switch
    {
        MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText,
        MemberBindingExpressionSyntax binding => binding.Name.Identifier.ValueText,
        SimpleNameSyntax name => name.Identifier.ValueText,
        _ => "",
    };

    /// <summary>The type of a parameter is bound by itself, as if it stood before the call; the lambda's code is not.</summary>
    private static bool MayTake(ExpressionSyntax argument, SemanticModel model, Func<ITypeSymbol, bool> isInQuestion) => argument switch
    {
        ParenthesizedLambdaExpressionSyntax lambda => lambda.ParameterList.Parameters.Any(parameter => parameter.Type is { } type
            && model.GetSpeculativeTypeInfo(argument.SpanStart, type, SpeculativeBindingOption.BindAsTypeOrNamespace).Type is { } symbol
            && isInQuestion(symbol)),
        LiteralExpressionSyntax or SimpleLambdaExpressionSyntax or InterpolatedStringExpressionSyntax => false,
        _ => true,
    };

    private static IMethodSymbol? HandlerOf(IInvocationOperation call)
    {
        if (!call.TargetMethod.IsFromFramework())
        {
            return null;
        }

        return call.Arguments.LastOrDefault(argument => argument.Parameter?.Type.SpecialType is SpecialType.System_Delegate)?.Value.Unwrap() switch
        {
            IAnonymousFunctionOperation lambda => lambda.Symbol,
            IMethodReferenceOperation reference => reference.Method,
            _ => null,
        };
    }
}
