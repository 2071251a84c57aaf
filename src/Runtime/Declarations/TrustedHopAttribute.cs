namespace ClientIpAnalyzers;

/// <summary>
/// Names the proxies of one layer, so that <see cref="ClientIpSourceAttribute.Via"/> can say in which order a
/// request passes them.
/// </summary>
/// <param name="name">The name used in <see cref="ClientIpSourceAttribute.Via"/>; compared exactly.</param>
/// <param name="ranges">
/// Range strings, as <see cref="ClientIpSourceAttribute"/> describes them. As narrow as the platform allows: inside
/// a shared network every neighbour in these ranges can pose as the hop.
/// </param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Assembly, AllowMultiple = true, Inherited = false)]
public sealed class TrustedHopAttribute(string name, params string[] ranges) : Attribute
{
    /// <summary>The hop's name.</summary>
    public string Name { get; } = name;

    /// <summary>The hop's range strings.</summary>
    public IReadOnlyList<string> Ranges { get; } = ranges;

    /// <summary>
    /// Other customers of the same provider send requests from these addresses too, as from a public CDN. The rules
    /// then ask for a <see cref="ClientIpSourceAttribute.ProofHeader"/>.
    /// </summary>
    public bool Shared { get; set; }
}
