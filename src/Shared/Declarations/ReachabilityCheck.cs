namespace ClientIpAnalyzers.Declarations;

/// <summary>
/// Sources that can never be selected, because an earlier one without a secret is selected by every request that
/// would select them.
/// </summary>
internal static class ReachabilityCheck
{
    public static void Run(CheckContext context)
    {
        // A source that cannot be read may be the one that changes everything.
        if (!context.IsComplete)
        {
            return;
        }

        for (var later = 1; later < context.Sources.Length; later++)
        {
            for (var earlier = 0; earlier < later; earlier++)
            {
                if (AlwaysWins(context, context.Sources[earlier], context.Sources[later]))
                {
                    context.Error(
                        DiagnosticIds.ContradictorySettings,
                        new ProblemPlace(context.Sources[later].AttributeIndex, DeclarationNames.HeaderParameter),
                        $"The source '{context.Sources[later].Header}' is never reached: '{context.Sources[earlier].Header}' before it believes the same peers with no more proof; put the source with the longer Via or the ProofHeader first");
                    break;
                }
            }
        }
    }

    private static bool AlwaysWins(CheckContext context, SourceDeclaration earlier, SourceDeclaration later)
        => earlier.ProofHeader is null
            && PeersCover(context, earlier, later)
            && (!earlier.ReadsChain() || IsSuffix(earlier.Via, later.Via));

    private static bool PeersCover(CheckContext context, SourceDeclaration earlier, SourceDeclaration later)
    {
        if (earlier.TrustAnyPeer)
        {
            return true;
        }

        return !later.TrustAnyPeer
            && PeersOf(context, earlier) is { } mine
            && PeersOf(context, later) is { } theirs

            // Internal clients pass no peer test, so whether they are covered does not matter.
            && mine.SurelyCovers(theirs, context.SetOf(context.Settings.InternalClients).Addresses);
    }

    /// <summary>The peers that the source believes; null where that cannot be told.</summary>
    private static RangeSet? PeersOf(CheckContext context, SourceDeclaration source)
    {
        if (source.Via.Count == 0)
        {
            return source.Trust.Count > 0 ? context.SetOf(source.Trust) : null;
        }

        var last = ViaHop.Parse(source.Via[source.Via.Count - 1]).Name;
        return context.FindHop(last) is { } hop ? context.SetOf(hop.Ranges) : null;
    }

    /// <summary>Whether a chain that proves the later source proves the earlier one on the way.</summary>
    private static bool IsSuffix(EquatableArray<string> suffix, EquatableArray<string> whole)
        => suffix.Count <= whole.Count && suffix.SequenceEqual(whole.Skip(whole.Count - suffix.Count));
}
