using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ClientIpAnalyzers.Analyzers.Flow;

/// <summary>Headers that are looked for as pairs: <c>headers.First(pair =&gt; pair.Key == "X-Forwarded-For")</c>.</summary>
internal static class HeaderQueries
{
    /// <summary>What the keys are compared with, if the call takes pairs by their key; null if it does not.</summary>
    public static IOperation? NameIn(IInvocationOperation call)
        => call.TargetMethod.Name is "First" or "FirstOrDefault" or "Single" or "SingleOrDefault" or "Last" or "LastOrDefault" or "Where" or "Find" or "FindAll"
            && call.ExplicitArguments().FirstOrDefault()?.Value.Unwrap() is IAnonymousFunctionOperation { Symbol.Parameters: [{ Type.Name: "KeyValuePair" or "Entry" } pair] } predicate
                ? predicate.Body.Descendants().Select(part => ComparedWith(part, pair)).FirstOrDefault(name => name is not null)
                : null;

    /// <summary>What the key of a pair is compared with, wherever that is done in the member; null if nowhere.</summary>
    public static IOperation? NameOf(ILocalSymbol pair, Body body)
        => body.ReferencesTo(pair)
            .SelectMany(reference => Around(reference).Select(part => ComparedWith(part, pair)))
            .FirstOrDefault(name => name is not null);

    private static IEnumerable<IOperation> Around(IOperation reference)
    {
        for (var current = reference.Parent; current is IPropertyReferenceOperation or IInvocationOperation or IArgumentOperation or IConversionOperation or IBinaryOperation; current = current.Parent)
        {
            yield return current;
        }
    }

    /// <summary>The pairs themselves, where a copy of them is searched.</summary>
    public static IOperation? Source(IOperation? pairs)
    {
        while (pairs?.Unwrap() is IInvocationOperation { TargetMethod.Name: "ToList" or "ToArray" or "AsEnumerable" or "ToDictionary" } copy
            && copy.TargetMethod.IsFromFramework())
        {
            pairs = copy.InstanceOf();
        }

        return pairs;
    }

    private static IOperation? ComparedWith(IOperation part, ISymbol pair)
    {
        var (left, right) = part switch
        {
            IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals } equals => (equals.LeftOperand, equals.RightOperand),
            IInvocationOperation { TargetMethod.Name: "Equals", Instance: { } instance, Arguments: [var other, ..] } => (instance, other.Value),
            IInvocationOperation { TargetMethod.Name: "Equals", Instance: null, Arguments: [var first, var second, ..] } => (first.Value, second.Value),
            _ => default,
        };
        return IsKeyOf(left, pair) ? right : IsKeyOf(right, pair) ? left : null;
    }

    private static bool IsKeyOf(IOperation? text, ISymbol pair)
        => text?.Unwrap() switch
        {
            IPropertyReferenceOperation { Property.Name: "Key", Instance: IParameterReferenceOperation or ILocalReferenceOperation } key
                => SymbolEqualityComparer.Default.Equals(Body.VariableOf(key.Instance), pair),
            IInvocationOperation { TargetMethod.ContainingType.SpecialType: SpecialType.System_String, Instance: { } inner } => IsKeyOf(inner, pair),
            _ => false,
        };
}
