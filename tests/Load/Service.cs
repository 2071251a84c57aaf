using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace ClientIpAnalyzers.Load;

/// <summary>Client > CDN > ALB > application, both hops from configuration.</summary>
[ClientIpSource("X-Forwarded-For", Via = ["cdn", "alb"])]
[TrustedHop("cdn", "config:" + Ranges.CdnKey)]
[TrustedHop("alb", "config:" + Ranges.AlbKey)]
public sealed partial class LoadClientIp;

/// <summary>The same, asked beside the policy of the application.</summary>
[ClientIpSource("X-Forwarded-For", Via = ["cdn", "alb"])]
[TrustedHop("cdn", "config:" + Ranges.CdnKey)]
[TrustedHop("alb", "config:" + Ranges.AlbKey)]
public sealed partial class OtherClientIp;

/// <summary>The application under load.</summary>
internal static class Service
{
    public static WebApplication Create(Ranges ranges, Faults faults)
    {
        var builder = WebApplication.CreateSlimBuilder();
        ((IConfigurationBuilder)builder.Configuration).Add(ranges);
        builder.Logging.ClearProviders().SetMinimumLevel(LogLevel.Information).AddFilter("Microsoft", LogLevel.Error).AddProvider(faults);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http1);
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2);
        });
        builder.Services.AddClientIp<LoadClientIp>(options => options.RewriteRemoteIpAddress = true);

        var app = builder.Build();
        app.UseClientIp();
        app.MapGet("/", async (HttpContext context) =>
        {
            var first = context.ClientIp;
            await Task.Yield();
            var again = context.ClientIp;

            // What was rewritten is the same answer, and it stays the same to the end of the request.
            Ip? shown = context.Connection.RemoteIpAddress is { } remote ? Ip.FromIPAddress(remote) : null;
            if (first != again || shown != first.Address)
            {
                return Results.Text($"{first} became {again}, shown as {shown}");
            }

            return Results.Text($"{first} {first.Reason} {context.GetClientIp<OtherClientIp>().Reason}");
        });
        return app;
    }
}
