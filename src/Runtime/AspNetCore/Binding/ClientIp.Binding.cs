using ClientIpAnalyzers.AspNetCore;
using Microsoft.AspNetCore.Http;

namespace ClientIpAnalyzers;

[ClientIpBinding]
public readonly partial struct ClientIp
{
    /// <summary>
    /// Gives a minimal API handler its parameter: the client by the application's policy, whatever the request holds.
    /// </summary>
    /// <exception cref="InvalidOperationException">The application has no policy: <c>AddClientIp</c> was not called.</exception>
    public static ValueTask<ClientIp> BindAsync(HttpContext context) => new(context.GetClientIp());
}
