using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ClientIpAnalyzers.Analyzers.Flow;

namespace ClientIpAnalyzers.Analyzers.Handling;

/// <summary>What is done with the bytes of an address.</summary>
internal static class AddressBytes
{
    /// <summary>The first octet from which on no IPv4 host has an address: such constants are meant for IPv6.</summary>
    private const int FirstMulticastOctet = 224;

    /// <summary>Bytes compared with other bytes or with octets, in a member that nowhere asks for the family.</summary>
    public static bool AreReadAsIPv4(IInvocationOperation call, Body body)
    {
        var uses = call.Parent is IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator }
            ? body.ReferencesTo(declarator.Symbol)
            : [call];
        return uses.Any(IsCompared)
            && !body.Operations.Any(operation => operation switch
            {
                IPropertyReferenceOperation { Property.Name: "Length" } length => SameValue.Is(length.Instance, call, body),
                IInvocationOperation { TargetMethod.Name: "MapToIPv4" or "MapToIPv6" } => true,
                IPropertyReferenceOperation property => property.Property.Name.StartsWith("IsIPv6", StringComparison.Ordinal) || MappedConditions.AreIn(property),
                IFieldReferenceOperation => MappedConditions.AreIn(operation),
                _ => false,
            });
    }

    private static bool IsCompared(IOperation bytes)
    {
        if (bytes.Parent is IArrayElementReferenceOperation { Indices: [var index] } element)
        {
            // The octets of a fixed place mean something; those that a loop visits are compared with others.
            var isFixed = index.ConstantValue.HasValue;
            IOperation value = element;
            while (value.Parent is IConversionOperation or IParenthesizedOperation or IBinaryOperation { OperatorKind: BinaryOperatorKind.And })
            {
                value = value.Parent;
            }

            return value.Parent switch
            {
                IIsPatternOperation or ISwitchOperation or ISwitchExpressionOperation => isFixed && HasOctet(value.Parent),
                IBinaryOperation
                {
                    OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals or BinaryOperatorKind.LessThan
                        or BinaryOperatorKind.LessThanOrEqual or BinaryOperatorKind.GreaterThan or BinaryOperatorKind.GreaterThanOrEqual,
                } comparison => (comparison.LeftOperand == value ? comparison.RightOperand : comparison.LeftOperand) is var other
                    && (isFixed ? IsOctet(other) : IsFirstOfSeveral(element, comparison)),
                _ => false,
            };
        }

        var outer = bytes.Parent;
        while (outer is IConversionOperation or IArgumentOperation)
        {
            outer = outer.Parent;
        }

        // Of two in one comparison the first is enough.
        return outer is IInvocationOperation { TargetMethod: { Name: "SequenceEqual" } method, Arguments: [var first, ..] }
            && method.IsFromFramework()
            && (first.Value.Unwrap() == bytes || first.Value.Unwrap() is not IInvocationOperation { TargetMethod.Name: "GetAddressBytes" });
    }

    /// <summary>Bytes compared with bytes, which is reported for the first of them.</summary>
    private static bool IsFirstOfSeveral(IArrayElementReferenceOperation element, IBinaryOperation comparison)
        => comparison.RightOperand.DescendantsAndSelf().Any(part => part is IArrayElementReferenceOperation)
            && comparison.Descendants().OfType<IArrayElementReferenceOperation>().First() == element;

    private static bool HasOctet(IOperation choice)
        => choice.Descendants().Any(part => part is IPatternOperation or ISingleValueCaseClauseOperation && part.Descendants().Any(value => value.ConstantValue.HasValue && IsOctet(value)));

    private static bool IsOctet(IOperation value)
        => value.ConstantValue is not { HasValue: true, Value: var constant } || constant is not (int or byte) || Convert.ToInt32(constant, null) < FirstMulticastOctet;
}
