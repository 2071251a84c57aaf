using System.Collections.Immutable;

namespace ClientIpAnalyzers.Declarations;

/// <summary>
/// Judges a declaration by its constants: the policy errors of the trust model, and what is allowed but seldom meant.
/// Ranges that come from configuration are judged at start-up, by the same rules.
/// </summary>
internal static class DeclarationCheck
{
    /// <summary>Everything that is wrong with the declaration, in no particular order.</summary>
    /// <param name="files">The file that a <c>file:</c> path names; null where there is none.</param>
    public static ImmutableArray<DeclarationProblem> Check(PolicyDeclaration declaration, Func<string, RangeFile?> files)
    {
        var context = new CheckContext(declaration, files);
        RangeCheck.Run(context);
        HeaderCheck.Run(context);
        HopCheck.Run(context);
        SettingsCheck.Run(context);
        OverlapCheck.Run(context);
        ReachabilityCheck.Run(context);
        InternalClientsCheck.Run(context);
        ProofCheck.Run(context);
        return context.Problems;
    }

    /// <summary>
    /// Whether a resolver can be written for the declaration: all of it is constant, and names, ranges, files and
    /// numbers have a definite meaning. It may still be a policy that start-up refuses, as one that trusts everybody.
    /// </summary>
    public static bool IsEmittable(PolicyDeclaration declaration, Func<string, RangeFile?> files)
        => declaration.Sources.Count > 0
            && declaration.Sources.All(source => source.IsComplete)
            && declaration.Hops.All(hop => hop.IsComplete)
            && declaration.Settings.IsComplete
            && !Check(declaration, files).Any(problem => problem.PreventsEmission);
}
