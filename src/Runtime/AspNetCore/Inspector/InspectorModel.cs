namespace ClientIpAnalyzers.AspNetCore.Inspector;

/// <summary>Everything that a page shows.</summary>
/// <param name="Application">The application's name.</param>
/// <param name="Environment">The environment's name.</param>
/// <param name="Policies">The application's policies.</param>
/// <param name="Chosen">The one that is shown.</param>
/// <param name="Policy">The same as data; null where it cannot be made.</param>
/// <param name="Counts">How many answers had which reason.</param>
/// <param name="Form">What stands in the form, with nothing in it that must not be shown.</param>
internal sealed record InspectorModel(
    string Application,
    string Environment,
    IReadOnlyList<InspectedPolicy> Policies,
    InspectedPolicy? Chosen,
    ClientIpPolicy? Policy,
    ReasonCounts Counts,
    InspectorForm Form)
{
    /// <summary>The decision; null where there is none to show.</summary>
    public Explanation? Explanation { get; init; }

    /// <summary>What is wrong with the form, by field; about the whole where that is empty.</summary>
    public IReadOnlyList<(string Field, string Problem)> Problems { get; init; } = [];

    /// <summary><c>auto</c>, <c>light</c> or <c>dark</c>.</summary>
    public string Theme { get; init; } = "auto";

    /// <summary>Whether the decision is about a request that somebody tries.</summary>
    public bool IsTried { get; init; }
}

/// <summary>A policy by the name that it has in links.</summary>
internal sealed record InspectedPolicy(string Id, string Name, RegisteredPolicy Registered);
