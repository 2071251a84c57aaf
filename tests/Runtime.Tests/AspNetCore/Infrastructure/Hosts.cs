using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ClientIpAnalyzers.Runtime.Tests.AspNetCore;

/// <summary>Applications for one test: on a test server, which has no sockets, or on Kestrel at a free port of loopback.</summary>
internal static class Hosts
{
    /// <summary>Client > ALB > application.</summary>
    public static readonly ClientIpPolicy Alb = ClientIpPolicy.FromJson(
        """
        {
          "sources": [{ "header": "X-Forwarded-For", "via": ["alb"] }],
          "hops": { "alb": ["100.64.0.0/10"] },
          "healthProbePaths": ["/healthz"]
        }
        """);

    /// <summary>The same where this machine is the ALB.</summary>
    public static readonly ClientIpPolicy Loopback = ClientIpPolicy.FromJson(
        """{ "sources": [{ "header": "X-Forwarded-For", "via": ["alb"] }], "hops": { "alb": ["127.0.0.0/8", "::1"] } }""");

    public static WebApplicationBuilder Builder(params (string Key, string Value)[] settings) => Builder("Production", settings);

    public static WebApplicationBuilder Builder(string environment, params (string Key, string Value)[] settings)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = environment });
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(
            settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value)));
        return builder;
    }

    /// <summary>Starts an application on a test server.</summary>
    public static async Task<WebApplication> StartAsync(WebApplicationBuilder builder, Action<WebApplication> configure)
    {
        builder.WebHost.UseTestServer();
        var app = builder.Build();
        try
        {
            configure(app);
            await app.StartAsync();
            return app;
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }

    public static Task<WebApplication> StartAsync(Action<IServiceCollection> register, Action<WebApplication> configure)
    {
        var builder = Builder();
        register(builder.Services);
        return StartAsync(builder, configure);
    }

    /// <summary>Starts an application on Kestrel; the client that is returned speaks to it.</summary>
    public static async Task<(WebApplication App, HttpClient Client)> StartKestrelAsync(
        WebApplicationBuilder builder, Action<WebApplication> configure, HttpProtocols protocols = HttpProtocols.Http1)
    {
        builder.WebHost.UseKestrelCore().ConfigureKestrel(
            kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = protocols));
        var app = builder.Build();
        configure(app);
        await app.StartAsync();
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        var client = new HttpClient
        {
            BaseAddress = new Uri(address),
            DefaultRequestVersion = protocols == HttpProtocols.Http2 ? HttpVersion.Version20 : HttpVersion.Version11,
            DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Timeout = TimeSpan.FromSeconds(30),
        };
        return (app, client);
    }

    /// <summary>Sends a request through the ALB, from 8.8.8.8.</summary>
    public static async Task<Answer> AskAsync(
        this WebApplication app, string path = "/", string? peer = "100.64.3.4", string? forwardedFor = "8.8.8.8", Action<HttpContext>? change = null)
    {
        var context = await app.GetTestServer().SendAsync(context =>
        {
            context.Connection.RemoteIpAddress = peer is null ? null : IPAddress.Parse(peer);
            context.Request.Path = path;
            if (forwardedFor is not null)
            {
                context.Request.Headers["X-Forwarded-For"] = forwardedFor;
            }

            change?.Invoke(context);
        });
        using var reader = new StreamReader(context.Response.Body);
        return new Answer(context.Response.StatusCode, context.Response.ContentType, await reader.ReadToEndAsync());
    }

    /// <summary>Answers with the client, the reason, and the connection's address.</summary>
    public static Task Tell(HttpContext context)
        => context.Response.WriteAsync($"{context.GetClientIp()} {context.GetClientIp().Reason} {context.Connection.RemoteIpAddress}");

    internal sealed record Answer(int Status, string? ContentType, string Body);
}
