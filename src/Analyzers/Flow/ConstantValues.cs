using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ClientIpAnalyzers.Analyzers.Flow;

/// <summary>
/// The constant that a value is, also where code gives it a name first: a variable that is written once, a field or
/// property that keeps what it starts with.
/// </summary>
internal static class ConstantValues
{
    private const int MaxDepth = 4;

    public static Optional<object?> Find(IOperation? value, Body? body, SourceLookup sources, int depth = MaxDepth)
    {
        if (value is null || depth == 0)
        {
            return default;
        }

        // A conversion may be what makes it a constant, and may be what hides one.
        if (value.ConstantValue.HasValue)
        {
            return value.ConstantValue;
        }

        value = value.Unwrap();
        if (value.ConstantValue.HasValue)
        {
            return value.ConstantValue;
        }

        return value switch
        {
            IDefaultValueOperation when value.IsNullOrDefault() && value.Type is { IsReferenceType: true } or { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T }
                => new Optional<object?>(null),
            ILocalReferenceOperation local when body?.DefinitionsOf(local.Local) is [{ Kind: DefinitionKind.Value, Source: var source }]
                => Find(source, body, sources, depth - 1),
            IFieldReferenceOperation { Field: { IsReadOnly: true, IsStatic: true } field } => Find(sources.InitializerOf(field), null, sources, depth - 1),
            IPropertyReferenceOperation { Property: { IsStatic: true, SetMethod: null } property } => Find(sources.InitializerOf(property), null, sources, depth - 1),
            _ => default,
        };
    }
}
