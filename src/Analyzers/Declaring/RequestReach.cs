using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ClientIpAnalyzers.Analyzers.Declaring;

/// <summary>
/// Whether an instance of a type reaches its <c>HttpContext</c>: by a member, as controllers do, by a hub's
/// <c>Context</c>, or by an <c>IHttpContextAccessor</c> in a member or a primary constructor's parameter.
/// </summary>
internal sealed class RequestReach(Compilation compilation)
{
    private readonly INamedTypeSymbol? _context = compilation.GetTypeByMetadataName("Microsoft.AspNetCore.Http.HttpContext");
    private readonly INamedTypeSymbol? _accessor = compilation.GetTypeByMetadataName("Microsoft.AspNetCore.Http.IHttpContextAccessor");
    private readonly INamedTypeSymbol? _hubCaller = compilation.GetTypeByMetadataName("Microsoft.AspNetCore.SignalR.HubCallerContext");

    public bool Exists(INamedTypeSymbol type)
    {
        for (var level = type; level is not null; level = level.BaseType)
        {
            foreach (var member in level.GetMembers())
            {
                if (ValueTypeOf(member) is { } valueType
                    && (LeadsToRequest(valueType) || valueType.IsOrInherits(_hubCaller))
                    && compilation.IsSymbolAccessibleWithin(member, type))
                {
                    return true;
                }
            }
        }

        // The parameter of a plain constructor is gone when the accessor is read.
        return PrimaryConstructor(type) is { } constructor
            && constructor.Parameters.Any(parameter => parameter.RefKind == RefKind.None && LeadsToRequest(parameter.Type));
    }

    /// <summary>The constructor whose parameters stand behind the type's name; null where there is none.</summary>
    private static IMethodSymbol? PrimaryConstructor(INamedTypeSymbol type)
        => type.InstanceConstructors.FirstOrDefault(constructor => constructor.DeclaringSyntaxReferences.Any(part
            => part.GetSyntax() is TypeDeclarationSyntax { ParameterList: not null }));

    private bool LeadsToRequest(ITypeSymbol type) => type.IsOrInherits(_context) || type.IsOrInherits(_accessor);

    private static ITypeSymbol? ValueTypeOf(ISymbol member)
        => !member.CanBeReferencedByName || member.GetAttributes().Any(attribute => attribute.AttributeClass?.Name == "ObsoleteAttribute")
            ? null
            : member switch
            {
                IFieldSymbol field => field.Type,
                IPropertySymbol { GetMethod: not null, IsIndexer: false } property => property.Type,
                _ => null,
            };
}
