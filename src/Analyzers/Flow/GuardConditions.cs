using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ClientIpAnalyzers.Analyzers.Flow;

/// <summary>Says what a bool expression proves about the peer.</summary>
/// <param name="helpers">What the bool methods of the compilation answer.</param>
internal sealed partial class GuardConditions(PeerValues peers, RequestHeaders headers, ISet<string> namedChecks, HelperAnswers helpers)
    : IConditionFacts
{
    private const int MaxDepth = 16;

    private static readonly string[] FlagWords =
    [
        "proxy", "proxies", "proxied", "forward", "trust", "hosted", "hosting", "loadbalanc", "cdn", "cloudflare", "nginx",
        "gateway", "ingress", "realip", "behind", "header", "xff",
    ];

    private static readonly string[] SecretWords =
        ["secret", "token", "key", "proof", "auth", "signature", "password", "verify"];

    public Outcome Of(IOperation? condition, Body body) => Of(condition, body, MaxDepth);

    private Outcome Of(IOperation? condition, Body body, int depth)
    {
        if (condition is null || depth == 0)
        {
            return default;
        }

        condition = condition.Unwrap();
        if (condition.ConstantValue is { HasValue: true, Value: bool constant })
        {
            return Outcome.Constant(constant);
        }

        switch (condition)
        {
            case IInvocationOperation call:
                return OfCall(call, body, depth);
            case IUnaryOperation { OperatorKind: UnaryOperatorKind.Not } not:
                return Of(not.Operand, body, depth - 1).Not();
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.And } and:
                return Of(and.LeftOperand, body, depth - 1).And(Of(and.RightOperand, body, depth - 1));
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalOr or BinaryOperatorKind.Or } or:
                return Of(or.LeftOperand, body, depth - 1).Or(Of(or.RightOperand, body, depth - 1));
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals } equals:
                return OfComparison(equals, body, depth);
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.NotEquals } differs:
                return OfComparison(differs, body, depth).Not();
            case IBinaryOperation order when order.LeftOperand.Type?.SpecialType == SpecialType.System_Int32:
                return OfOrder(order, body, depth);
            case IIsPatternOperation { Pattern: IConstantPatternOperation { Value.ConstantValue.Value: bool expected } } test:
                var tested = Of(test.Value, body, depth - 1);
                return expected ? tested : tested.Not();
            case IIsPatternOperation test when peers.IsPeer(test.Value, body):
                return OfPattern(test.Pattern);
            case IIsPatternOperation test:
                return OfPresence(test.Value, test.Pattern, body, depth);
            case IConditionalAccessOperation access:
                // A null receiver gives null, which is neither true nor a failed check.
                return Of(access.WhenNotNull, body, depth - 1) with { WhenFalse = GuardFacts.None };
            case ICoalesceOperation coalesce:
                return Of(coalesce.Value, body, depth - 1).Join(Of(coalesce.WhenNull, body, depth - 1));
            case ILocalReferenceOperation { Local: var local } when SingleValue(local, body) is { } value:
                var outcome = Of(value, body, depth - 1);
                return outcome == default ? OfFlag(local.Name, local.Type) : outcome;
            case ILocalReferenceOperation local:
                return OfFlag(local.Local.Name, local.Type);
            case IParameterReferenceOperation parameter:
                return OfFlag(parameter.Parameter.Name, parameter.Type);
            case IPropertyReferenceOperation { Property.GetMethod: { } getter, Arguments.IsEmpty: true } property
                when property.Type.IsBoolean() && helpers.OfMethod(getter) is var answer && answer != default:
                return answer;
            case IMemberReferenceOperation member:
                return OfFlag(member.Member.Name, member.Type);
            default:
                return default;
        }
    }

    /// <summary>Whether a call asks about the peer, provided that the peer is what it is given.</summary>
    public bool AsksAbout(IInvocationOperation call)
    {
        var method = call.TargetMethod;
        if (!method.ReturnType.IsAwaitableBoolean())
        {
            return false;
        }

        if (IsDeclaredCheck(method) || method.MethodKind == MethodKind.DelegateInvoke)
        {
            return true;
        }

        if (method.IsFromFramework())
        {
            return method.Name is "Contains" or "ContainsKey" or "Any" or "Exists" or "Equals" or "IsLoopback";
        }

        return method.Name is "ContainsPeer"
            || !CallKinds.AsksForPresence(method) && !(method.ContainingNamespace?.ToDisplayString() == "ClientIpAnalyzers" && method.Name.StartsWith("Try", StringComparison.Ordinal));
    }

    private Outcome OfCall(IInvocationOperation call, Body body, int depth)
    {
        if (IsDeclaredCheck(call.TargetMethod) || ComparesSecret(call, body))
        {
            return Outcome.Check;
        }

        // All(n => !n.Contains(peer)): where it is false, one of them does.
        if (call.TargetMethod.Name == "All" && call.TargetMethod.IsFromFramework())
        {
            return call.ExplicitArguments().Any(argument => AsksInside(argument.Value.Unwrap(), body, depth - 1, whenFalse: true))
                ? Outcome.Check.Not()
                : default;
        }

        if (!AsksAbout(call))
        {
            return IsNullableUnwrap(call) ? Of(call.Instance, body, depth - 1) : OfConfiguredFlag(call);
        }

        // x.Equals(peer) and peer.Equals(x) ask the same; text.Contains(y) on the peer's own text does not.
        var compares = call.TargetMethod.Name is "Equals" or "IsLoopback";
        if (((compares || call.TargetMethod.IsExtensionMethod || !call.TargetMethod.IsFromFramework())
                && call.Instance is not null && peers.IsPeer(call.InstanceOf(), body))
            || call.Arguments.Any(argument => IsPeerArgument(argument, call, compares, body)))
        {
            return compares && call.Arguments.Any(argument => argument.Value.IsNullOrDefault()) ? default : Outcome.Check;
        }

        foreach (var argument in call.ExplicitArguments())
        {
            if (AsksInside(argument.Value.Unwrap(), body, depth - 1))
            {
                return Outcome.Check;
            }
        }

        return call.TargetMethod.IsFromFramework() || call.ExplicitArguments().Any(IsGivenAddress) ? default : helpers.OfMethod(call.TargetMethod);
    }

    /// <summary>A helper that is handed some other address checks that one.</summary>
    private static bool IsGivenAddress(IArgumentOperation argument)
        => argument.Parameter?.RefKind is null or RefKind.None or RefKind.In
            && argument.Value.Unwrap().Type is { } type
            && (type.SpecialType == SpecialType.System_String || type.Name is "IPAddress" or "IPEndPoint" or "Ip" or "StringValues");

    private bool IsPeerArgument(IArgumentOperation argument, IInvocationOperation call, bool compares, Body body)
    {
        var isReceiver = call.TargetMethod.IsExtensionMethod && call.Instance is null && call.Arguments[0] == argument;
        return !(isReceiver && call.TargetMethod.IsFromFramework() && !compares)
            && argument.Parameter?.RefKind is null or RefKind.None or RefKind.In
            && peers.IsPeer(argument.Value, body);
    }

    /// <summary><c>Any(n =&gt; n.Contains(peer))</c>, <c>Any(peer.Equals)</c>: true only where the question inside was.</summary>
    private bool AsksInside(IOperation predicate, Body body, int depth, bool whenFalse = false)
    {
        if (predicate is IMethodReferenceOperation { Method.Name: "Equals" } reference)
        {
            return !whenFalse && peers.IsPeer(reference.Instance, body);
        }

        if (predicate is not IAnonymousFunctionOperation lambda)
        {
            return false;
        }

        var returns = lambda.Body.Descendants().OfType<IReturnOperation>()
            .Where(candidate => candidate.ReturnedValue is not null && candidate.EnclosingFunction() == lambda).ToList();
        return returns.Count > 0
            && returns.All(candidate => Of(candidate.ReturnedValue, body, depth) is var outcome
                && ((whenFalse ? outcome.WhenFalse : outcome.WhenTrue) & GuardFacts.Checked) != 0);
    }

    private Outcome OfComparison(IBinaryOperation comparison, Body body, int depth)
    {
        var (left, right) = (comparison.LeftOperand.Unwrap(), comparison.RightOperand.Unwrap());
        if (right.ConstantValue is { HasValue: true, Value: bool expectedRight })
        {
            return expectedRight ? Of(left, body, depth - 1) : Of(left, body, depth - 1).Not();
        }

        if (left.ConstantValue is { HasValue: true, Value: bool expectedLeft })
        {
            return expectedLeft ? Of(right, body, depth - 1) : Of(right, body, depth - 1).Not();
        }

        if (left.IsNullOrEmptyText() || right.IsNullOrEmptyText())
        {
            return OfSearch(left.IsNullOrDefault() ? right : left, body, depth).Not();
        }

        return peers.IsPeer(left, body) || peers.IsPeer(right, body)
            || IsSecretPair(left, right, body, named: false) || IsSecretPair(right, left, body, named: false)
                ? Outcome.Check
                : default;
    }

    private bool ComparesSecret(IInvocationOperation call, Body body)
    {
        var operands = call.TargetMethod.Name switch
        {
            "FixedTimeEquals" when call.Arguments.Length == 2 => call.Arguments.Select(argument => argument.Value),
            "Equals" when call.Instance is { } instance && call.Arguments.Length > 0 => [instance, call.Arguments[0].Value],
            "Equals" when call.Arguments.Length > 1 => call.Arguments.Take(2).Select(argument => argument.Value),
            _ => [],
        };
        var pair = operands.ToList();
        var named = call.TargetMethod.Name == "FixedTimeEquals";
        return pair.Count == 2
            && (IsSecretPair(pair[0], pair[1], body, named) || IsSecretPair(pair[1], pair[0], body, named));
    }

    /// <summary>
    /// A header that is no claim about the client, against something that is neither a literal nor itself from the
    /// request. A comparison in constant time says that it is a secret; any other must be named like one.
    /// </summary>
    private bool IsSecretPair(IOperation header, IOperation secret, Body body, bool named)
    {
        if (headers.OtherHeaderIn(header, body) is not { } name
            || secret.ConstantValue.HasValue
            || headers.OtherHeaderIn(secret, body) is not null
            || RequestHeaders.IsFromRequest(secret, body))
        {
            return false;
        }

        return named
            || HasWord(name, SecretWords)
            || secret.DescendantsAndSelf().Any(part => part switch
            {
                IMemberReferenceOperation member => HasWord(member.Member.Name, SecretWords),
                ILocalReferenceOperation local => HasWord(local.Local.Name, SecretWords),
                IParameterReferenceOperation parameter => HasWord(parameter.Parameter.Name, SecretWords),
                { ConstantValue: { HasValue: true, Value: string key } } => HasWord(key, SecretWords),
                _ => false,
            });
    }

    public bool IsDeclaredCheck(IMethodSymbol method)
    {
        if (!method.ReturnType.IsAwaitableBoolean())
        {
            return false;
        }

        for (var current = method; current is not null; current = current.OverriddenMethod)
        {
            if (IsMarked(current))
            {
                return true;
            }
        }

        return method.ContainingType?.AllInterfaces
            .SelectMany(contract => contract.GetMembers(method.Name).OfType<IMethodSymbol>())
            .Any(member => IsMarked(member)
                && SymbolEqualityComparer.Default.Equals(method.ContainingType.FindImplementationForInterfaceMember(member), method)) == true;
    }

    private bool IsMarked(IMethodSymbol method)
        => method.OriginalDefinition.HasAttribute("ClientIpAnalyzers.TrustedProxyCheckAttribute")
            || (namedChecks.Count > 0
                && (namedChecks.Contains(method.Name)
                    || namedChecks.Contains(method.ContainingType?.Name + "." + method.Name)
                    || namedChecks.Contains(method.ContainingType?.ToDisplayString() + "." + method.Name)));

    private static Outcome OfFlag(string name, ITypeSymbol? type)
        => type.IsBoolean() && HasWord(name, FlagWords) ? Outcome.Flag : default;

    /// <summary><c>configuration.GetValue&lt;bool&gt;("TrustProxyHeaders")</c>.</summary>
    private static Outcome OfConfiguredFlag(IInvocationOperation call)
        => call.Arguments.Any(argument => argument.Value.ConstantValue is { HasValue: true, Value: string key } && HasWord(key, FlagWords))
            && call.TargetMethod.Name == "GetValue" && call.Type.IsBoolean()
                ? Outcome.Flag
                : default;

    private static bool IsNullableUnwrap(IInvocationOperation call)
        => call.TargetMethod.Name == "GetValueOrDefault"
            && call.TargetMethod.ContainingType?.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T;

    private static IOperation? SingleValue(ISymbol variable, Body body)
        => body.DefinitionsOf(variable) is [{ Kind: DefinitionKind.Value, Source: var source }] ? source : null;

    private static bool HasWord(string name, string[] words)
        => words.Any(word => name.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0);
}
