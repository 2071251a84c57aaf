using ClientIpAnalyzers.Declarations;
using Microsoft.CodeAnalysis;

namespace ClientIpAnalyzers.Analyzers.Declaring;

/// <summary>Whether the name of the accessor is free in a type.</summary>
internal static class AccessorName
{
    private const string Name = DeclarationNames.AccessorMember;

    /// <summary>What has the name already; null where nothing that matters has.</summary>
    public static string? Problem(INamedTypeSymbol type)
    {
        if (type.Name == Name)
        {
            return $"A type cannot have a member of its own name, so '{Name}' gets no accessor: rename the type";
        }

        if (type.OwnMembers(Name).FirstOrDefault() is { } own)
        {
            return $"'{type.Name}' has a member '{Name}' of its own, {Describe(own)}: rename it, or read HttpContext.GetClientIp() instead of the accessor";
        }

        for (var current = type.BaseType; current is not null; current = current.BaseType)
        {
            foreach (var member in current.OwnMembers(Name))
            {
                // Another accessor may be hidden: both are the client of the current request.
                if (!IsClientIp(member) && IsVisible(member, type))
                {
                    return $"The accessor would hide '{current.Name}.{Name}', {Describe(member)}, for '{type.Name}' alone: rename that member, or read HttpContext.GetClientIp() instead of the accessor";
                }
            }
        }

        return null;
    }

    private static bool IsClientIp(ISymbol member)
        => member is IPropertySymbol { IsStatic: false, Type: { Name: Name, ContainingNamespace: { Name: DeclarationNames.Namespace, ContainingNamespace.IsGlobalNamespace: true } } };

    private static bool IsVisible(ISymbol member, INamedTypeSymbol type)
        => member.DeclaredAccessibility switch
        {
            Accessibility.Private => false,
            Accessibility.Internal or Accessibility.ProtectedAndInternal
                => SymbolEqualityComparer.Default.Equals(member.ContainingAssembly, type.ContainingAssembly),
            _ => true,
        };

    private static string Describe(ISymbol member)
        => member switch
        {
            IPropertySymbol => "a property",
            IFieldSymbol => "a field",
            IMethodSymbol => "a method",
            IEventSymbol => "an event",
            _ => "a type",
        };
}
