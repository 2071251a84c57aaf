using ClientIpAnalyzers.CompilerServices;
using Microsoft.AspNetCore.Http;

namespace ClientIpAnalyzers.AspNetCore;

/// <summary>The client of every request in a test of an application.</summary>
/// <param name="Choose">The client's address; null for a request whose client is not known.</param>
internal sealed record TestClient(Func<HttpContext, Ip?> Choose)
{
    public ClientIp ClientOf(HttpContext context) => Choose(context) is { } address
        ? ClientIpAnswer.Direct(address)
        : ClientIpAnswer.Unknown(ClientIpReason.PeerUnknown, peer: null, vouched: null, -1, header: null, 0);
}
