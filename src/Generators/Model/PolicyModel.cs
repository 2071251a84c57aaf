using ClientIpAnalyzers.Declarations;

namespace ClientIpAnalyzers.Generators.Model;

/// <summary>A declared policy, before its files are read.</summary>
/// <param name="Accessor">The member <c>ClientIp</c> of the type that carries the declaration; null where there is none.</param>
/// <param name="Problem">What about the type itself stands in the way; null where nothing does.</param>
internal sealed record PolicyModel(
    ResolverShape Shape, PolicyDeclaration Declaration, AccessorModel? Accessor, string? Problem)
{
    /// <summary>The paths of every <c>file:</c> in the declaration, as written.</summary>
    public IEnumerable<string> Files => Declaration.Hops.SelectMany(hop => hop.Ranges)
        .Concat(Declaration.Sources.SelectMany(source => source.Trust))
        .Concat(Declaration.Settings.InternalClients)
        .Concat(Declaration.Settings.ProbeRanges)
        .SelectMany(text => RangeSpec.Parse(text))
        .Where(part => part.Kind == RangePartKind.File)
        .Select(part => part.Text);
}
