namespace ClientIpAnalyzers.Generators.Model;

/// <summary>The policies of an assembly, by their names with <c>global::</c>.</summary>
/// <param name="All">Those that the whole assembly can name, sorted.</param>
/// <param name="Default">The application's policy; null where the assembly does not say which of several.</param>
internal sealed record AssemblyPolicies(EquatableArray<string> All, string? Default)
{
    /// <summary>
    /// The policy on the assembly is the default. Without one, a policy type that stands alone is; between two there
    /// is no telling.
    /// </summary>
    public static AssemblyPolicies? Of(IEnumerable<ResolverShape> shapes)
    {
        var visible = shapes.Where(shape => shape.IsVisibleToAssembly).OrderBy(shape => shape.FullName, StringComparer.Ordinal).ToList();
        if (!shapes.Any())
        {
            return null;
        }

        var standAlone = visible.Where(shape => shape.Form == ResolverForm.OwnType).ToList();
        var main = visible.FirstOrDefault(shape => shape.Form == ResolverForm.Assembly)
            ?? (standAlone.Count == 1 ? standAlone[0] : null);
        return new AssemblyPolicies(visible.Select(shape => shape.FullName).ToEquatableArray(), main?.FullName);
    }
}
