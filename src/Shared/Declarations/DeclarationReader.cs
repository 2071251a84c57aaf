using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace ClientIpAnalyzers.Declarations;

/// <summary>Reads the attributes of a type or an assembly into a <see cref="PolicyDeclaration"/>.</summary>
/// <remarks>Half-typed attributes are the normal case while someone types: nothing here may throw on one.</remarks>
internal static class DeclarationReader
{
    /// <summary>What the symbol declares; null where it carries none of the three attributes of a policy.</summary>
    public static PolicyDeclaration? Read(ISymbol symbol) => Read(symbol.GetAttributes());

    /// <param name="attributes">All attributes of one symbol: their places in it are what the model refers to.</param>
    public static PolicyDeclaration? Read(ImmutableArray<AttributeData> attributes)
    {
        List<SourceDeclaration>? sources = null;
        List<HopDeclaration>? hops = null;
        SettingsDeclaration? settings = null;

        for (var index = 0; index < attributes.Length; index++)
        {
            switch (NameOf(attributes[index]))
            {
                case DeclarationNames.SourceAttribute:
                    (sources ??= []).Add(ReadSource(new AttributeArguments(attributes[index]), index));
                    break;
                case DeclarationNames.HopAttribute:
                    (hops ??= []).Add(ReadHop(new AttributeArguments(attributes[index]), index));
                    break;
                case DeclarationNames.PolicyAttribute:
                    // A second one is a compiler error; the first one stands.
                    settings ??= ReadSettings(new AttributeArguments(attributes[index]), index);
                    break;
            }
        }

        return sources is null && hops is null && settings is null
            ? null
            : new PolicyDeclaration(
                (sources ?? []).OrderBy(source => source.Order).ToEquatableArray(),
                (hops ?? []).ToEquatableArray(),
                settings ?? new SettingsDeclaration(false, default, default, default, AttributeIndex: -1));
    }

    /// <summary>Whether the attribute is one of those that declare a policy.</summary>
    public static bool IsPolicyAttribute(AttributeData attribute)
        => NameOf(attribute) is DeclarationNames.SourceAttribute or DeclarationNames.HopAttribute or DeclarationNames.PolicyAttribute;

    /// <summary>Whether the attribute is <c>[ClientIpAccessor&lt;TPolicy&gt;]</c>.</summary>
    public static bool IsAccessorAttribute(AttributeData attribute) => NameOf(attribute) == DeclarationNames.AccessorAttribute;

    private static SourceDeclaration ReadSource(AttributeArguments arguments, int index)
    {
        var via = arguments.Texts(nameof(SourceDeclaration.Via));
        var trust = arguments.Texts(nameof(SourceDeclaration.Trust));
        var hopCount = arguments.Number(nameof(SourceDeclaration.HopCount));
        var trustAnyPeer = arguments.Flag(nameof(SourceDeclaration.TrustAnyPeer));
        var header = arguments.ConstructorText(0);

        // A half-typed Via reads as none: only a complete attribute can be the bare form.
        var isBare = arguments.IsComplete && via.Count == 0 && trust.Count == 0 && hopCount is null && !trustAnyPeer;
        return new SourceDeclaration(
            header,
            via,
            isBare ? new EquatableArray<string>(ImmutableArray.Create(DeclarationNames.BareTrust)) : trust,
            hopCount,
            trustAnyPeer,
            (HeaderKind)(arguments.Number(nameof(SourceDeclaration.Kind)) ?? 0),
            arguments.Text(nameof(SourceDeclaration.ChainHeader)),
            arguments.Text(nameof(SourceDeclaration.ProofHeader)),
            arguments.Text(nameof(SourceDeclaration.ProofSecret)),
            arguments.Number(nameof(SourceDeclaration.Order)) ?? 0,
            index)
        {
            IsBare = isBare,
            IsComplete = arguments.IsComplete,
        };
    }

    private static HopDeclaration ReadHop(AttributeArguments arguments, int index)
        => new(
            arguments.ConstructorText(0),
            arguments.ConstructorTexts(1),
            arguments.Flag(nameof(HopDeclaration.Shared)),
            index)
        {
            IsComplete = arguments.IsComplete,
        };

    private static SettingsDeclaration ReadSettings(AttributeArguments arguments, int index)
        => new(
            arguments.Flag(nameof(SettingsDeclaration.AllowDirect)),
            arguments.Texts(nameof(SettingsDeclaration.InternalClients)),
            arguments.Texts(nameof(SettingsDeclaration.HealthProbePaths)),
            arguments.Texts(nameof(SettingsDeclaration.ProbeRanges)),
            index)
        {
            IsComplete = arguments.IsComplete,
        };

    private static string? NameOf(AttributeData attribute)
        => attribute.AttributeClass is
        {
            ContainingType: null,
            ContainingNamespace: { Name: DeclarationNames.Namespace, ContainingNamespace.IsGlobalNamespace: true },
        } type
            ? type.MetadataName
            : null;
}
