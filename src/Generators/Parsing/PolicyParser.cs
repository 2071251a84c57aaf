using ClientIpAnalyzers.Declarations;
using ClientIpAnalyzers.Generators.Model;
using Microsoft.CodeAnalysis;

namespace ClientIpAnalyzers.Generators.Parsing;

/// <summary>Reads a declared policy, and where its resolver is to stand.</summary>
internal static class PolicyParser
{
    private const string AssemblyNamespace = "ClientIpAnalyzers.Generated";
    private const string AssemblyType = "AssemblyClientIp";

    private const string HintSuffix = ".ClientIpPolicy";

    /// <summary>The policy of a type or of the assembly; null where no resolver can be emitted for it.</summary>
    public static PolicyModel? Parse(ISymbol symbol, Compilation compilation) => symbol switch
    {
        INamedTypeSymbol type => ParseType(type, compilation),
        IAssemblySymbol assembly => ParseAssembly(assembly),
        _ => null,
    };

    public static PolicyModel? ParseType(INamedTypeSymbol type, Compilation compilation)
    {
        if (type.TypeKind != TypeKind.Class
            || type.IsStatic
            || DeclarationReader.Read(type) is not { } declaration
            || TypeText.Headers(type) is not { } headers)
        {
            return null;
        }

        return new ContextReachFinder(compilation).Find(type) is { } reach
            ? ParseCompanion(type, compilation, declaration, reach)
            : ParseOwnType(type, compilation, declaration, headers);
    }

    private static PolicyModel? ParseOwnType(
        INamedTypeSymbol type, Compilation compilation, PolicyDeclaration declaration, EquatableArray<TypeHeader> headers)
    {
        if (TypeText.Path(type).Any(level => level.IsGenericType) || HasShapeOf(type))
        {
            return null;
        }

        var fullName = TypeText.FullName(type);
        var name = fullName.Substring("global::".Length);
        var problem = type.IsAbstract
            ? $"{type.Name} is abstract, so that there can be no instance of it: make it sealed."
            : type.InstanceConstructors.Any(constructor => !constructor.IsImplicitlyDeclared)
                ? $"{type.Name} has a constructor of its own: remove it, because a resolver is made from nothing but its policy."
                : null;
        return new PolicyModel(
            new ResolverShape(
                ResolverForm.OwnType,
                TypeText.Namespace(type),
                headers,
                fullName,
                HintNames.Of(name, HintSuffix),
                DeclaredOn: name,
                compilation.IsSymbolAccessibleWithin(type, compilation.Assembly),
                type.GetMembers().Where(member => !member.IsImplicitlyDeclared).Select(member => member.Name)
                    .Distinct().OrderBy(member => member, StringComparer.Ordinal).ToEquatableArray()),
            declaration,
            Accessor: null,
            problem);
    }

    /// <summary>The resolver of a controller and the like: created by the container, it cannot be the controller.</summary>
    private static PolicyModel ParseCompanion(
        INamedTypeSymbol type, Compilation compilation, PolicyDeclaration declaration, ContextReach reach)
    {
        var companion = TypeText.Flat(type) + "ClientIpResolver";
        while (type.ContainingNamespace.GetTypeMembers(companion).Length > 0)
        {
            companion += "_";
        }

        var @namespace = TypeText.Namespace(type);
        var name = TypeText.FullName(type).Substring("global::".Length);
        var fullName = "global::" + (@namespace.Length == 0 ? string.Empty : @namespace + ".") + companion;
        return new PolicyModel(
            new ResolverShape(
                ResolverForm.Companion,
                @namespace,
                new[] { new TypeHeader("class", companion, string.Empty) }.ToEquatableArray(),
                fullName,
                HintNames.Of(name, HintSuffix),
                DeclaredOn: name,
                IsVisibleToAssembly: true,
                MemberNames: default),
            declaration,
            AccessorParser.Create(type, compilation, reach, fullName),
            Problem: null);
    }

    private static PolicyModel? ParseAssembly(IAssemblySymbol assembly)
        => DeclarationReader.Read(assembly) is { } declaration
            ? new PolicyModel(
                new ResolverShape(
                    ResolverForm.Assembly,
                    AssemblyNamespace,
                    new[] { new TypeHeader("class", AssemblyType, string.Empty) }.ToEquatableArray(),
                    "global::" + AssemblyNamespace + "." + AssemblyType,
                    AssemblyType + HintSuffix,
                    DeclaredOn: "assembly",
                    IsVisibleToAssembly: true,
                    MemberNames: default),
                declaration,
                Accessor: null,
                Problem: null)
            : null;

    /// <summary>
    /// Whether the user's part already has what would be emitted. A resolver written by hand stays as it is; the
    /// compiler then says what it lacks.
    /// </summary>
    private static bool HasShapeOf(INamedTypeSymbol type)
        => type.GetMembers("Policy").Length > 0
        || type.GetMembers("Shared").Length > 0
        || type.GetMembers("Resolve").Any(member => member is not IMethodSymbol { Parameters.Length: not (1 or 3) })
        || type.GetMembers("Create").Any(member => member is not IMethodSymbol { Parameters.Length: not 1 });
}
