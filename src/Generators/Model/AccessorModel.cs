using ClientIpAnalyzers.Declarations;

namespace ClientIpAnalyzers.Generators.Model;

/// <summary>A member <c>ClientIp</c> to be added to a type.</summary>
/// <param name="Namespace">Empty for the global namespace.</param>
/// <param name="Types">Outermost first, the type itself last.</param>
/// <param name="HintName">Of the emitted file, without its extension; unique in the assembly.</param>
/// <param name="Accessibility"><c>protected</c>, <c>private</c> or <c>public</c>.</param>
/// <param name="Hides">A base type has such a member already.</param>
/// <param name="Reach">How the request is reached from an instance of the type; null where it cannot be.</param>
/// <param name="PolicyName">
/// The resolver's name with <c>global::</c>; null where the declaration names no policy, so that the type still
/// compiles and the only error is the one about the declaration.
/// </param>
internal sealed record AccessorModel(
    string Namespace,
    EquatableArray<TypeHeader> Types,
    string HintName,
    string Accessibility,
    bool Hides,
    ContextReach? Reach,
    string? PolicyName);
