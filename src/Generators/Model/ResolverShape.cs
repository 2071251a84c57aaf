namespace ClientIpAnalyzers.Generators.Model;

/// <summary>Where a generated resolver stands.</summary>
internal enum ResolverForm
{
    /// <summary>In the user's own type, which becomes the resolver.</summary>
    OwnType,

    /// <summary>In a class beside a controller, page model or hub that carries a policy of its own.</summary>
    Companion,

    /// <summary>In a class for the policy that is declared on the assembly.</summary>
    Assembly,
}

/// <summary>How one level of a type is opened again: <c>partial class Orders&lt;T&gt;</c>.</summary>
/// <param name="Keyword"><c>class</c>, <c>record</c>, <c>struct</c>, <c>record struct</c> or <c>interface</c>.</param>
/// <param name="Name">As written in code: <c>@class</c> where it must be.</param>
/// <param name="TypeParameters">With the brackets; empty where there are none.</param>
internal sealed record TypeHeader(string Keyword, string Name, string TypeParameters);

/// <summary>The type that a resolver is emitted into, as text.</summary>
/// <param name="Namespace">Empty for the global namespace.</param>
/// <param name="Types">Outermost first, the resolver itself last.</param>
/// <param name="FullName">With <c>global::</c>.</param>
/// <param name="HintName">Of the emitted file, without its extension; unique in the assembly.</param>
/// <param name="DeclaredOn">The name of what carries the declaration, for comments.</param>
/// <param name="IsVisibleToAssembly">False for a type nested privately, which only its own surroundings can name.</param>
/// <param name="MemberNames">Of the user's part, sorted: emitted private members stay clear of them.</param>
internal sealed record ResolverShape(
    ResolverForm Form,
    string Namespace,
    EquatableArray<TypeHeader> Types,
    string FullName,
    string HintName,
    string DeclaredOn,
    bool IsVisibleToAssembly,
    EquatableArray<string> MemberNames)
{
    public TypeHeader Type => Types[Types.Count - 1];
}
