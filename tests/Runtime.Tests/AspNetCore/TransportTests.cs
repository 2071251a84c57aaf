using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ClientIpAnalyzers.Runtime.Tests.AspNetCore;

/// <summary>The peer is the transport's own endpoint, whatever rewrote RemoteIpAddress.</summary>
public class TransportTests
{
    [Theory]
    [InlineData(HttpProtocols.Http1, false)]
    [InlineData(HttpProtocols.Http1, true)]
    [InlineData(HttpProtocols.Http2, false)]
    [InlineData(HttpProtocols.Http2, true)]
    public async Task Also_with_ASPNETCORE_FORWARDEDHEADERS_ENABLED(HttpProtocols protocols, bool useClientIp)
    {
        var builder = ForwardedHeadersEnabled();
        builder.Services.AddClientIp(Hosts.Loopback);
        var (app, client) = await Hosts.StartKestrelAsync(
            builder,
            app =>
            {
                if (useClientIp)
                {
                    app.UseClientIp();
                }

                app.Run(context => context.Response.WriteAsync(
                    $"{context.GetClientIp()} {context.GetClientIp().Peer} {context.Connection.RemoteIpAddress} {context.Request.Protocol}"));
            },
            protocols);
        await using (app)
        using (client)
        {
            // The framework has replaced the address and eaten an entry; the forged one to the left stays unread.
            Assert.Equal(
                $"8.8.8.8 127.0.0.1 8.8.8.8 {(protocols == HttpProtocols.Http2 ? "HTTP/2" : "HTTP/1.1")}",
                await Get(client, "6.6.6.6, 8.8.8.8"));
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_is_rewritten_is_not_written_over_by_the_filter_of_that_variable(bool useClientIp)
    {
        var builder = ForwardedHeadersEnabled();
        builder.Services.Configure<ClientIpMiddlewareOptions>(options => options.RewriteRemoteIpAddress = true);
        builder.Services.AddClientIp(ClientIpPolicy.FromJson(
            """
            {
              "sources": [{ "header": "X-Forwarded-For", "via": ["cdn", "alb"] }],
              "hops": { "cdn": ["198.51.100.0/24"], "alb": ["127.0.0.0/8"] }
            }
            """));
        var (app, client) = await Hosts.StartKestrelAsync(builder, app =>
        {
            if (useClientIp)
            {
                app.UseClientIp();
            }

            app.Run(Hosts.Tell);
        });
        await using (app)
        using (client)
        {
            // The framework takes the CDN for the client.
            Assert.Equal("8.8.8.8 Resolved 8.8.8.8", await Get(client, "6.6.6.6, 8.8.8.8, 198.51.100.7"));
            Assert.Equal("unknown ChainMismatch ", await Get(client, "6.6.6.6, 8.8.8.8"));
        }
    }

    [Fact]
    public async Task Where_the_address_was_replaced_before_anybody_could_look_there_is_no_client()
    {
        var lines = new LogLines();
        var builder = Hosts.Builder();
        builder.Logging.AddProvider(lines);
        builder.Services.AddClientIp(Hosts.Loopback);
        builder.Services.Insert(0, ServiceDescriptor.Singleton<IStartupFilter, EarlierFilter>());
        var (app, client) = await Hosts.StartKestrelAsync(builder, app => app.Run(Hosts.Tell));
        await using (app)
        using (client)
        {
            Assert.Equal("unknown PeerUnknown 8.8.8.8", await Get(client, "6.6.6.6, 8.8.8.8"));
            await Get(client, "6.6.6.6, 8.8.8.8");
            Assert.Single(lines.Own, line => line.Level == LogLevel.Error && line.Event.Name == "AskedTooLate");
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Forwarded_headers_before_rewriting_judge_by_the_peer(bool isKnown)
    {
        var builder = Hosts.Builder();
        builder.Services.AddClientIp(Hosts.Loopback);
        builder.Services.Configure<ForwardedHeadersOptions>(options =>
        {
            options.ForwardedHeaders = Microsoft.AspNetCore.HttpOverrides.ForwardedHeaders.XForwardedProto
                | Microsoft.AspNetCore.HttpOverrides.ForwardedHeaders.XForwardedHost;
            if (!isKnown)
            {
                options.KnownIPNetworks.Clear();
            }
        });
        var (app, client) = await Hosts.StartKestrelAsync(builder, app =>
        {
            app.UseForwardedHeaders();
            app.UseClientIp(options => options.RewriteRemoteIpAddress = true);
            app.Run(context => context.Response.WriteAsync(
                $"{context.Connection.RemoteIpAddress} {context.Request.Scheme} {context.Request.Host.Host}"));
        });
        await using (app)
        using (client)
        {
            client.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");
            client.DefaultRequestHeaders.Add("X-Forwarded-Host", "shop.example");
            Assert.Equal(isKnown ? "8.8.8.8 https shop.example" : "8.8.8.8 http 127.0.0.1", await Get(client, "6.6.6.6, 8.8.8.8"));
        }
    }

    [Fact]
    public async Task Forwarded_headers_still_give_scheme_and_host()
    {
        var builder = Hosts.Builder();
        builder.Services.AddClientIp(Hosts.Loopback);
        var (app, client) = await Hosts.StartKestrelAsync(builder, app =>
        {
            app.UseClientIp();
            app.UseForwardedHeaders(new ForwardedHeadersOptions
            {
                ForwardedHeaders = Microsoft.AspNetCore.HttpOverrides.ForwardedHeaders.XForwardedProto,
            });
            app.Run(context => context.Response.WriteAsync($"{context.GetClientIp()} {context.Request.Scheme}"));
        });
        await using (app)
        using (client)
        {
            client.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");
            Assert.Equal("8.8.8.8 https", await Get(client, "8.8.8.8"));
        }
    }

    [Fact]
    public async Task A_peer_on_a_unix_socket_has_no_address_whatever_is_written_over_it()
    {
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        var builder = ForwardedHeadersEnabled();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.ListenUnixSocket(path));
        builder.Services.AddClientIp(ClientIpPolicy.FromJson(
            """{ "sources": [{ "header": "X-Forwarded-For", "via": ["nginx"] }], "hops": { "nginx": ["unix"] } }"""));
        await using var app = builder.Build();
        app.Run(context => context.Response.WriteAsync($"{context.GetClientIp()} {context.GetClientIp().Peer is null}"));
        await app.StartAsync(TestContext.Current.CancellationToken);
        using var client = new HttpClient(new SocketsHttpHandler
        {
            ConnectCallback = async (_, cancellation) =>
            {
                var socket = new System.Net.Sockets.Socket(
                    System.Net.Sockets.AddressFamily.Unix, System.Net.Sockets.SocketType.Stream, System.Net.Sockets.ProtocolType.Unspecified);
                await socket.ConnectAsync(new System.Net.Sockets.UnixDomainSocketEndPoint(path), cancellation);
                return new System.Net.Sockets.NetworkStream(socket, ownsSocket: true);
            },
        })
        {
            BaseAddress = new Uri("http://localhost"),
        };

        Assert.Equal("8.8.8.8 True", await Get(client, "6.6.6.6, 8.8.8.8"));
    }

    private static WebApplicationBuilder ForwardedHeadersEnabled()
    {
        // What the variable of that name comes to; the slim builder leaves the framework's own filter out.
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            EnvironmentName = "Production",
            Args = ["--FORWARDEDHEADERS_ENABLED=true"],
        });
        builder.Logging.ClearProviders();
        Assert.Contains(builder.Services, service => service.ImplementationType?.Name == "ForwardedHeadersStartupFilter");
        return builder;
    }

    private static async Task<string> Get(HttpClient client, string forwardedFor)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/")
        {
            Version = client.DefaultRequestVersion,
            VersionPolicy = client.DefaultVersionPolicy,
        };
        request.Headers.TryAddWithoutValidation("X-Forwarded-For", forwardedFor);
        using var response = await client.SendAsync(request);
        return await response.Content.ReadAsStringAsync();
    }

    /// <summary>Forwarded-headers middleware in front of everything.</summary>
    private sealed class EarlierFilter : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.UseForwardedHeaders(new ForwardedHeadersOptions
            {
                ForwardedHeaders = Microsoft.AspNetCore.HttpOverrides.ForwardedHeaders.XForwardedFor,
            });
            next(app);
        };
    }
}
