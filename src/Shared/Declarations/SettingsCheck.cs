using System.Globalization;

namespace ClientIpAnalyzers.Declarations;

/// <summary>Settings that exclude each other, that need each other, or that change nothing.</summary>
internal static class SettingsCheck
{
    /// <summary>The most entries that are ever walked for one source.</summary>
    private const int MaxHopCount = 32;

    public static void Run(CheckContext context)
    {
        foreach (var source in context.Sources)
        {
            CheckTrust(context, source);
            CheckAnyPeer(context, source);
            CheckHopCount(context, source);
            CheckKind(context, source);
        }

        CheckPolicy(context);
    }

    private static void CheckTrust(CheckContext context, SourceDeclaration source)
    {
        if (source.Via.Count == 0)
        {
            return;
        }

        foreach (var (isSet, setting) in (ReadOnlySpan<(bool, string)>)
            [
                (source.Trust.Count > 0, nameof(source.Trust)),
                (source.HopCount is not null, nameof(source.HopCount)),
                (source.TrustAnyPeer, nameof(source.TrustAnyPeer)),
            ])
        {
            if (isSet)
            {
                Contradiction(
                    context,
                    source,
                    setting,
                    $"Via already says who is trusted at which place, so {setting} cannot stand beside it: remove one of the two");
            }
        }
    }

    /// <summary>Whoever connects would be believed with whatever address stands rightmost.</summary>
    private static void CheckAnyPeer(CheckContext context, SourceDeclaration source)
    {
        if (source.TrustAnyPeer
            && source.Via.Count == 0
            && source.Trust.Count == 0
            && source.HopCount is null
            && source.EffectiveKind() == HeaderKind.List)
        {
            Contradiction(
                context,
                source,
                nameof(source.TrustAnyPeer),
                $"Nothing says which entry of '{source.Header}' is the client: add HopCount, or Trust with the ranges of the proxies that append to it",
                preventsEmission: false);
        }
    }

    private static void CheckHopCount(CheckContext context, SourceDeclaration source)
    {
        if (source.HopCount is not { } count)
        {
            return;
        }

        if (count is < 1 or > MaxHopCount)
        {
            Contradiction(
                context,
                source,
                nameof(source.HopCount),
                $"HopCount is {count.ToString(CultureInfo.InvariantCulture)}, but entries are counted from 1 and at most {MaxHopCount.ToString(CultureInfo.InvariantCulture)} are read: write the number of proxies that append to the header");
        }
        else if (source.Via.Count == 0 && source.Trust.Count == 0 && !source.TrustAnyPeer)
        {
            Contradiction(
                context,
                source,
                nameof(source.HopCount),
                "HopCount says which entry to take but not whom to believe: add Trust with the ranges of the proxies");
        }
        else if (source.Via.Count == 0 && source.EffectiveKind() != HeaderKind.List)
        {
            Contradiction(
                context,
                source,
                nameof(source.HopCount),
                $"'{source.Header}' is read as a single address, which has no entries to count: remove HopCount",
                preventsEmission: false);
        }
    }

    private static void CheckKind(CheckContext context, SourceDeclaration source)
    {
        if (source.Kind is < HeaderKind.Auto or > HeaderKind.SingleWithPort)
        {
            Contradiction(context, source, nameof(source.Kind), "Kind is no member of ClientIpHeaderKind: remove it, or write one");
        }
        else if (source.ChainHeader is not null)
        {
            CheckChainHeader(context, source);
        }
    }

    private static void CheckChainHeader(CheckContext context, SourceDeclaration source)
    {
        const string Unread = "The chain header is read only for a Via of two hops or more: name the hops, or remove ChainHeader";
        if (source.EffectiveKind() == HeaderKind.List)
        {
            Contradiction(
                context,
                source,
                nameof(source.ChainHeader),
                $"The chain of a list is verified in '{source.Header}' itself: remove ChainHeader",
                preventsEmission: false);
        }
        else if (source.Via.Count == 0)
        {
            Contradiction(context, source, nameof(source.ChainHeader), Unread, preventsEmission: false);
        }
        else if (source.Via.Count == 1)
        {
            NoEffect(context, source.AttributeIndex, nameof(source.ChainHeader), Unread);
        }
    }

    private static void CheckPolicy(CheckContext context)
    {
        var (declaration, settings) = (context.Declaration, context.Settings);
        if (declaration.Sources.Count == 0)
        {
            var first = declaration.Hops.Count > 0 ? declaration.Hops[0].AttributeIndex : settings.AttributeIndex;
            context.Error(
                DiagnosticIds.ContradictorySettings,
                new ProblemPlace(settings.AttributeIndex < 0 ? first : Math.Min(first, settings.AttributeIndex)),
                "Nothing here says where the address comes from: add [ClientIpSource(\"X-Forwarded-For\", ...)], or the source that these settings belong to",
                preventsEmission: true);
        }

        if (!settings.IsComplete)
        {
            return;
        }

        for (var element = 0; element < settings.HealthProbePaths.Count; element++)
        {
            var path = settings.HealthProbePaths[element];
            if (!path.StartsWith("/", StringComparison.Ordinal))
            {
                NoEffect(
                    context,
                    settings.AttributeIndex,
                    nameof(settings.HealthProbePaths),
                    $"The path of a request starts with '/', so none is '{path}': write '/{path}'",
                    element);
            }
        }

        if (settings.ProbeRanges.Count > 0 && settings.HealthProbePaths.Count == 0)
        {
            NoEffect(
                context,
                settings.AttributeIndex,
                nameof(settings.ProbeRanges),
                "Probes are recognised by their path first: add HealthProbePaths, or remove ProbeRanges");
        }
    }

    private static void Contradiction(
        CheckContext context,
        SourceDeclaration source,
        string setting,
        string message,
        bool preventsEmission = true)
        => context.Error(
            DiagnosticIds.ContradictorySettings,
            new ProblemPlace(source.AttributeIndex, setting),
            message,
            preventsEmission);

    private static void NoEffect(CheckContext context, int attributeIndex, string setting, string message, int element = -1)
        => context.Warn(DiagnosticIds.ContradictorySettings, new ProblemPlace(attributeIndex, setting, element), message);
}
