using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ClientIpAnalyzers.Declarations;

/// <summary>The constants of one attribute, of whatever shape the compiler could make out.</summary>
internal readonly struct AttributeArguments(AttributeData attribute)
{
    /// <summary>Whether the compiler could bind the attribute, and all its arguments are constants.</summary>
    public bool IsComplete
        => attribute.AttributeConstructor is not null
            && attribute.ConstructorArguments.All(IsConstant)
            && attribute.NamedArguments.All(argument => IsConstant(argument.Value))
            && !HasUnknownName;

    public string ConstructorText(int index)
        => index < attribute.ConstructorArguments.Length && TextOf(attribute.ConstructorArguments[index]) is { } text ? text : "";

    public EquatableArray<string> ConstructorTexts(int index)
        => index < attribute.ConstructorArguments.Length ? TextsOf(attribute.ConstructorArguments[index]) : default;

    public string? Text(string name) => TryFind(name, out var value) ? TextOf(value) : null;

    public EquatableArray<string> Texts(string name) => TryFind(name, out var value) ? TextsOf(value) : default;

    public int? Number(string name)
        => TryFind(name, out var value)
            && value.Kind is TypedConstantKind.Primitive or TypedConstantKind.Enum
            && value.Value is int number
                ? number
                : null;

    public bool Flag(string name)
        => TryFind(name, out var value) && value is { Kind: TypedConstantKind.Primitive, Value: true };

    /// <summary>The compiler drops an argument whose name it does not know, as one that is half-typed.</summary>
    private bool HasUnknownName
        => attribute.ApplicationSyntaxReference?.GetSyntax() is AttributeSyntax { ArgumentList: { } list }
            && list.Arguments.Count(argument => argument.NameEquals is not null) > attribute.NamedArguments.Length;

    private bool TryFind(string name, out TypedConstant value)
    {
        foreach (var argument in attribute.NamedArguments)
        {
            if (argument.Key == name)
            {
                value = argument.Value;
                return true;
            }
        }

        value = default;
        return false;
    }

    private static string? TextOf(TypedConstant constant)
        => constant.Kind == TypedConstantKind.Primitive ? constant.Value as string : null;

    /// <summary>The elements, null among them as the empty text: each must keep its place.</summary>
    private static EquatableArray<string> TextsOf(TypedConstant constant)
        => constant is { Kind: TypedConstantKind.Array, IsNull: false, Values.IsDefault: false }
            ? constant.Values.Select(element => TextOf(element) ?? "").ToEquatableArray()
            : default;

    private static bool IsConstant(TypedConstant constant)
        => constant.Kind switch
        {
            TypedConstantKind.Error => false,
            TypedConstantKind.Array => constant.IsNull || constant.Values.IsDefault || constant.Values.All(IsConstant),
            _ => true,
        };
}
