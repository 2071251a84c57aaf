using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace ClientIpAnalyzers.Analyzers.Flow;

/// <summary>
/// Follows the name of a header to the text it can be: literals, constants, defaults of fields and properties,
/// fallback chains, elements of arrays. The first client-address name found is the answer.
/// </summary>
internal sealed class HeaderNameValues(WellKnownTypes types, SourceLookup sources, ClientAddressHeaders known)
{
    private const int MaxDepth = 8;

    public string? Find(IOperation? name, Body? body) => Find(name, body, MaxDepth);

    private string? Find(IOperation? name, Body? body, int depth)
    {
        if (name is null || depth == 0)
        {
            return null;
        }

        name = name.Unwrap();
        if (name.ConstantValue.HasValue)
        {
            return name.ConstantValue.Value is string text && known.Contains(text.Trim()) ? text.Trim() : null;
        }

        switch (name)
        {
            case ICoalesceOperation coalesce:
                return Find(coalesce.Value, body, depth - 1) ?? Find(coalesce.WhenNull, body, depth - 1);
            case IConditionalOperation conditional:
                return Find(conditional.WhenTrue, body, depth - 1) ?? Find(conditional.WhenFalse, body, depth - 1);
            case ISwitchExpressionOperation choice:
                return First(choice.Arms, arm => Find(arm.Value, body, depth - 1));
            case IConditionalAccessOperation access:
                return Find(access.WhenNotNull, body, depth - 1);
            case ILocalReferenceOperation local:
                return FindInDefinitions(local.Local, body, depth, asElements: false);
            case IParameterReferenceOperation parameter:
                return FindForParameter(parameter, body, depth);
            case IFieldReferenceOperation field:
                return FindForMember(field.Field, depth);
            case IPropertyReferenceOperation { Arguments.Length: 0 } property:
                return FindForProperty(property.Property, depth);
            case IPropertyReferenceOperation element:
                return FindElement(element.Instance, body, depth - 1);
            case IArrayElementReferenceOperation element:
                return FindElement(element.ArrayReference, body, depth - 1);
            case IInvocationOperation { TargetMethod.ContainingType.SpecialType: SpecialType.System_String } call:
                return Find(call.Instance, body, depth - 1);
            case IInvocationOperation { TargetMethod.ContainingType.Name: "Enumerable" } call:
                return FindElement(call.InstanceOf(), body, depth - 1);
            case IInvocationOperation { TargetMethod.Name: "GetValue" } call when call.TargetMethod.IsFromFramework():
                // configuration.GetValue("RealIpHeader", "X-Real-IP")
                return First(call.Arguments.Where(argument => argument.Parameter?.Name == "defaultValue"), argument => Find(argument.Value, body, depth - 1));
            case IInvocationOperation call when Returned(call) is { } results:
                return First(results, result => Find(result, null, depth - 1));
            default:
                return null;
        }
    }

    /// <summary>What a method of the compilation returns that is asked for the name: <c>GetRealIpHeader()</c>.</summary>
    private IEnumerable<IOperation>? Returned(IInvocationOperation call)
        => call.TargetMethod is { MethodKind: MethodKind.Ordinary, Parameters.IsEmpty: true, ReturnType.SpecialType: SpecialType.System_String } method
            && method.OriginalDefinition.DeclaringSyntaxReferences.FirstOrDefault() is { } reference
                ? sources.OperationOf(reference.GetSyntax())?.Descendants().OfType<IReturnOperation>()
                    .Where(result => result.EnclosingFunction() is null)
                    .Select(result => result.ReturnedValue)
                    .OfType<IOperation>()
                : null;

    private string? FindForProperty(IPropertySymbol property, int depth)
    {
        if (property.ContainingType.Is(types.ForwardedHeadersDefaults) || property.ContainingType.Is(types.ForwardedHeadersOptions))
        {
            var text = property.Name switch
            {
                "XForwardedForHeaderName" or "ForwardedForHeaderName" => "X-Forwarded-For",
                "XOriginalForHeaderName" or "OriginalForHeaderName" => "X-Original-For",
                _ => null,
            };
            return text is not null && known.Contains(text) ? text : null;
        }

        return FindForMember(property, depth);
    }

