using System.Net;
using System.Text.Json.Serialization;
using ClientIpAnalyzers;

namespace Quickstart;

/// <summary>The application of the quickstart, from minimal APIs alone.</summary>
internal static class Shop
{
    public const string OriginSecret = "0123456789abcdef0123456789ABCDEF";

    public static WebApplication Create(SimulatedPeers peers)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["ClientIp:Cdn:0"] = "198.51.100.0/24",
            ["ClientIp:Cdn:1"] = "2001:db8:cd::/48",
            ["ClientIp:OriginSecret"] = OriginSecret,
        });
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, peers.Restore));
        builder.Services.AddClientIp<ShopClientIp>(options => options.AllowLoopbackInDevelopment = false);
        builder.Services.ConfigureHttpJsonOptions(options => options.SerializerOptions.TypeInfoResolverChain.Insert(0, ApplicationJson.Default));

        var app = builder.Build();
        app.UseClientIp();
        app.MapGet("/shop", (ClientIp client) => client);
        app.MapGet("/healthz", (ClientIp client) => client);
        app.MapGet("/alb", (HttpContext context) => context.GetClientIp<AlbClientIp>());
        app.MapGet("/orders", (HttpContext context) => context.GetClientIp<AcceleratedClientIp>());
        app.MapGet("/pods", (HttpContext context) => context.GetClientIp<PodsClientIp>());
        app.MapGet("/campaign", (HttpContext context) => context.GetClientIp<CampaignClientIp>());
        return app;
    }
}

/// <summary>Client > ALB > ingress > pod.</summary>
[ClientIpSource("X-Forwarded-For", Via = ["alb", "ingress"])]
[TrustedHop("alb", "10.20.0.0/24")]
[TrustedHop("ingress", "127.65.0.0/24")]
public sealed partial class PodsClientIp;

/// <summary>How what the endpoints give is written; there is no reflection to find out.</summary>
[JsonSourceGenerationOptions(System.Text.Json.JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(ClientIp))]
[JsonSerializable(typeof(Visit))]
internal sealed partial class ApplicationJson : JsonSerializerContext;

/// <summary>A body with an address, which can be read, and a client, which cannot.</summary>
internal sealed record Visit(Ip Address, ClientIp Client);
