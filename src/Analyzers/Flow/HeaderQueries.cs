using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ClientIpAnalyzers.Analyzers.Flow;

/// <summary>Headers that are looked for as pairs: <c>headers.First(pair =&gt; pair.Key == "X-Forwarded-For")</c>.</summary>
internal static class HeaderQueries
{
    /// <summary>What the keys are compared with, if the call takes pairs by their key; null if it does not.</summary>
    public static IOperation? NameIn(IInvocationOperation call)
        => call.TargetMethod.Name is "First" or "FirstOrDefault" or "Single" or "SingleOrDefault" or "Last" or "LastOrDefault" or "Where" or "Find" or "FindAll"
            && call.ExplicitArguments().FirstOrDefault()?.Value.Unwrap() is IAnonymousFunctionOperation { Symbol.Parameters: [{ Type.Name: "KeyValuePair" } pair] } predicate
                ? predicate.Body.Descendants().Select(part => ComparedWith(part, pair)).FirstOrDefault(name => name is not null)
                : null;

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

    private static IOperation? ComparedWith(IOperation part, IParameterSymbol pair)
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

    private static bool IsKeyOf(IOperation? text, IParameterSymbol pair)
        => text?.Unwrap() switch
        {
            IPropertyReferenceOperation { Property.Name: "Key", Instance: IParameterReferenceOperation { Parameter: var parameter } }
                => SymbolEqualityComparer.Default.Equals(parameter, pair),
            IInvocationOperation { TargetMethod.ContainingType.SpecialType: SpecialType.System_String, Instance: { } inner } => IsKeyOf(inner, pair),
            _ => false,
        };
}