    /// <summary>A default comes first; without one, what the type's creators give it.</summary>
    private string? FindForMember(ISymbol member, int depth)
        => sources.InitializerOf(member) is { } initializer
            ? Find(initializer, null, depth - 1)
            : First(ConstructorArguments.KeptBy(member, sources), value => Find(value, null, depth - 1));

    private string? FindForParameter(IParameterReferenceOperation reference, Body? body, int depth)
    {
        var parameter = reference.Parameter;
        if (parameter is { HasExplicitDefaultValue: true, ExplicitDefaultValue: string text })
        {
            return known.Contains(text) ? text : null;
        }

        // names.Select(name => headers[name]): the parameter of a lambda is an element of what the call runs over.
        for (var current = reference.Parent; current is not null; current = current.Parent)
        {
            if (current is IAnonymousFunctionOperation lambda
                && SymbolEqualityComparer.Default.Equals(lambda.Symbol, parameter.ContainingSymbol))
            {
                var outer = lambda.Parent;
                while (outer is IConversionOperation or IDelegateCreationOperation or IArgumentOperation)
                {
                    outer = outer.Parent;
                }

                return outer is IInvocationOperation call && call.TargetMethod.IsFromFramework()
                    ? FindElement(call.InstanceOf() ?? call.Arguments.FirstOrDefault()?.Value, body, depth - 1)
                    : null;
            }
        }

        return FindInDefinitions(parameter, body, depth, asElements: false)
            ?? First(ConstructorArguments.GivenTo(parameter, sources), value => Find(value, null, depth - 1));
    }

    private string? FindElement(IOperation? collection, Body? body, int depth)
    {
        if (collection is null || depth == 0 || collection.Type?.SpecialType == SpecialType.System_String)
        {
            return null;
        }

        collection = collection.Unwrap();
        switch (collection)
        {
            case ILocalReferenceOperation local:
                return FindInDefinitions(local.Local, body, depth, asElements: true);
            case IFieldReferenceOperation field:
                return FindElement(sources.InitializerOf(field.Field), null, depth - 1);
            case IPropertyReferenceOperation { Arguments.Length: 0 } property:
                return FindElement(sources.InitializerOf(property.Property), null, depth - 1);
            case IConditionalAccessOperation access:
                return FindElement(access.Operation, body, depth - 1);
            case ICoalesceOperation coalesce:
                return FindElement(coalesce.Value, body, depth - 1) ?? FindElement(coalesce.WhenNull, body, depth - 1);
            case IInvocationOperation { TargetMethod.ContainingType.Name: "Enumerable" or "MemoryExtensions" } call
                when FindElement(call.InstanceOf(), body, depth - 1) is { } found:
                return found;
        }

        // Roslyn 4.8 has no operation for a collection expression: its elements are read from the syntax.
        if (collection.Syntax is CollectionExpressionSyntax expression)
        {
            var model = collection.SemanticModel ?? sources.ModelOf(expression.SyntaxTree);
            return First(expression.Elements.OfType<ExpressionElementSyntax>(), element
                => model?.GetConstantValue(element.Expression) is { HasValue: true, Value: string text } && known.Contains(text)
                    ? text
                    : Find(model?.GetOperation(element.Expression), body, depth - 1));
        }

        if (collection is not (IArrayCreationOperation or IArrayInitializerOperation or IObjectCreationOperation or IInvocationOperation))
        {
            return null;
        }

        return First(
            collection.Descendants().Where(part => part.Type?.SpecialType == SpecialType.System_String).Take(64),
            part => part.ConstantValue.HasValue || part is IFieldReferenceOperation ? Find(part, body, depth - 1) : null);
    }

    private string? FindInDefinitions(ISymbol variable, Body? body, int depth, bool asElements)
        => body is null
            ? null
            : First(body.DefinitionsOf(variable).Take(16), definition => definition.Kind switch
            {
                DefinitionKind.Value when asElements => FindElement(definition.Source, body, depth - 1),
                DefinitionKind.Value => Find(definition.Source, body, depth - 1),
                DefinitionKind.Element when !asElements => FindElement(definition.Source, body, depth - 1),
                _ => null,
            });

    private static string? First<T>(IEnumerable<T> candidates, Func<T, string?> find)
        => candidates.Select(find).FirstOrDefault(found => found is not null);
}
