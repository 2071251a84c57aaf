using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ClientIpAnalyzers.Declarations;

internal enum RequestReachKind
{
    /// <summary>The member is an <c>HttpContext</c>.</summary>
    Context,

    /// <summary>The member is an <c>IHttpContextAccessor</c>.</summary>
    ContextAccessor,

    /// <summary>The member is a hub's <c>HubCallerContext</c>.</summary>
    HubCallerContext,
}

/// <summary>How a member that is added to a type gets at the current request.</summary>
/// <param name="Name">Of the field, the property, or the primary constructor's parameter.</param>
/// <param name="IsParameter">Whether it is such a parameter, which <c>this</c> does not reach.</param>
internal readonly record struct RequestReach(RequestReachKind Kind, string Name, bool IsParameter)
{
    /// <summary>
    /// The shortest way: a context before an accessor, a member of the type before one of its bases. Null where an
    /// instance of the type has none.
    /// </summary>
    public static RequestReach? Of(INamedTypeSymbol type)
    {
        RequestReach? found = null;
        for (var current = type; current is not null; current = current.BaseType)
        {
            foreach (var member in current.GetMembers())
            {
                if (ValueTypeOf(member) is { } valueType
                    && KindOf(valueType) is { } kind
                    && (found is null || kind < found.Value.Kind)
                    && IsAccessible(member, type))
                {
                    found = new RequestReach(kind, member.Name, IsParameter: false);
                }
            }
        }

        return found is { Kind: RequestReachKind.Context } ? found : FromPrimaryConstructor(type) ?? found;
    }

    private static RequestReach? FromPrimaryConstructor(INamedTypeSymbol type)
    {
        foreach (var constructor in type.InstanceConstructors)
        {
            // A plain constructor's parameter is gone when the member is asked.
            if (constructor.DeclaringSyntaxReferences.Any(reference => reference.GetSyntax() is TypeDeclarationSyntax))
            {
                foreach (var parameter in constructor.Parameters)
                {
                    if (KindOf(parameter.Type) is { } kind and not RequestReachKind.HubCallerContext)
                    {
                        return new RequestReach(kind, parameter.Name, IsParameter: true);
                    }
                }
            }
        }

        return null;
    }

    private static ITypeSymbol? ValueTypeOf(ISymbol member)
        => member switch
        {
            { IsStatic: true } or { CanBeReferencedByName: false } => null,
            IFieldSymbol field => field.Type,
            IPropertySymbol { GetMethod: not null, Parameters.IsEmpty: true, ExplicitInterfaceImplementations.IsEmpty: true } property => property.Type,
            _ => null,
        };

    private static bool IsAccessible(ISymbol member, INamedTypeSymbol type)
    {
        var accessibility = member is IPropertySymbol { GetMethod: { } getter } ? getter.DeclaredAccessibility : member.DeclaredAccessibility;
        return accessibility switch
        {
            Accessibility.Public or Accessibility.Protected or Accessibility.ProtectedOrInternal => true,
            Accessibility.Internal or Accessibility.ProtectedAndInternal
                => SymbolEqualityComparer.Default.Equals(member.ContainingAssembly, type.ContainingAssembly),
            _ => SymbolEqualityComparer.Default.Equals(member.ContainingType, type),
        };
    }

    private static RequestReachKind? KindOf(ITypeSymbol type)
        => type is { ContainingType: null, Name: "IHttpContextAccessor" } && IsIn(type, "Http") ? RequestReachKind.ContextAccessor
            : Derives(type, "HttpContext", "Http") ? RequestReachKind.Context
            : Derives(type, "HubCallerContext", "SignalR") ? RequestReachKind.HubCallerContext
            : null;

    private static bool Derives(ITypeSymbol type, string name, string space)
    {
        for (ITypeSymbol? current = type; current is not null; current = current.BaseType)
        {
            if (current.Name == name && current.ContainingType is null && IsIn(current, space))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether the type is in <c>Microsoft.AspNetCore.</c> and <paramref name="space"/>.</summary>
    private static bool IsIn(ITypeSymbol type, string space)
        => type.ContainingNamespace is
        {
            ContainingNamespace: { Name: "AspNetCore", ContainingNamespace: { Name: "Microsoft", ContainingNamespace.IsGlobalNamespace: true } },
        } last
            && last.Name == space;
}
