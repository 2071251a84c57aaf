using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ClientIpAnalyzers.Analyzers.Flow;

namespace ClientIpAnalyzers.Analyzers.Handling;

/// <summary>
/// What a condition proves about one address: "checked" is IPv4, mapped or not; "check failed" is an address that is
/// not IPv4-mapped.
/// </summary>
internal sealed class MappedConditions(IOperation address) : IConditionFacts
{
    private const string MappedProperty = "IsIPv4MappedToIPv6";

    /// <summary>Whether anything in the code looks at the family of an address.</summary>
    public static bool AreIn(IOperation code) => code.DescendantsAndSelf().Any(operation => operation switch
    {
        IPropertyReferenceOperation { Property.Name: MappedProperty or "AddressFamily" } => true,
        IFieldReferenceOperation { Field.ContainingType.Name: "AddressFamily" } => true,
        _ => false,
    });

    public GuardFacts AfterReturn(IInvocationOperation call, Body body) => GuardFacts.None;

    public Outcome Of(IOperation? condition, Body body)
    {
        switch (condition?.Unwrap())
        {
            case IPropertyReferenceOperation { Property.Name: MappedProperty } property when SameValue.Is(property.Instance, address, body):
                return Outcome.Check;
            case IConditionalAccessOperation access:
                return Of(access.WhenNotNull, body) with { WhenFalse = GuardFacts.None };
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals } equals:
                return OfFamily(equals.LeftOperand, equals.RightOperand, body);
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.NotEquals } differs:
                return OfFamily(differs.LeftOperand, differs.RightOperand, body).Not();
            case IIsPatternOperation test:
                return OfPattern(test.Pattern, test.Value, body);
            case IInvocationOperation call when call.TargetMethod.Name.Contains("Mapped")
                && call.Type.IsBoolean()
                && call.Arguments.Select(argument => argument.Value).Append(call.Instance).Any(input => SameValue.Is(input, address, body)):
                return Outcome.Check;
            default:
                return default;
        }
    }

    private Outcome OfPattern(IPatternOperation pattern, IOperation? value, Body body) => pattern switch
    {
        INegatedPatternOperation negated => OfPattern(negated.Pattern, value, body).Not(),
        IBinaryPatternOperation { OperatorKind: BinaryOperatorKind.And } and
            => OfPattern(and.LeftPattern, value, body).And(OfPattern(and.RightPattern, value, body)),
        IBinaryPatternOperation or => OfPattern(or.LeftPattern, value, body).Or(OfPattern(or.RightPattern, value, body)),
        IConstantPatternOperation constant when value is not null => OfFamily(value, constant.Value, body),
        IRecursivePatternOperation recursive => recursive.PropertySubpatterns
            .Select(part => OfPart(part, recursive, value, body))
            .Aggregate(default(Outcome), (all, next) => all.And(next)),
        _ => default,
    };

    private Outcome OfPart(IPropertySubpatternOperation part, IRecursivePatternOperation whole, IOperation? value, Body body)
    {
        if (part.Member is not IPropertyReferenceOperation { Property.Name: var name } member)
        {
            return default;
        }

        var concerns = SameValue.Is(value, address, body)
            || (whole.DeclaredSymbol is { } declared && SymbolEqualityComparer.Default.Equals(Body.VariableOf(address.Unwrap()), declared));
        if (name == MappedProperty && concerns && part.Pattern is IConstantPatternOperation { Value.ConstantValue.Value: bool expected })
        {
            return expected ? new(GuardFacts.Checked, GuardFacts.None) : new(GuardFacts.CheckFailed, GuardFacts.None);
        }

        if (name == "AddressFamily" && concerns && part.Pattern is IConstantPatternOperation family)
        {
            return OfFamilyName(family.Value) with { WhenFalse = GuardFacts.None };
        }

        return OfPattern(part.Pattern, member, body) with { WhenFalse = GuardFacts.None };
    }

    private Outcome OfFamily(IOperation left, IOperation right, Body body)
    {
        left = left.Unwrap();
        left = left is IConditionalAccessOperation access ? access.WhenNotNull.Unwrap() : left;
        return left is IPropertyReferenceOperation { Property.Name: "AddressFamily" } family && SameValue.Is(family.Instance, address, body)
            ? OfFamilyName(right)
            : default;
    }

    /// <summary>An IPv4 address is mapped to itself; an IPv6 address may be anything.</summary>
    private static Outcome OfFamilyName(IOperation name) => (name.Unwrap() as IFieldReferenceOperation)?.Field.Name switch
    {
        "InterNetwork" => new(GuardFacts.Checked, GuardFacts.None),
        "InterNetworkV6" => new(GuardFacts.None, GuardFacts.Checked),
        _ => default,
    };
}
