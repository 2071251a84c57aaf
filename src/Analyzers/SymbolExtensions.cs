using Microsoft.CodeAnalysis;

namespace ClientIpAnalyzers.Analyzers;

/// <summary>Questions about symbols that several rules ask.</summary>
internal static class SymbolExtensions
{
    public static bool Is(this ITypeSymbol? type, ITypeSymbol? other)
        => type is not null && other is not null
            && SymbolEqualityComparer.Default.Equals(type.OriginalDefinition, other.OriginalDefinition);

    /// <summary>Whether the type is <paramref name="other"/>, derives from it or implements it.</summary>
    public static bool IsOrInherits(this ITypeSymbol? type, ITypeSymbol? other)
    {
        if (type is null || other is null)
        {
            return false;
        }

        for (var current = type; current is not null; current = current.BaseType)
        {
            if (current.Is(other))
            {
                return true;
            }
        }

        if (type is ITypeParameterSymbol parameter)
        {
            return parameter.ConstraintTypes.Any(constraint => constraint.IsOrInherits(other));
        }

        return other.TypeKind == TypeKind.Interface && type.AllInterfaces.Any(candidate => candidate.Is(other));
    }

    /// <summary>Whether the symbol belongs to .NET or ASP.NET Core rather than to somebody's own code.</summary>
    public static bool IsFromFramework(this ISymbol symbol)
    {
        if (symbol.Locations.Any(location => location.IsInSource))
        {
            return false;
        }

        var root = symbol.ContainingNamespace;
        while (root?.ContainingNamespace is { IsGlobalNamespace: false } outer)
        {
            root = outer;
        }

        return root?.Name is "System" or "Microsoft";
    }

    public static bool HasAttribute(this ISymbol symbol, string fullName)
        => symbol.GetAttributes().Any(attribute => attribute.AttributeClass?.ToDisplayString() == fullName);

    public static bool IsBoolean(this ITypeSymbol? type)
        => type?.SpecialType == SpecialType.System_Boolean
            || (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable
                && nullable.TypeArguments[0].SpecialType == SpecialType.System_Boolean);

    /// <summary>A bool, or what a bool is awaited from.</summary>
    public static bool IsAwaitableBoolean(this ITypeSymbol? type)
        => type.IsBoolean()
            || (type is INamedTypeSymbol { Name: "Task" or "ValueTask", TypeArguments.Length: 1 } task
                && task.TypeArguments[0].IsBoolean());

    /// <summary>The element type of an array or of anything that can be enumerated; null for text and the rest.</summary>
    public static ITypeSymbol? ElementType(this ITypeSymbol? type)
    {
        if (type is null || type.SpecialType == SpecialType.System_String)
        {
            return null;
        }

        if (type is IArrayTypeSymbol array)
        {
            return array.ElementType;
        }

        if (type is INamedTypeSymbol { Name: "Span" or "ReadOnlySpan" or "Memory" or "ReadOnlyMemory", TypeArguments.Length: 1 } span)
        {
            return span.TypeArguments[0];
        }

        var enumerable = type.OriginalDefinition.SpecialType == SpecialType.System_Collections_Generic_IEnumerable_T
            ? type
            : type.AllInterfaces.FirstOrDefault(candidate
                => candidate.OriginalDefinition.SpecialType == SpecialType.System_Collections_Generic_IEnumerable_T);
        return (enumerable as INamedTypeSymbol)?.TypeArguments[0];
    }
}
