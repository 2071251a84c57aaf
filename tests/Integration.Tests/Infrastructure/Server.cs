using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ClientIpAnalyzers.Integration.Tests;

/// <summary>An application on Kestrel, at a free port of loopback.</summary>
internal sealed class Server : IAsyncDisposable
{
    public const string Secret = "0123456789abcdef0123456789abcdef";

    /// <summary>What a client at 8.8.8.8 sends who claims to be 6.6.6.6.</summary>
    public const string List = "6.6.6.6, 8.8.8.8";

    private Server(WebApplication app) => App = app;

    public WebApplication App { get; }

    public Uri Address => new(App.Urls.First());

    /// <summary>Starts an application whose policy is <see cref="AlbClientIp"/>.</summary>
    public static Task<Server> StartAsync(
        Action<WebApplicationBuilder>? build, Action<WebApplication> configure, HttpProtocols protocols = HttpProtocols.Http1)
        => StartAsync<AlbClientIp>(build, configure, protocols);

    public static Task<Server> StartAsync<TPolicy>(
        Action<WebApplicationBuilder>? build, Action<WebApplication> configure, HttpProtocols protocols = HttpProtocols.Http1)
        where TPolicy : class, IClientIpResolver, CompilerServices.IGeneratedClientIpResolver<TPolicy>
        => StartBareAsync(
            builder =>
            {
                builder.Services.AddClientIp<TPolicy>();
                build?.Invoke(builder);
            },
            configure,
            protocols);

    /// <summary>Starts an application that has no policy unless <paramref name="build"/> adds one.</summary>
    public static async Task<Server> StartBareAsync(
        Action<WebApplicationBuilder> build, Action<WebApplication> configure, HttpProtocols protocols = HttpProtocols.Http1)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = "Production" });
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection([new("Secret", Secret)]);
        build(builder);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = protocols));
        var app = builder.Build();
        configure(app);
        await app.StartAsync();
        return new Server(app);
    }

    /// <summary>A client that keeps one connection, made from a certain address of this machine.</summary>
    public HttpClient CreateClient(Version? version = null, string from = "127.0.0.1") => new(HandlerFrom(from))
    {
        BaseAddress = Address,
        DefaultRequestVersion = version ?? HttpVersion.Version11,
        DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact,
        Timeout = TimeSpan.FromSeconds(60),
    };

    public static SocketsHttpHandler HandlerFrom(string address) => new()
    {
        UseProxy = false,
        UseCookies = false,
        AllowAutoRedirect = false,
        MaxConnectionsPerServer = 1,
        ConnectCallback = async (target, cancellation) =>
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            socket.Bind(new IPEndPoint(IPAddress.Parse(address), 0));
            await socket.ConnectAsync(IPAddress.Loopback, target.DnsEndPoint.Port, cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        },
    };

    public async ValueTask DisposeAsync()
    {
        await App.StopAsync();
        await App.DisposeAsync();
    }
}

internal static class HttpClientExtensions
{
    /// <summary>Asks with a list header; null for none.</summary>
    public static async Task<string> AskAsync(
        this HttpClient client, string path = "/", string? list = Server.List, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path)
        {
            Version = client.DefaultRequestVersion,
            VersionPolicy = client.DefaultVersionPolicy,
        };
        foreach (var (name, value) in list is null ? headers : [("X-Forwarded-For", list), .. headers])
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var response = await client.SendAsync(request);
        return await response.Content.ReadAsStringAsync();
    }
}
