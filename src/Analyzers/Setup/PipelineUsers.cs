using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ClientIpAnalyzers.Analyzers.Flow;

namespace ClientIpAnalyzers.Analyzers.Setup;

/// <summary>What a registration in a pipeline uses before it passes the request on.</summary>
internal enum PipelineUse
{
    Nothing,
    Scheme,
    Address,

    /// <summary>Code of this compilation that reads the connection's address itself.</summary>
    Connection,
}

/// <summary>Tells which middleware asks for the client's address or the scheme before it passes the request on.</summary>
internal sealed class PipelineUsers(SetupCode code, WellKnownTypes types, PeerValues peers)
{
    private const int MaxHelperDepth = 2;

    public PipelineUse Of(IInvocationOperation call)
    {
        var method = call.TargetMethod;
        if (method.Locations.Any(location => location.IsInSource))
        {
            return PipelineUse.Nothing;
        }

        if (!method.IsFromFramework() || method.ContainingNamespace?.ToDisplayString() != "Microsoft.AspNetCore.Builder")
        {
            return (method.ContainingAssembly?.Name, method.Name) switch
            {
                ("Serilog.AspNetCore" or "Serilog", "UseSerilogRequestLogging") => PipelineUse.Address,
                ("AspNetCoreRateLimit", "UseIpRateLimiting" or "UseClientRateLimiting") => PipelineUse.Address,
                ("Duende.IdentityServer" or "IdentityServer4", "UseIdentityServer") => PipelineUse.Address,
                _ => PipelineUse.Nothing,
            };
        }

        return method.Name switch
        {
            "UseAuthentication" or "UseAuthorization" or "UseRateLimiter" or "UseHttpLogging" or "UseW3CLogging" or "UseIdentityServer" => PipelineUse.Address,
            "UseHttpsRedirection" or "UseHsts" => PipelineUse.Scheme,
            "Use" or "Run" => call.ExplicitArguments().Select(argument => argument.Value.Unwrap()).Select(OfInline).FirstOrDefault(),
            "UseMiddleware" => OfMiddleware(method.TypeArguments.FirstOrDefault()
                ?? call.ExplicitArguments().Select(argument => (argument.Value.Unwrap() as ITypeOfOperation)?.TypeOperand).FirstOrDefault()),
            _ => PipelineUse.Nothing,
        };
    }

    private PipelineUse OfInline(IOperation middleware)
    {
        var body = middleware switch
        {
            IAnonymousFunctionOperation lambda => lambda.Body,
            IMethodReferenceOperation reference => code.BodyOf(reference.Method),
            _ => null,
        };
        return body is null ? PipelineUse.Nothing : OfBody(InnermostReturned(body));
    }

    private PipelineUse OfMiddleware(ITypeSymbol? type)
    {
        var invoke = type?.GetMembers().OfType<IMethodSymbol>().FirstOrDefault(method => method.Name is "Invoke" or "InvokeAsync");
        return invoke is not null && code.BodyOf(invoke) is { } body ? OfBody(body) : PipelineUse.Nothing;
    }

    /// <summary><c>next => async context => ...</c>: the request comes to the inner function.</summary>
    private static IOperation InnermostReturned(IOperation body)
        => body is IBlockOperation block
            && block.Operations.LastOrDefault() is IReturnOperation { ReturnedValue: { } returned }
            && returned.Unwrap() is IAnonymousFunctionOperation inner
                ? inner.Body
                : body;

    private PipelineUse OfBody(IOperation body, int depth = MaxHelperDepth)
    {
        var use = PipelineUse.Nothing;
        var passedOn = int.MaxValue;
        var function = EnclosingFunctionOf(body);
        var operations = body.DescendantsAndSelf().Where(operation => operation.EnclosingFunction() == function).ToList();
        foreach (var call in operations.OfType<IInvocationOperation>().Where(IsNext))
        {
            passedOn = Math.Min(passedOn, call.Syntax.SpanStart);
        }

        foreach (var operation in operations)
        {
            var kind = UseOf(operation, depth);
            if (kind == PipelineUse.Nothing)
            {
                continue;
            }

            if (operation.IsWritten())
            {
                // It is itself what makes the address or the scheme right.
                return PipelineUse.Nothing;
            }

            if (operation.Syntax.SpanStart < passedOn && !operation.IsInNameOf() && kind > use)
            {
                use = kind;
            }
        }

        return use;
    }

    private static IOperation? EnclosingFunctionOf(IOperation body)
        => body is IBlockOperation { Parent: IAnonymousFunctionOperation or ILocalFunctionOperation } ? body.Parent : null;

    private PipelineUse UseOf(IOperation operation, int depth)
    {
        if (peers.ReadProperty(operation) is not null)
        {
            return PipelineUse.Connection;
        }

        return operation switch
        {
            IInvocationOperation call when depth > 0 && IsGivenTheRequest(call) && code.BodyOf(call.TargetMethod) is { } helper => OfBody(helper, depth - 1),
            IPropertyReferenceOperation { Property: { Name: "Scheme" or "IsHttps" } property } when property.ContainingType.Is(types.HttpRequest) => PipelineUse.Scheme,
            IInvocationOperation { TargetMethod: { Name: "GetDisplayUrl" or "GetEncodedUrl", ContainingType.Name: "UriHelper" } method } when method.IsFromFramework() => PipelineUse.Scheme,
            _ => PipelineUse.Nothing,
        };
    }

    /// <summary>A method of the application that can look at the request; what it is given to call next runs after.</summary>
    private bool IsGivenTheRequest(IInvocationOperation call)
        => call.TargetMethod.MethodKind != MethodKind.DelegateInvoke
            && call.TargetMethod.Locations.Any(location => location.IsInSource)
            && call.Arguments.Any(argument => argument.Value.Unwrap().Type is { } type
                && (type.IsOrInherits(types.HttpContext) || type.IsOrInherits(types.HttpRequest) || type.IsOrInherits(types.ConnectionInfo)))
            && !call.Arguments.Any(argument => argument.Value.Unwrap().Type.Is(types.RequestDelegate));

    private bool IsNext(IInvocationOperation call)
        => call.TargetMethod.MethodKind == MethodKind.DelegateInvoke
            && (call.TargetMethod.ContainingType.Is(types.RequestDelegate)
                || call.TargetMethod.ContainingType is { Name: "Func", TypeArguments: [{ Name: "Task" }] });
}
