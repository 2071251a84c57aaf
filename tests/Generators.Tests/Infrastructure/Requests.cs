using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace ClientIpAnalyzers.Generators.Tests.Infrastructure;

/// <summary>Requests in one line.</summary>
internal static class Requests
{
    /// <param name="peer">Null for a peer without an address.</param>
    /// <param name="lines">Written <c>Name: value</c>, in the order received.</param>
    public static ClientIp Ask(this IClientIpResolver resolver, string? peer, params string[] lines)
        => resolver.AskAt("/", peer, lines);

    public static ClientIp AskAt(this IClientIpResolver resolver, string path, string? peer, params string[] lines)
        => resolver.Resolve(PeerOf(peer), HeadersOf(lines), new PathString(path));

    /// <summary>The answer in one text: the address, or the reason why there is none.</summary>
    public static string Answer(this IClientIpResolver resolver, string? peer, params string[] lines)
        => TextOf(resolver.Ask(peer, lines));

    public static string TextOf(ClientIp answer) => answer.Address?.ToString() ?? answer.Reason.ToString();

    public static Ip? PeerOf(string? peer) => peer is null ? null : Ip.Parse(peer);

    public static HeaderDictionary HeadersOf(params string[] lines)
    {
        var headers = new HeaderDictionary();
        foreach (var line in lines)
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            var name = line[..colon];
            headers[name] = StringValues.Concat(headers[name], line[(colon + 1)..].TrimStart());
        }

        return headers;
    }

    public static DefaultHttpContext ContextOf(IServiceProvider services, string? peer, params string[] lines)
    {
        var context = new DefaultHttpContext { RequestServices = services };
        context.Connection.RemoteIpAddress = PeerOf(peer)?.ToIPAddress();
        foreach (var (name, values) in HeadersOf(lines))
        {
            context.Request.Headers[name] = values;
        }

        return context;
    }
}
