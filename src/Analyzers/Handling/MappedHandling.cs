using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ClientIpAnalyzers.Analyzers.Flow;

namespace ClientIpAnalyzers.Analyzers.Handling;

/// <summary>Finds the calls of one member that take every address for IPv4, or for IPv6.</summary>
internal sealed class MappedHandling(MemberAnalysis member)
{
    private readonly AddressTexts _texts = new(member);

    /// <summary>Whether a call could be one, by its own looks.</summary>
    public static bool MayBeWrong(IOperation operation, WellKnownTypes types)
        => operation is IInvocationOperation call
            && (call.TargetMethod.Name switch
            {
                "MapToIPv4" or "GetAddressBytes" => call.TargetMethod.ContainingType.Is(types.IPAddress),
                "Replace" or "Split" or "Substring" or "Remove" => call.TargetMethod.ContainingType.SpecialType == SpecialType.System_String,
                _ => false,
            })
            && (call.TargetMethod.Name != "Replace" || RemovesMapping(call))
            && (call.TargetMethod.Name != "Split" || SplitsAtColons(call))
            && (call.TargetMethod.Name is not ("Substring" or "Remove") || CutsMapping(call));

    /// <summary>What is wrong with the call, for the message; null if nothing is.</summary>
    public string? WrongBecause(IInvocationOperation call)
    {
        switch (call.TargetMethod.Name)
        {
            case "MapToIPv4" when !IsKnownIPv4(call):
                return "MapToIPv4 makes another address of IPv6 ('2001:db8::1' becomes '0.0.0.1'); check IsIPv4MappedToIPv6 first";
            case "Replace":
            case "Substring" or "Remove" when AsksForMapping(call.Instance):
                return "'::ffff:' also stands inside IPv6 addresses, and mapped ones have other spellings; map the address, not its text";
            case "Split" when _texts.Of(call.Instance) != TextOrigin.None && !CountsColons(call):
                return "A colon stands between the groups of an IPv6 address, so splitting at it cuts the address; parse it";
            case "GetAddressBytes" when AddressBytes.AreReadAsIPv4(call, member.Body):
                return "The bytes of an address mean something else in IPv4, IPv6 and IPv4-mapped addresses; check the family first";
            default:
                return null;
        }
    }

    private bool IsKnownIPv4(IInvocationOperation call)
    {
        if (call.InstanceOf() is not { } address)
        {
            return true;
        }

        return IsIPv4ByItself(address)
            || (new GuardAnalysis(member.Body, new MappedConditions(address)).FactsAt(call) & GuardFacts.Checked) != 0
            || Sources(address, depth: 4).Any(source => source.DescendantsAndSelf().OfType<IAnonymousFunctionOperation>().Any(MappedConditions.AreIn)
                || source.DescendantsAndSelf().Any(part => part is IFieldReferenceOperation { Field: { Name: "InterNetwork", ContainingType.Name: "AddressFamily" } }))
            || IsInSwitchOverFamily(call);
    }

    private static bool IsIPv4ByItself(IOperation address) => address switch
    {
        IFieldReferenceOperation { Field: { IsStatic: true, Name: "Loopback" or "Any" or "Broadcast" or "None" } } => true,
        IInvocationOperation { TargetMethod.Name: "Parse", Arguments: [{ Value.ConstantValue: { HasValue: true, Value: string text } }] }
            => text.IndexOf('.') >= 0,
        _ => false,
    };

    /// <summary>What an address was selected from, where the selection may have been one by family.</summary>
    private IEnumerable<IOperation> Sources(IOperation? address, int depth)
    {
        while (address is not null && depth > 0)
        {
            yield return address;
            if (Body.VariableOf(address) is { } variable)
            {
                foreach (var source in member.Body.DefinitionsOf(variable).Take(8).SelectMany(definition => Sources(definition.Source.Unwrap(), depth - 1)))
                {
                    yield return source;
                }
            }

            address = address is IParameterReferenceOperation parameter && AddressTexts.SequenceOf(parameter) is { } sequence
                ? sequence.Unwrap()
                : address.InstanceOf();
            depth--;
        }
    }

    private static bool IsInSwitchOverFamily(IOperation call)
    {
        for (var current = call.Parent; current is not null; current = current.Parent)
        {
            if ((current is ISwitchExpressionArmOperation { Parent: ISwitchExpressionOperation choice } arm && (MappedConditions.AreIn(choice.Value) || MappedConditions.AreIn(arm.Pattern)))
                || (current is ISwitchCaseOperation { Parent: ISwitchOperation statement } part && (MappedConditions.AreIn(statement.Value) || part.Clauses.Any(MappedConditions.AreIn))))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary><c>Replace("::ffff:", "")</c>.</summary>
    private static bool RemovesMapping(IInvocationOperation call)
        => call.Arguments.Length > 1
            && IsMapping(call.Arguments[0].Value);

    /// <summary><c>Substring(7)</c>, <c>Substring("::ffff:".Length)</c>, <c>Remove(0, 7)</c>.</summary>
    private static bool CutsMapping(IInvocationOperation call)
        => call.Arguments.LastOrDefault()?.Value.Unwrap() is { } length
            && call.Arguments.Length == (call.TargetMethod.Name == "Remove" ? 2 : 1)
            && (length.ConstantValue is { HasValue: true, Value: 7 }
                || length is IPropertyReferenceOperation { Property.Name: "Length", Instance: { } prefix } && IsMapping(prefix));

    /// <summary>Whether the member looks for <c>::ffff:</c> at the beginning of the same text.</summary>
    private bool AsksForMapping(IOperation? text)
        => member.Body.Operations.Any(operation => operation is IInvocationOperation { TargetMethod.Name: "StartsWith", Arguments.Length: > 0 } question
            && IsMapping(question.Arguments[0].Value)
            && SameValue.Is(question.InstanceOf(), text, member.Body));

    private static bool IsMapping(IOperation text)
        => text.ConstantValue is { HasValue: true, Value: string constant } && constant.StartsWith("::ffff", StringComparison.OrdinalIgnoreCase);

    private static bool SplitsAtColons(IInvocationOperation call)
        => call.Arguments.Any(argument => argument.Value.DescendantsAndSelf()
            .Any(part => part.ConstantValue is { HasValue: true, Value: ':' or ":" }));

    /// <summary>Whoever asks how many parts there are, or looks for dots and brackets, knows about IPv6.</summary>
    private bool CountsColons(IInvocationOperation call)
    {
        var variable = (call.Parent as IVariableInitializerOperation)?.Parent is IVariableDeclaratorOperation declarator ? declarator.Symbol : null;
        if (variable is not null
            && member.Body.ReferencesTo(variable).Any(reference => reference.Parent is IPropertyReferenceOperation { Property.Name: "Length" }
                or IIsPatternOperation or ISwitchExpressionOperation))
        {
            return true;
        }

        for (var current = call.Parent; current is not null; current = current.Parent)
        {
            if (current is IConditionalOperation { Condition: var condition } && condition.DescendantsAndSelf().Any(part => part switch
                {
                    IInvocationOperation { TargetMethod.Name: "Count" or "LastIndexOf" or "IsMatch" } => true,
                    { ConstantValue: { HasValue: true, Value: '.' or "." or '[' or "[" or ']' or "]" or "]:" } } => true,
                    _ => MappedConditions.AreIn(part),
                }))
            {
                return true;
            }
        }

        return false;
    }
}
