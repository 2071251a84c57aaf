using ClientIpAnalyzers.Generators.Model;

namespace ClientIpAnalyzers.Generators.Parsing;

/// <summary>
/// A type in several parts is found once a part, and once an attribute; what is emitted for it is emitted once, into
/// a file of its own.
/// </summary>
internal static class Distinct
{
    public static EquatableArray<PolicyModel> Policies(params EquatableArray<PolicyModel>[] found)
    {
        var policies = found.SelectMany(part => part)
            .GroupBy(policy => policy.Shape.FullName, StringComparer.Ordinal)
            .Select(group => group.First())
            .OrderBy(policy => policy.Shape.FullName, StringComparer.Ordinal)
            .ToList();
        return HintNames.MakeUnique(
            policies,
            policy => policy.Shape.HintName,
            policy => policy.Shape.FullName,
            (policy, name) => policy with { Shape = policy.Shape with { HintName = name } }).ToEquatableArray();
    }

    /// <summary>The accessors that are asked for, and those of the policies that types carry themselves.</summary>
    public static EquatableArray<AccessorModel> Accessors(
        EquatableArray<AccessorModel> asked, EquatableArray<PolicyModel> policies)
    {
        var accessors = asked.Concat(policies.Select(policy => policy.Accessor).OfType<AccessorModel>())
            .GroupBy(FullName, StringComparer.Ordinal)
            .Select(group => group.First())
            .OrderBy(FullName, StringComparer.Ordinal)
            .ToList();
        return HintNames.MakeUnique(
            accessors,
            accessor => accessor.HintName,
            FullName,
            (accessor, name) => accessor with { HintName = name }).ToEquatableArray();
    }

    private static string FullName(AccessorModel accessor)
        => accessor.Namespace + "." + string.Join(".", accessor.Types.Select(type => type.Name + type.TypeParameters));
}
