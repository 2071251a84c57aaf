namespace ClientIpAnalyzers.Declarations;

/// <summary>Internal clients that swallow a proxy: an internal client is never a proxy, so that proxy is lost.</summary>
internal static class InternalClientsCheck
{
    public static void Run(CheckContext context)
    {
        var settings = context.Settings;
        if (!settings.IsComplete)
        {
            return;
        }

        var proxies = context.Hops.Select(hop => (Owner: $"the hop '{hop.Name}'", Set: context.SetOf(hop.Ranges)))
            .Concat(context.Sources.Where(source => source.Trust.Count > 0)
                .Select(source => (Owner: $"Trust of the source '{source.Header}'", Set: context.SetOf(source.Trust))))
            .ToList();

        var place = new ProblemPlace(settings.AttributeIndex, nameof(settings.InternalClients));
        var found = false;
        for (var element = 0; element < settings.InternalClients.Count; element++)
        {
            var clients = RangeSet.Of([settings.InternalClients[element]], context.FindFile);
            found |= Report(context, place with { Element = element }, clients, proxies);
        }

        // Two halves of a range hold it as well as the range does.
        if (!found)
        {
            Report(context, place, context.SetOf(settings.InternalClients), proxies);
        }
    }

    private static bool Report(CheckContext context, ProblemPlace place, RangeSet clients, List<(string Owner, RangeSet Set)> proxies)
    {
        foreach (var (owner, set) in proxies)
        {
            if (Swallowed(clients, set) is { } lost)
            {
                context.Error(
                    DiagnosticIds.ContradictorySettings,
                    place,
                    $"InternalClients holds all of '{lost}' of {owner}, which is then never believed: list only the machines that are clients, in ranges narrower than those of the proxies");
                return true;
            }
        }

        return false;
    }

    /// <summary>The range of proxies of which nothing is left.</summary>
    private static string? Swallowed(RangeSet clients, RangeSet proxies)
    {
        foreach (var proxy in proxies.Ranges)
        {
            if (clients.Addresses.Covers(AddressIntervals.Of([proxy])))
            {
                return AddressFormat.Format(proxy);
            }
        }

        if (clients.HasUnixSocket && proxies.HasUnixSocket)
        {
            return RangeSpec.UnixSocket;
        }

        return clients.ConfigurationKeys.FirstOrDefault(key => proxies.ConfigurationKeys.Contains(key, StringComparer.OrdinalIgnoreCase)) is { } sameKey
            ? RangeSpec.ConfigPrefix + sameKey
            : null;
    }
}
