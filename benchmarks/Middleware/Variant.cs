using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ClientIpAnalyzers.Benchmarks.Middleware;

/// <summary>One way in which the same application asks who its client is, or does not.</summary>
internal sealed record Variant(string Name, Action<IServiceCollection> AddServices, Action<WebApplication> Use)
{
    /// <summary>What is sent: two entries, of which the last is a trusted proxy's, as the peer on this machine is.</summary>
    public const string ForwardedFor = "203.0.113.7, 127.0.0.2";

    /// <summary>The first is what the others are compared with; the second, the same again, shows what is noise.</summary>
    public static IReadOnlyList<Variant> All { get; } =
    [
        new("nothing", _ => { }, _ => { }),
        new("nothing, again", _ => { }, _ => { }),
        new("UseClientIp", services => services.AddClientIp<LoopbackProxies>(), app => app.UseClientIp()),
        new("UseForwardedHeaders", _ => { }, app => app.UseForwardedHeaders(ForwardedHeaders())),
    ];

    /// <summary>An application with one endpoint, that logs nothing.</summary>
    public WebApplication Build(Action<WebApplicationBuilder> configure)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        AddServices(builder.Services);
        configure(builder);
        var app = builder.Build();
        Use(app);
        app.MapGet("/", () => "Hello, world!");
        return app;
    }

    private static ForwardedHeadersOptions ForwardedHeaders()
    {
        var options = new ForwardedHeadersOptions
        {
            ForwardedHeaders = Microsoft.AspNetCore.HttpOverrides.ForwardedHeaders.XForwardedFor,
            ForwardLimit = 2,
        };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        options.KnownIPNetworks.Add(System.Net.IPNetwork.Parse("127.0.0.0/8"));
        return options;
    }
}

/// <summary>The policy that trusts what the middleware is told to trust.</summary>
[ClientIpSource("X-Forwarded-For", Trust = ["127.0.0.0/8"])]
internal sealed partial class LoopbackProxies;
