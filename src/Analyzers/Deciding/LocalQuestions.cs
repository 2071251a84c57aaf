using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ClientIpAnalyzers.Analyzers.Flow;

namespace ClientIpAnalyzers.Analyzers.Deciding;

/// <summary>Recognises the ways to ask whether a request comes from this machine.</summary>
internal sealed class LocalQuestions(MemberAnalysis member)
{
    /// <summary>Where the answer comes from, if the question is one of these; null otherwise.</summary>
    public Origin? OriginOf(IOperation question) => question switch
    {
        IInvocationOperation { TargetMethod: { Name: "IsLoopback", IsStatic: true } method, Arguments: [var address, ..] } when method.ContainingType.Is(member.Types.IPAddress)
            => First(address.Value),
        IInvocationOperation { TargetMethod.Name: "Equals" or "StartsWith" or "Contains" } call when call.TargetMethod.IsFromFramework()
            => OfPair([call.Instance, .. call.Arguments.Select(argument => argument.Value)]),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals } comparison
            => OfPair([comparison.LeftOperand, comparison.RightOperand]),
        IIsPatternOperation { Pattern: var pattern } test when IsLocalPattern(pattern) => First(test.Value),
        _ => null,
    };

    /// <summary>Text or an address that means this machine.</summary>
    public static bool IsLocal(IOperation value)
    {
        value = value.Unwrap();
        return value switch
        {
            { ConstantValue: { HasValue: true, Value: string text } } => IsLocal(text),
            IFieldReferenceOperation { Field: { Name: "Loopback" or "IPv6Loopback", ContainingType.Name: "IPAddress" } field } => field.IsFromFramework(),
            IInvocationOperation { TargetMethod: { Name: "ToString" or "Parse" or "MapToIPv6" or "MapToIPv4" } } call
                => call.Instance is { } instance ? IsLocal(instance) : call.Arguments is [var only, ..] && IsLocal(only.Value),
            IArrayCreationOperation { Initializer.ElementValues: { Length: > 0 } elements } => elements.All(IsLocal),
            _ => false,
        };
    }

    private static bool IsLocal(string text)
        => text is "127.0.0.1" or "127." or "127.0.0." or "::1" or "[::1]" or "0.0.0.1" or "::ffff:127.0.0.1"
            || text.StartsWith("localhost", StringComparison.OrdinalIgnoreCase);

    private static bool IsLocalPattern(IPatternOperation pattern)
    {
        var constants = pattern.DescendantsAndSelf().OfType<IConstantPatternOperation>().ToList();
        return constants.Any(constant => IsLocal(constant.Value))
            && constants.All(constant => IsLocal(constant.Value) || constant.Value.IsNullOrEmptyText());
    }

    private Origin? OfPair(IEnumerable<IOperation?> candidates)
    {
        var operands = candidates.OfType<IOperation>().Where(operand => !IsComparisonKind(operand)).ToList();
        if (operands.Count != 2)
        {
            return null;
        }

        var (first, second) = (operands[0], operands[1]);
        return IsLocal(first) || IsLocalEnd(first) ? First(second)
            : IsLocal(second) || IsLocalEnd(second) ? First(first)
            : null;
    }

    private static bool IsComparisonKind(IOperation operand) => operand.Type?.Name is "StringComparison" or "CultureInfo";

    /// <summary>The address that the connection has at this end.</summary>
    private bool IsLocalEnd(IOperation value)
    {
        value = value.Unwrap();
        return value switch
        {
            IPropertyReferenceOperation { Property: { Name: "LocalIpAddress", ContainingType: { } owner } }
                => owner.IsOrInherits(member.Types.ConnectionInfo) || owner.IsOrInherits(member.Types.HttpConnectionFeature),
            IConditionalAccessOperation access => IsLocalEnd(access.WhenNotNull) || IsLocalEnd(access.Operation),
            IInvocationOperation { TargetMethod.Name: "ToString" or "MapToIPv4" or "MapToIPv6" } call => call.InstanceOf() is { } instance && IsLocalEnd(instance),
            ILocalReferenceOperation local => member.Body.DefinitionsOf(local.Local) is [{ Kind: DefinitionKind.Value, Source: var source }] && IsLocalEnd(source),
            _ => false,
        };
    }

    private Origin? First(IOperation value)
    {
        var origins = ValueOrigins.Of(value, member).Where(origin => origin.Kind != OriginKind.OtherHeader).ToList();
        return origins.Count > 0 ? origins[0] : null;
    }
}
