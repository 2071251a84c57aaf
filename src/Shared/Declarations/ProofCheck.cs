namespace ClientIpAnalyzers.Declarations;

/// <summary>What a source proves before it believes: nothing declared, the peer alone, other tenants' traffic.</summary>
internal static class ProofCheck
{
    public static void Run(CheckContext context)
    {
        foreach (var source in context.Sources)
        {
            CheckSecret(context, source);
            if (source.IsBare)
            {
                context.Warn(
                    DiagnosticIds.NoTrustDeclared,
                    new ProblemPlace(source.AttributeIndex),
                    $"Nothing here says which proxies may set '{source.Header}': start-up fails until the configuration has '{DeclarationNames.BareTrustKey}'; write Via = [...] or Trust = [...] to say it in code");
            }
            else if (source.ProofHeader is null && source.EffectiveKind() != HeaderKind.List && HeaderFacts.IsToken(source.Header))
            {
                CheckPeerAlone(context, source);
            }

            CheckShared(context, source);
        }
    }

    private static void CheckSecret(CheckContext context, SourceDeclaration source)
    {
        const string Example = "ProofSecret = \"config:ClientIp:OriginSecret\"";
        if (source.ProofSecret is not null && !RangeSpec.IsConfigurationReference(source.ProofSecret))
        {
            // The text is not repeated: it may be the secret itself.
            context.Error(
                DiagnosticIds.UnreadableRange,
                new ProblemPlace(source.AttributeIndex, nameof(source.ProofSecret)),
                $"ProofSecret names the configuration key of the secret, never the secret itself: write {Example}",
                preventsEmission: true);
        }

        if (source.ProofHeader is not null && source.ProofSecret is null)
        {
            context.Error(
                DiagnosticIds.ContradictorySettings,
                new ProblemPlace(source.AttributeIndex, nameof(source.ProofHeader)),
                $"'{source.ProofHeader}' is compared with no secret: add {Example}",
                preventsEmission: true);
        }
        else if (source.ProofSecret is not null && source.ProofHeader is null)
        {
            context.Error(
                DiagnosticIds.ContradictorySettings,
                new ProblemPlace(source.AttributeIndex, nameof(source.ProofSecret)),
                "No header is compared with this secret: add ProofHeader = \"X-Origin-Token\", or the name your CDN sends it under",
                preventsEmission: true);
        }
    }

    private static void CheckPeerAlone(CheckContext context, SourceDeclaration source)
    {
        if (source.Via.Count == 1)
        {
            context.Report(new DeclarationProblem(
                DiagnosticIds.PeerAlone,
                ProblemSeverity.Info,
                new ProblemPlace(source.AttributeIndex, nameof(source.Via), Element: 0),
                $"'{source.Header}' is believed because the peer is '{ViaHop.Parse(source.Via[0]).Name}': right only if that hop overwrites it on every request; where an outer one sets it, name all hops in Via or add a ProofHeader"));
        }
        else if (source.Via.Count == 0 && (source.Trust.Count > 0 || source.TrustAnyPeer))
        {
            context.Warn(
                DiagnosticIds.PeerAlone,
                new ProblemPlace(source.AttributeIndex, source.Trust.Count > 0 ? nameof(source.Trust) : nameof(source.TrustAnyPeer)),
                $"'{source.Header}' is believed from any of these peers, also when a client sent it and they only passed it on: name the hops from the client to the application in Via, or add a ProofHeader");
        }
    }

    private static void CheckShared(CheckContext context, SourceDeclaration source)
    {
        var asksForProof = source.ProofHeader is null;
        for (var element = 0; element < source.Via.Count; element++)
        {
            var hop = ViaHop.Parse(source.Via[element]);
            if (context.FindHop(hop.Name) is not { Shared: true })
            {
                continue;
            }

            var place = new ProblemPlace(source.AttributeIndex, nameof(source.Via), element);
            if (asksForProof)
            {
                // One secret answers for all hops, so one report does.
                asksForProof = false;
                context.Warn(
                    DiagnosticIds.SharedHop,
                    place,
                    $"Other customers can send requests through the shared hop '{hop.Name}': let your own account send a secret, and add ProofHeader and ProofSecret");
            }

            if (hop.TakesSeveral && source.EffectiveKind() == HeaderKind.List)
            {
                context.Warn(
                    DiagnosticIds.SharedHop,
                    place,
                    $"'{hop.Name}+' also takes an entry that another customer's machine in the ranges of '{hop.Name}' wrote, and believes what stands left of it: read the header in which the provider itself gives the client, or write the hop without '+' where it is passed once");
            }
        }
    }
}
