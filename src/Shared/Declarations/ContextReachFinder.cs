using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ClientIpAnalyzers.Declarations;

/// <summary>
/// Finds how an instance of a type reaches its <c>HttpContext</c>: by a member, as controllers do, by a hub's
/// <c>Context</c>, or by an <c>IHttpContextAccessor</c> in a member or a primary constructor's parameter.
/// </summary>
/// <remarks>The generator writes the way, and the rule about carriers reports that there is none: one answer for both.</remarks>
internal sealed class ContextReachFinder(Compilation compilation)
{
    private readonly INamedTypeSymbol? _context = compilation.GetTypeByMetadataName("Microsoft.AspNetCore.Http.HttpContext");
    private readonly INamedTypeSymbol? _accessor = compilation.GetTypeByMetadataName("Microsoft.AspNetCore.Http.IHttpContextAccessor");
    private readonly INamedTypeSymbol? _hubCaller = compilation.GetTypeByMetadataName("Microsoft.AspNetCore.SignalR.HubCallerContext");

    public ContextReach? Find(INamedTypeSymbol type)
    {
        if (type.IsStatic || _context is null)
        {
            return null;
        }

        // A member goes before a parameter: using both would keep the same object twice.
        return FindMember(type, _context, ContextReachKind.Context)
            ?? FindMember(type, _hubCaller, ContextReachKind.HubCaller)
            ?? FindMember(type, _accessor, ContextReachKind.Accessor)
            ?? FindParameter(type, _context, ContextReachKind.Context)
            ?? FindParameter(type, _accessor, ContextReachKind.Accessor);
    }

    private ContextReach? FindMember(INamedTypeSymbol type, INamedTypeSymbol? wanted, ContextReachKind kind)
    {
        if (wanted is null)
        {
            return null;
        }

        for (var level = type; level is not null; level = level.BaseType)
        {
            // The conventional name first, then the order in which they are written.
            var member = level.GetMembers()
                .Where(member => IsReadable(member) && IsOf(TypeOf(member), wanted) && compilation.IsSymbolAccessibleWithin(member, type))
                .OrderBy(member => member.Name == wanted.Name ? 0 : 1)
                .FirstOrDefault();
            if (member is not null)
            {
                var name = CSharpIdentifier.Of(member.Name);
                return new ContextReach(kind, member.IsStatic ? name : "this." + name);
            }
        }

        return null;
    }

    private static ContextReach? FindParameter(INamedTypeSymbol type, INamedTypeSymbol? wanted, ContextReachKind kind)
    {
        var parameter = wanted is null
            ? null
            : PrimaryConstructor(type)?.Parameters.FirstOrDefault(parameter =>
                parameter.RefKind == RefKind.None && IsOf(parameter.Type, wanted));
        return parameter is null ? null : new ContextReach(kind, CSharpIdentifier.Of(parameter.Name));
    }

    /// <summary>The constructor whose parameters stand behind the type's name; null where there is none.</summary>
    public static IMethodSymbol? PrimaryConstructor(INamedTypeSymbol type)
        => type.InstanceConstructors.FirstOrDefault(constructor => constructor.DeclaringSyntaxReferences.Any(part =>
            part.GetSyntax() is TypeDeclarationSyntax { ParameterList: not null }));

    private static bool IsReadable(ISymbol member)
        => member.CanBeReferencedByName
        && member is IFieldSymbol or IPropertySymbol { GetMethod: not null, IsIndexer: false }
        && !member.GetAttributes().Any(attribute => attribute.AttributeClass?.Name == "ObsoleteAttribute");

    private static ITypeSymbol? TypeOf(ISymbol member) => member switch
    {
        IFieldSymbol field => field.Type,
        IPropertySymbol property => property.Type,
        _ => null,
    };

    private static bool IsOf(ITypeSymbol? type, INamedTypeSymbol wanted)
    {
        for (var level = type; level is not null; level = level.BaseType)
        {
            if (SymbolEqualityComparer.Default.Equals(level, wanted))
            {
                return true;
            }
        }

        return type?.AllInterfaces.Contains(wanted, SymbolEqualityComparer.Default) ?? false;
    }
}
