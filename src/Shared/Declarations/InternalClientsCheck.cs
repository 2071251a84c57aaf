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

        for (var element = 0; element < settings.InternalClients.Count; element++)
        {
            var clients = RangeSet.Of([settings.InternalClients[element]], context.FindFile);
            foreach (var (owner, set) in proxies)
            {
                if (Swallowed(clients, set) is var (clientRange, proxyRange))
                {
                    context.Error(
                        DiagnosticIds.ContradictorySettings,
                        new ProblemPlace(settings.AttributeIndex, nameof(settings.InternalClients), element),
                        $"'{clientRange}' holds '{proxyRange}' of {owner}, which is then never believed: list only the machines that are clients, in ranges narrower than those of the proxies");
                    break;
                }
            }
        }
    }

    private static (string Clients, string Proxy)? Swallowed(RangeSet clients, RangeSet proxies)
    {
        foreach (var client in clients.Ranges)
        {
            foreach (var proxy in proxies.Ranges)
            {
                if (client.Contains(proxy))
                {
                    return (AddressFormat.Format(client), AddressFormat.Format(proxy));
                }
            }
        }

        if (clients.HasUnixSocket && proxies.HasUnixSocket)
        {
            return (RangeSpec.UnixSocket, RangeSpec.UnixSocket);
        }

        foreach (var key in clients.ConfigurationKeys)
        {
            if (proxies.ConfigurationKeys.Contains(key, StringComparer.OrdinalIgnoreCase))
            {
                return (RangeSpec.ConfigPrefix + key, RangeSpec.ConfigPrefix + key);
            }
        }

        return null;
    }
}
