using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ClientIpAnalyzers.Interop.Tests;

/// <summary>
/// An application behind Client > CDN > WAF > ALB, where this machine is the ALB, so that a browser's own request comes
/// through it. The CDN has as many IPv6 ranges as a real one.
/// </summary>
public sealed class InspectedApplication : IAsyncLifetime
{
    public const string Secret = "the-secret-of-this-origin";

    private WebApplication? _application;

    public Uri Address { get; private set; } = null!;

    public string Inspector => new Uri(Address, "/_clientip").ToString();

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = "Development", ApplicationName = "Shop" });
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Services.AddClientIp(new ClientIpPolicy
        {
            Sources =
            [
                new ClientIpSource("Ali-Cdn-Real-Ip") { Via = ["cdn", "waf", "alb"], ProofHeader = "X-Origin-Token", ProofSecrets = new OriginSecrets([Secret]) },
                new ClientIpSource("X-Forwarded-For") { Via = ["partner", "alb"] },
            ],
            Hops =
            [
                new TrustedHop("cdn", CidrSet.Parse(Enumerable.Range(0, 300).Select(number => $"2001:db8:{number:x}:cd00::/56").Prepend("198.51.100.0/24"))) { Shared = true },
                new TrustedHop("waf", CidrSet.Parse("192.0.2.0/25")) { Shared = true },
                new TrustedHop("partner", CidrSet.Parse("192.0.2.128/25")),
                new TrustedHop("alb", CidrSet.Parse("127.0.0.0/8")),
            ],
            HealthProbePaths = ["/healthz"],
        });
        _application = builder.Build();
        _application.MapClientIpInspector();
        await _application.StartAsync();
        Address = new Uri(_application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
    }

    public ValueTask DisposeAsync() => _application?.DisposeAsync() ?? ValueTask.CompletedTask;
}
