using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ClientIpAnalyzers.Runtime.Tests.AspNetCore;

/// <summary>Takes the address of the connection, as it sees it, for the user's name.</summary>
internal sealed class SeenAddressHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory loggers, UrlEncoder encoder)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    public new const string Scheme = "SeenAddress";

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var name = Context.Connection.RemoteIpAddress?.ToString() ?? "nobody";
        var user = new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.Name, name)], Scheme));
        return Task.FromResult(AuthenticateResult.Success(new AuthenticationTicket(user, Scheme)));
    }
}
