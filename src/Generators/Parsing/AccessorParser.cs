using ClientIpAnalyzers.Declarations;
using ClientIpAnalyzers.Generators.Model;
using Microsoft.CodeAnalysis;

namespace ClientIpAnalyzers.Generators.Parsing;

/// <summary>Reads where a member <c>ClientIp</c> is to be added.</summary>
internal static class AccessorParser
{
    private const string PageModel = "Microsoft.AspNetCore.Mvc.RazorPages.PageModel";
    private const string GeneratedResolver = "ClientIpAnalyzers.CompilerServices.IGeneratedClientIpResolver`1";

    /// <summary>The member that <c>[ClientIpAccessor&lt;TPolicy&gt;]</c> asks for; null where none can be added.</summary>
    public static AccessorModel? Parse(INamedTypeSymbol type, Compilation compilation)
    {
        var attribute = type.GetAttributes().FirstOrDefault(DeclarationReader.IsAccessorAttribute);

        // A policy of the type's own has its own accessor.
        if (attribute is null || DeclarationReader.Read(type) is not null)
        {
            return null;
        }

        var policy = attribute.AttributeClass?.TypeArguments.FirstOrDefault() as INamedTypeSymbol;
        return Create(
            type,
            compilation,
            new ContextReachFinder(compilation).Find(type),
            policy is not null && IsPolicy(policy, compilation) ? TypeText.FullName(policy) : null);
    }

    /// <param name="policyName">With <c>global::</c>; null where the declaration names no policy.</param>
    public static AccessorModel? Create(INamedTypeSymbol type, Compilation compilation, ContextReach? reach, string? policyName)
    {
        if (type.IsStatic
            || type.TypeKind != TypeKind.Class
            || type.Name == DeclarationNames.AccessorMember
            || type.GetMembers(DeclarationNames.AccessorMember).Length > 0
            || TypeText.Headers(type) is not { } headers)
        {
            return null;
        }

        return new AccessorModel(
            TypeText.Namespace(type),
            headers,
            HintNames.Of(TypeText.FullName(type).Substring("global::".Length), ".ClientIpAccessor"),
            AccessibilityOf(type, compilation),
            Hides(type, compilation),
            reach,
            policyName);
    }

    /// <summary>A Razor page reads its model from outside; everywhere else the answer is the type's own matter.</summary>
    private static string AccessibilityOf(INamedTypeSymbol type, Compilation compilation)
    {
        var pageModel = compilation.GetTypeByMetadataName(PageModel);
        return BasesOf(type).Any(level => SymbolEqualityComparer.Default.Equals(level, pageModel)) ? "public"
            : type.IsSealed ? "private"
            : "protected";
    }

    /// <summary>Whether a base type has the member, or is about to be given it.</summary>
    private static bool Hides(INamedTypeSymbol type, Compilation compilation)
    {
        var finder = new ContextReachFinder(compilation);
        return BasesOf(type).Any(level =>
            level.GetMembers(DeclarationNames.AccessorMember).Any(member => compilation.IsSymbolAccessibleWithin(member, type))
            || level.OriginalDefinition.GetAttributes().Any(DeclarationReader.IsAccessorAttribute)
            || (level.GetAttributes().Any(DeclarationReader.IsPolicyAttribute) && finder.Find(level) is not null));
    }

    /// <summary>A type that is a resolver, or that its declaration makes one in this compilation.</summary>
    private static bool IsPolicy(INamedTypeSymbol policy, Compilation compilation)
    {
        if (policy.TypeKind != TypeKind.Class)
        {
            return false;
        }

        var resolver = compilation.GetTypeByMetadataName(GeneratedResolver);
        return policy.AllInterfaces.Any(implemented => SymbolEqualityComparer.Default.Equals(implemented.OriginalDefinition, resolver))
            || PolicyParser.ParseType(policy, compilation)?.Shape.Form == ResolverForm.OwnType;
    }

    private static IEnumerable<INamedTypeSymbol> BasesOf(INamedTypeSymbol type)
    {
        for (var level = type.BaseType; level is not null; level = level.BaseType)
        {
            yield return level;
        }
    }
}
