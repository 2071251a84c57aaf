using System.Net;
using System.Security.Cryptography;

namespace Quickstart;

/// <summary>The application: each endpoint answers with the client of the request, by the policy of its own path.</summary>
internal static class Shop
{
    /// <summary>Addresses of CDN nodes, which change and so belong in configuration.</summary>
    private const string CdnRanges = "198.51.100.0/24,2001:db8:cd::/48";

    /// <summary>
    /// What only the application and its own CDN domain know. A real one lives in a secret store; this one is made
    /// up anew for each run.
    /// </summary>
    public static string OriginSecret { get; } = Convert.ToHexString(RandomNumberGenerator.GetBytes(16));

    public static WebApplication Create(int port, SimulatedPeers peers)
    {
        // Elsewhere than in Development the inspector asks for authorization.
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = Environments.Development });
        // The tables say what the library would warn of.
        builder.Logging.SetMinimumLevel(LogLevel.Warning).AddFilter("ClientIpAnalyzers", LogLevel.Error);
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["ClientIp:Cdn"] = CdnRanges,
            ["ClientIp:OriginSecret"] = OriginSecret,
        });
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port, peers.Restore));

        // Its peers are loopback addresses that stand for others, also in the Development environment.
        builder.Services.AddClientIp<ShopClientIp>(options => options.AllowLoopbackInDevelopment = false);
        builder.Services.AddControllers();

        var app = builder.Build();
        app.UseClientIp();
        app.MapControllers();
        app.MapClientIpInspector();
        app.MapGet("/shop", (HttpContext context) => context.ClientIp);
        app.MapGet("/healthz", (HttpContext context) => context.ClientIp);
        app.MapGet("/alb", (HttpContext context) => context.GetClientIp<AlbClientIp>());
        app.MapGet("/campaign", (HttpContext context) => context.GetClientIp<CampaignClientIp>());
        app.MapGet("/careless", Careless);
        return app;
    }

    /// <summary>What many applications do, for comparison: whoever sends the request chooses the answer.</summary>
#pragma warning disable CIP002, CIP003
    private static string Careless(HttpContext context)
        => context.Request.Headers["Ali-Cdn-Real-Ip"].FirstOrDefault()
            ?? context.Request.Headers["X-Forwarded-For"].ToString().Split(',')[0];
#pragma warning restore CIP002, CIP003
}
