using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using ClientIpAnalyzers.Analyzers.Flow;

namespace ClientIpAnalyzers.Analyzers.Setup;

/// <summary>Whether a loop over the ranges to trust can be one over nothing.</summary>
internal static class LoopFacts
{
    public static bool RunsAtLeastOnce(IForEachLoopOperation loop, SetupCode code)
    {
        var collection = loop.Collection.Unwrap();
        return HoldsSomething(collection, code, depth: 4) || (SymbolOf(collection) is { } symbol && IsGuarded(loop, symbol));
    }

    private static bool HoldsSomething(IOperation? value, SetupCode code, int depth)
    {
        if (value is null || depth == 0)
        {
            return false;
        }

        value = value.Unwrap();
        switch (value)
        {
            case IArrayCreationOperation array:
                return array.Initializer is { ElementValues.Length: > 0 };
            case IArrayInitializerOperation elements:
                return elements.ElementValues.Length > 0;
            case IObjectCreationOperation creation:
                return creation.Initializer is { Initializers.Length: > 0 };
            case ILocalReferenceOperation local:
                var definitions = code.BodyAround(local).DefinitionsOf(local.Local);
                return definitions.Count > 0 && definitions.All(definition
                    => definition.Kind == DefinitionKind.Value && HoldsSomething(definition.Source, code, depth - 1));
            case IFieldReferenceOperation { Field.IsReadOnly: true } field:
                return HoldsSomething(code.Sources.InitializerOf(field.Field), code, depth - 1);
            case IPropertyReferenceOperation { Property: { IsStatic: true, SetMethod: null } property }:
                return HoldsSomething(code.Sources.InitializerOf(property), code, depth - 1);
            case IInvocationOperation { TargetMethod: { Name: "Split", ContainingType.SpecialType: SpecialType.System_String } } split:
                return split.Arguments.Where(argument => argument.Parameter?.Type.Name == nameof(StringSplitOptions)).All(argument
                    => argument.Value.Unwrap().ConstantValue is { HasValue: true, Value: int options } && (options & (int)StringSplitOptions.RemoveEmptyEntries) == 0);
            case IInvocationOperation { TargetMethod.ContainingType: { Name: "Dns" } dns } when dns.IsFromFramework():
                // Throws where a name has no address.
                return true;
            case IPropertyReferenceOperation { Property: { Name: "AddressList", ContainingType.Name: "IPHostEntry" } }:
                return true;
            case IInvocationOperation { TargetMethod: { Name: "Select" or "ToList" or "ToArray" or "AsEnumerable", ContainingType.Name: "Enumerable" } } call:
                return HoldsSomething(call.InstanceOf(), code, depth - 1);
            default:
                return value.Syntax is CollectionExpressionSyntax expression && expression.Elements.Any(element => element is ExpressionElementSyntax);
        }
    }

    /// <summary>The code asks how much there is before it comes here.</summary>
    private static bool IsGuarded(IOperation loop, ISymbol collection)
    {
        var child = loop;
        for (var current = loop.Parent; current is not null; child = current, current = current.Parent)
        {
            if (current is IConditionalOperation conditional && conditional.Condition != child && AsksForCount(conditional.Condition, collection))
            {
                return true;
            }

            if (current is IBlockOperation block
                && block.Operations.TakeWhile(statement => statement != child).OfType<IConditionalOperation>().Any(earlier
                    => Leaves(earlier.WhenTrue) && AsksForCount(earlier.Condition, collection)))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Leaves(IOperation statement)
        => statement is IBlockOperation block ? block.Operations.Any(Leaves) : statement is IReturnOperation or IThrowOperation or IExpressionStatementOperation { Operation: IThrowOperation };

    private static bool AsksForCount(IOperation condition, ISymbol collection)
        => condition.DescendantsAndSelf().Any(part => part switch
        {
            IPropertyReferenceOperation { Property.Name: "Count" or "Length" } count => IsSame(count.InstanceOf(), collection),
            IInvocationOperation { TargetMethod.Name: "Any" or "Count" or "IsNullOrEmpty" } call
                => IsSame(call.InstanceOf(), collection) || call.Arguments.Any(argument => IsSame(argument.Value, collection)),
            IIsPatternOperation test => IsSame(test.Value, collection) && test.Pattern.Descendants().Any(inner => inner is IPropertySubpatternOperation or IListPatternOperation),
            _ => false,
        });

    private static bool IsSame(IOperation? value, ISymbol collection)
        => value is not null && SymbolEqualityComparer.Default.Equals(SymbolOf(value.Unwrap()), collection);

    private static ISymbol? SymbolOf(IOperation value) => value switch
    {
        ILocalReferenceOperation local => local.Local,
        IParameterReferenceOperation parameter => parameter.Parameter,
        IMemberReferenceOperation member => member.Member,
        IConditionalAccessInstanceOperation placeholder => placeholder.Receiver()?.Unwrap() is { } receiver ? SymbolOf(receiver) : null,
        IConditionalAccessOperation access => SymbolOf(access.WhenNotNull.Unwrap()),
        _ => null,
    };
}
