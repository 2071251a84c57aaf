using Microsoft.AspNetCore.Http;

namespace ClientIpAnalyzers;

/// <summary>
/// Resolves the client of a request by one policy. An implementation never throws, whatever the request holds, and
/// is safe for concurrent use.
/// </summary>
public interface IClientIpResolver
{
    /// <summary>The policy that this resolver follows.</summary>
    ClientIpPolicy Policy { get; }

    /// <summary>Resolves the client of <paramref name="context"/> from its connection and its request headers.</summary>
    ClientIp Resolve(HttpContext context);

    /// <summary>Resolves a client without an <see cref="HttpContext"/>.</summary>
    /// <param name="peer">
    /// The transport endpoint that connected; <see langword="null"/> where it has no address (a Unix socket).
    /// </param>
    /// <param name="headers">The request's header lines, in the order received.</param>
    /// <param name="path">The request's whole path.</param>
    ClientIp Resolve(Ip? peer, IHeaderDictionary headers, PathString path);
}
