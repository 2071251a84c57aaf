using ClientIpAnalyzers.Declarations;
using ClientIpAnalyzers.Generators.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ClientIpAnalyzers.Generators.Parsing;

/// <summary>Names and headers of types as text.</summary>
internal static class TypeText
{
    private static readonly SymbolDisplayFormat s_namespace =
        SymbolDisplayFormat.FullyQualifiedFormat.WithGlobalNamespaceStyle(SymbolDisplayGlobalNamespaceStyle.Omitted);

    public static string FullName(ITypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);

    public static string Namespace(INamedTypeSymbol type)
        => type.ContainingNamespace is { IsGlobalNamespace: false } @namespace ? @namespace.ToDisplayString(s_namespace) : string.Empty;

    /// <summary>The type and those it is nested in, outermost first.</summary>
    public static IReadOnlyList<INamedTypeSymbol> Path(INamedTypeSymbol type)
    {
        var path = new List<INamedTypeSymbol>();
        for (var level = type; level is not null; level = level.ContainingType)
        {
            path.Insert(0, level);
        }

        return path;
    }

    /// <summary>
    /// How the type and those it is nested in are opened again; null where the language does not allow it, because
    /// one is not partial or is local to its file.
    /// </summary>
    public static EquatableArray<TypeHeader>? Headers(INamedTypeSymbol type)
    {
        var path = Path(type);
        return path.All(IsPartial) && !path.Any(level => level.IsFileLocal)
            ? path.Select(Header).ToEquatableArray()
            : null;
    }

    /// <summary>The path without dots and brackets: <c>Outer_Orders_1</c>.</summary>
    public static string Flat(INamedTypeSymbol type)
        => string.Join("_", Path(type).Select(level => level.MetadataName.Replace('`', '_')));

    private static TypeHeader Header(INamedTypeSymbol type)
    {
        var keyword = type switch
        {
            { IsRecord: true, IsValueType: true } => "record struct",
            { IsRecord: true } => "record",
            { TypeKind: TypeKind.Struct } => "struct",
            { TypeKind: TypeKind.Interface } => "interface",
            _ => "class",
        };
        var parameters = type.TypeParameters.Select(parameter => parameter.Variance switch
        {
            VarianceKind.In => "in ",
            VarianceKind.Out => "out ",
            _ => string.Empty,
        } + CSharpIdentifier.Of(parameter.Name));
        return new TypeHeader(
            keyword,
            CSharpIdentifier.Of(type.Name),
            type.TypeParameters.Length == 0 ? string.Empty : "<" + string.Join(", ", parameters) + ">");
    }

    private static bool IsPartial(INamedTypeSymbol type)
        => type.DeclaringSyntaxReferences.Any(part =>
            part.GetSyntax() is TypeDeclarationSyntax declaration && declaration.Modifiers.Any(SyntaxKind.PartialKeyword));
}
