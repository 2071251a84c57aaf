using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace ClientIpAnalyzers.Analyzers.Flow;

/// <summary>
/// The ranges that a value can be, where code writes them: <c>IPNetwork.Parse("10.0.0.0/8")</c>,
/// <c>new IPNetwork(IPAddress.Any, 0)</c>, through locals, loops, defaults and sequence methods.
/// </summary>
internal sealed class RangeValues(SourceLookup sources, WellKnownTypes types)
{
    private const int MaxDepth = 8;
    private const int MaxRanges = 64;

    private static readonly char[] Separators = [',', ';', ' '];

    public IReadOnlyList<AddressRange> Find(IOperation value, Body body)
    {
        var found = new List<AddressRange>();
        Collect(value, body, found, MaxDepth);
        return found;
    }

    private void Collect(IOperation? value, Body? body, List<AddressRange> found, int depth)
    {
        if (value is null || depth == 0 || found.Count >= MaxRanges)
        {
            return;
        }

        value = value.Unwrap();
        if (value.ConstantValue.HasValue)
        {
            CollectText(value.ConstantValue.Value as string, found);
            return;
        }

        switch (value)
        {
            case IObjectCreationOperation creation when IsNetwork(creation.Type) && creation.Arguments.Length == 2:
                CollectNetwork(creation, body, found);
                break;
            case IDefaultValueOperation when value.Type.Is(types.IPNetwork):
                found.Add(default);
                break;
            case ILocalReferenceOperation local:
                CollectDefinitions(local.Local, body, found, depth);
                break;
            case IParameterReferenceOperation { Parameter: var parameter } reference:
                CollectDefinitions(parameter, body, found, depth);
                Collect(RunOver(reference), body, found, depth - 1);
                break;
            case IFieldReferenceOperation { Field: var field }:
                Collect(sources.InitializerOf(field), null, found, depth - 1);
                break;
            case IPropertyReferenceOperation { Arguments.Length: 0 } property when property.Property.IsStatic || sources.InitializerOf(property.Property) is not null:
                Collect(sources.InitializerOf(property.Property), null, found, depth - 1);
                break;
            case IInvocationOperation call:
                Collect(call.Instance, body, found, depth - 1);
                CollectAll(call.Arguments.Select(argument => argument.Value), body, found, depth);
                break;
            case IAnonymousFunctionOperation or IMethodReferenceOperation:
                break;
            default:
                if (value.Syntax is CollectionExpressionSyntax expression)
                {
                    // Roslyn 4.8 has no operation for it.
                    var model = value.SemanticModel ?? sources.ModelOf(expression.SyntaxTree);
                    CollectAll(expression.Elements.Select(element => element switch
                    {
                        ExpressionElementSyntax single => model?.GetOperation(single.Expression),
                        SpreadElementSyntax spread => model?.GetOperation(spread.Expression),
                        _ => null,
                    }), body, found, depth);
                }
                else
                {
                    CollectAll(value.ChildOperations, body, found, depth);
                }

                break;
        }
    }

    private void CollectAll(IEnumerable<IOperation?> values, Body? body, List<AddressRange> found, int depth)
    {
        foreach (var value in values.Take(MaxRanges))
        {
            Collect(value, body, found, depth - 1);
        }
    }

    private void CollectDefinitions(ISymbol variable, Body? body, List<AddressRange> found, int depth)
    {
        foreach (var definition in body?.DefinitionsOf(variable).Take(16) ?? [])
        {
            Collect(definition.Source, body, found, depth - 1);
        }
    }

    private static void CollectText(string? text, List<AddressRange> found)
    {
        if (text?.Contains("/") == true)
        {
            foreach (var part in text.Split(Separators, StringSplitOptions.RemoveEmptyEntries))
            {
                if (part.Contains("/") && RangeText.TryParse(part.AsSpan(), out var range))
                {
                    found.Add(range);
                }
            }
        }
    }

    private void CollectNetwork(IObjectCreationOperation creation, Body? body, List<AddressRange> found)
    {
        var address = creation.Arguments.FirstOrDefault(argument => argument.Parameter?.Ordinal == 0)?.Value.Unwrap();
        var length = creation.Arguments.FirstOrDefault(argument => argument.Parameter?.Ordinal == 1)?.Value;
        if (ConstantValues.Find(length, body, sources) is not { HasValue: true, Value: int bits })
        {
            return;
        }

        if (bits == 0)
        {
            found.Add(default);
        }
        else if (AddressOf(address) is { } text && RangeText.TryParse((text + "/" + bits).AsSpan(), out var range))
        {
            found.Add(range);
        }
    }

    private static string? AddressOf(IOperation? address) => address switch
    {
        IInvocationOperation { TargetMethod.Name: "Parse", Arguments.Length: > 0 } parse
            => parse.Arguments[0].Value.Unwrap().ConstantValue is { HasValue: true, Value: string text } ? text : null,
        IObjectCreationOperation { Arguments.Length: > 0 } creation => BytesOf(creation.Arguments[0].Value.Unwrap()),
        _ => null,
    };

    private static string? BytesOf(IOperation value)
    {
        var bytes = value is IArrayCreationOperation { Initializer: { } initializer }
            ? initializer.ElementValues.Select(element => element.Unwrap().ConstantValue.Value?.ToString())
            : value.Syntax is CollectionExpressionSyntax expression
                ? expression.Elements.OfType<ExpressionElementSyntax>().Select(element => value.SemanticModel?.GetConstantValue(element.Expression).Value?.ToString())
                : [];
        var parts = bytes.Take(5).ToList();
        return parts.Count == 4 && parts.All(part => part is not null) ? string.Join(".", parts) : null;
    }

    private bool IsNetwork(ITypeSymbol? type) => type.Is(types.IPNetwork) || type.Is(types.ForwardedNetwork);

    /// <summary>What <c>Select</c> or <c>ForEach</c> hands to the parameter of a lambda.</summary>
    private static IOperation? RunOver(IParameterReferenceOperation reference)
    {
        for (var function = reference.EnclosingFunction(); function is not null; function = function.EnclosingFunction())
        {
            if (function is IAnonymousFunctionOperation lambda && SymbolEqualityComparer.Default.Equals(lambda.Symbol, reference.Parameter.ContainingSymbol))
            {
                var outer = lambda.Parent;
                while (outer is IConversionOperation or IDelegateCreationOperation or IArgumentOperation)
                {
                    outer = outer.Parent;
                }

                return outer is IInvocationOperation call ? call.InstanceOf() ?? call.Arguments.FirstOrDefault()?.Value : null;
            }
        }

        return null;
    }
}
