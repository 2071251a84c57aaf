using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ClientIpAnalyzers.Analyzers.Flow;

namespace ClientIpAnalyzers.Analyzers.Deciding;

/// <summary>How code lets a request in or turns it away.</summary>
internal static class AccessActions
{
    /// <summary>The kinds of operation that <see cref="IsMatch"/> knows.</summary>
    public static readonly OperationKind[] Kinds =
        [OperationKind.Invocation, OperationKind.SimpleAssignment, OperationKind.ObjectCreation, OperationKind.Throw];

    /// <summary>What applications call their own answers to whom they turn away.</summary>
    private static readonly string[] RefusingNames =
        ["Forbid", "Forbidden", "ForbidAsync", "Unauthorized", "AccessDenied", "AccessDeniedAsync", "Deny", "DenyAccess", "DenyAsync"];

    private static readonly string[] OwnRefusals = ["Unauthori", "Forbidden", "Denied", "SecurityError"];

    private static readonly string[] RefusalWords = ["Unauthori", "Forbidden", "Denied", "AccessDenied", "Security", "Blocked", "Banned"];

    public static bool IsMatch(IOperation operation, WellKnownTypes types) => operation switch
    {
        IInvocationOperation call => IsMatch(call, types),
        ISimpleAssignmentOperation assignment => IsMatch(assignment),
        IObjectCreationOperation creation => IsResult(creation) || (creation.Type?.Name == "RpcException" && IsDenied(creation)),
        IThrowOperation { Exception: { } exception } => exception.Unwrap() is IObjectCreationOperation { Type: { } type }
            && RefusalWords.Any(word => type.Name.Contains(word)),
        _ => false,
    };

    /// <summary>"Not found" also says that there is none: a look-up that answers so decides nothing about access.</summary>
    public static bool SaysNotFound(IOperation action) => action switch
    {
        IInvocationOperation call => call.TargetMethod.Name == "NotFound" || StatusOf(call) == 404,
        ISimpleAssignmentOperation assignment => assignment.Value.ConstantValue is { HasValue: true, Value: 404 },
        IObjectCreationOperation creation => creation.Type?.Name is "NotFoundResult" or "NotFoundObjectResult",
        _ => false,
    };

    private static bool IsMatch(IInvocationOperation call, WellKnownTypes types)
    {
        var owner = call.TargetMethod.ContainingType;
        if (!call.TargetMethod.IsFromFramework())
        {
            return RefusingNames.Contains(call.TargetMethod.Name);
        }

        switch (call.TargetMethod.Name)
        {
            case "Succeed" or "Fail":
                return owner.IsOrInherits(types.AuthorizationHandlerContext)
                    || (call.TargetMethod.Name == "Fail" && owner.Name is "AuthenticateResult" or "AuthorizationResult");
            case "Abort":
                return owner.IsOrInherits(types.HttpContext) || owner.Name is "HubCallerContext";
            case "ForbidAsync" or "ChallengeAsync":
                return owner.Name is "AuthenticationHttpContextExtensions";
            case "Forbid" or "Unauthorized" or "Challenge" or "NotFound":
                return IsResultFactory(owner, types);
            case "StatusCode" or "Problem":
                return IsResultFactory(owner, types) && IsRefusal(StatusOf(call));
            default:
                return false;
        }
    }

    private static bool IsMatch(ISimpleAssignmentOperation assignment)
    {
        if (assignment.Target is not IPropertyReferenceOperation { Property: var property } || !property.IsFromFramework())
        {
            return false;
        }

        return property.Name switch
        {
            "StatusCode" => property.ContainingType.Name is not "StatusCodeReExecuteFeature" && IsRefusal(StatusOf(assignment.Value)),
            "Result" => property.ContainingType.Name is "AuthorizationFilterContext" or "ActionExecutingContext" or "ResourceExecutingContext"
                or "PageHandlerExecutingContext" && !assignment.Value.IsNullOrDefault(),
            _ => false,
        };
    }

    private static bool IsResult(IObjectCreationOperation creation)
        => creation.Type is { } type && !type.IsFromFramework() ? OwnRefusals.Any(creation.Type.Name.Contains) : creation.Type?.Name switch
        {
            "ForbidResult" or "UnauthorizedResult" or "UnauthorizedObjectResult" or "ChallengeResult" or "NotFoundResult" => true,
            "StatusCodeResult" => creation.Arguments.Any(argument => IsRefusal(StatusOf(argument.Value))),
            _ => false,
        };

    private static bool IsDenied(IObjectCreationOperation creation)
        => creation.Descendants().OfType<IFieldReferenceOperation>().Any(field => field.Field.Name is "PermissionDenied" or "Unauthenticated");

    private static bool IsResultFactory(INamedTypeSymbol owner, WellKnownTypes types)
        => owner.IsOrInherits(types.ControllerBase) || owner.IsOrInherits(types.PageModel) || owner.Name is "Results" or "TypedResults" or "PageBase";

    private static int? StatusOf(IInvocationOperation call)
        => call.Arguments.FirstOrDefault(argument => argument.Parameter?.Name == "statusCode") is { } argument ? StatusOf(argument.Value) : null;

    private static int? StatusOf(IOperation value)
        => value.ConstantValue is { HasValue: true, Value: int converted } ? converted
            : value.Unwrap().ConstantValue is { HasValue: true, Value: int status } ? status
            : null;

    private static bool IsRefusal(int? status) => status is 401 or 403 or 404 or 407 or 444 or 451;
}
