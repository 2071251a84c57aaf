using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using ClientIpAnalyzers.Analyzers.Flow;

namespace ClientIpAnalyzers.Analyzers.Handling;

/// <summary>Follows an <c>IPNetwork</c> back to the constants that it, or the list it is an element of, was made of.</summary>
internal sealed class NetworkConstants(MemberAnalysis member)
{
    private const int MaxDepth = 8;
    private const int MaxParts = 256;

    /// <summary>The first affected network that the value can be; null where none is known.</summary>
    public AffectedNetwork? FindAffected(IOperation? network) => Find(network, member.Body, MaxDepth);

    private AffectedNetwork? Find(IOperation? value, Body? body, int depth)
    {
        if (value is null || depth == 0)
        {
            return null;
        }

        value = value.Unwrap();
        switch (value)
        {
            case IInvocationOperation call when IsParse(call):
                return call.Arguments[0].Value.ConstantValue is { HasValue: true, Value: string text } ? AffectedNetwork.Of(text) : null;
            case IObjectCreationOperation { Arguments: [var address, var length, ..] } creation when creation.Type.Is(member.Types.IPNetwork):
                return AddressOf(address.Value) is { } literal && length.Value.ConstantValue is { HasValue: true, Value: int prefix }
                    ? AffectedNetwork.Of(literal, prefix)
                    : null;
            case ILocalReferenceOperation or IParameterReferenceOperation:
                return FindVariable(value, body, depth);
            case IFieldReferenceOperation field:
                return Find(member.Facts.Sources.InitializerOf(field.Field), null, depth - 1);
            case IPropertyReferenceOperation { Property.IsIndexer: false, Instance: null or IInstanceReferenceOperation } property:
                return Find(member.Facts.Sources.InitializerOf(property.Property), null, depth - 1);
            case IPropertyReferenceOperation { Property.IsIndexer: true } element:
                return Find(element.Instance, body, depth - 1);
            case IArrayElementReferenceOperation element:
                return Find(element.ArrayReference, body, depth - 1);
            case IConditionalAccessOperation access:
                return Find(access.Operation, body, depth - 1);
            case ICoalesceOperation coalesce:
                return Find(coalesce.Value, body, depth - 1) ?? Find(coalesce.WhenNull, body, depth - 1);
            default:
                return FindInList(value, body, depth);
        }
    }

    private AffectedNetwork? FindVariable(IOperation value, Body? body, int depth)
    {
        if (value is IParameterReferenceOperation parameter && AddressTexts.SequenceOf(parameter) is { } sequence)
        {
            return Find(sequence, body, depth - 1);
        }

        return body is null || Body.VariableOf(value) is not { } variable
            ? null
            : First(body.DefinitionsOf(variable).Take(8), definition => Find(definition.Source, body, depth - 1));
    }

    /// <summary>The elements of a list, in whatever way it is built, and the texts of those that a <c>Select</c> parses.</summary>
    private AffectedNetwork? FindInList(IOperation list, Body? body, int depth)
    {
        // Roslyn 4.8 has no operation for a collection expression: its elements are read from the syntax.
        if (list.Syntax is CollectionExpressionSyntax expression)
        {
            var model = list.SemanticModel ?? member.Facts.Sources.ModelOf(expression.SyntaxTree);
            return First(
                expression.Elements.OfType<ExpressionElementSyntax>().Take(MaxParts),
                element => FindElement(model?.GetOperation(element.Expression), body, depth));
        }

        if (list is IInvocationOperation call && call.TargetMethod.IsFromFramework())
        {
            return First(call.Arguments.Select(argument => argument.Value).Append(call.Instance), input => Find(input, body, depth - 1));
        }

        return list is IArrayCreationOperation or IObjectCreationOperation
            ? First(list.Descendants().Take(MaxParts), part => FindElement(part, body, depth))
            : null;
    }

    private AffectedNetwork? FindElement(IOperation? part, Body? body, int depth) => part switch
    {
        { ConstantValue: { HasValue: true, Value: string text } } when text.IndexOf('/') > 0 => AffectedNetwork.Of(text),
        IInvocationOperation or IObjectCreationOperation or IFieldReferenceOperation or ILocalReferenceOperation => Find(part, body, depth - 1),
        _ => null,
    };

    private bool IsParse(IInvocationOperation call)
        => call.TargetMethod.Name is "Parse" or "TryParse" && call.TargetMethod.ContainingType.Is(member.Types.IPNetwork);

    private string? AddressOf(IOperation address)
    {
        address = address.Unwrap();
        if (address is IFieldReferenceOperation { Field: { IsReadOnly: true } field })
        {
            address = member.Facts.Sources.InitializerOf(field)?.Unwrap() ?? address;
        }

        return address is IInvocationOperation { TargetMethod.Name: "Parse", Arguments: [{ Value.ConstantValue: { HasValue: true, Value: string text } }] } ? text : null;
    }

    private static AffectedNetwork? First<T>(IEnumerable<T> candidates, Func<T, AffectedNetwork?> find)
        => candidates.Select(find).FirstOrDefault(found => found is not null);
}
