using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Transforms;
using Yarp.ReverseProxy.Transforms.Builder;

namespace ClientIpAnalyzers.Integration.Tests;

/// <summary>Client > ALB > gateway (YARP) > application; the ALB is 127.0.0.1, the gateway connects from 127.0.0.2.</summary>
public class YarpTests
{
    [Fact]
    public async Task What_it_passes_on_by_itself_is_the_client_where_the_address_is_rewritten()
    {
        await using var gateway = await StartAsync(app => app.UseClientIp(options => options.RewriteRemoteIpAddress = true));
        using var client = gateway.CreateClient();

        // What the client wrote in front is gone, and a client that is not known is nobody there either.
        Assert.Equal(["8.8.8.8"], (await ForwardAsync(client, Server.List))["X-Forwarded-For"]);
        Assert.DoesNotContain("X-Forwarded-For", (await ForwardAsync(client, list: null)).Keys);
        Assert.DoesNotContain("X-Forwarded-For", (await ForwardAsync(client, "8.8.8.8, rubbish")).Keys);
    }

    [Fact]
    public async Task A_list_that_it_appends_to_is_a_chain_for_the_application_behind_it()
    {
        await using var gateway = await StartAsync(app => app.UseClientIp(), transforms: context => context.AddXForwardedFor(action: ForwardedTransformActions.Append));
        using var client = gateway.CreateClient();

        Assert.Equal(["6.6.6.6, 8.8.8.8, 127.0.0.1"], (await ForwardAsync(client, Server.List))["X-Forwarded-For"]);
        Assert.Equal("8.8.8.8 Resolved 8.8.8.8", await client.AskAsync("/who"));
        Assert.Equal("unknown ChainTooShort 127.0.0.1", await client.AskAsync("/who", list: null));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Nothing_is_added_to_what_it_passes_on_and_nothing_stands_there_twice(bool rewrites)
    {
        static void Append(TransformBuilderContext context) => context.AddXForwardedFor(action: ForwardedTransformActions.Append);
        await using var bare = await StartAsync(_ => { }, _ => { }, Append);
        await using var gateway = await StartAsync(app => app.UseClientIp(options => options.RewriteRemoteIpAddress = rewrites), transforms: Append);
        using var first = bare.CreateClient();
        using var second = gateway.CreateClient();
        (string, string)[] headers = [("Forwarded", "for=6.6.6.6"), ("X-Real-IP", "6.6.6.6"), ("X-Original-For", "6.6.6.6"), ("Ali-Cdn-Real-Ip", "6.6.6.6")];

        var without = await ForwardAsync(first, Server.List, headers);
        var with = await ForwardAsync(second, Server.List, headers);

        Assert.Equal(without.Keys.Order(), with.Keys.Order());
        Assert.All(with.Where(header => header.Key is not ("X-Forwarded-For" or "X-Forwarded-Host" or "Host" or "traceparent")), header => Assert.Equal(without[header.Key], header.Value));
        Assert.Equal([rewrites ? "6.6.6.6, 8.8.8.8, 8.8.8.8" : "6.6.6.6, 8.8.8.8, 127.0.0.1"], with["X-Forwarded-For"]);
    }

    [Fact]
    public async Task The_secret_of_the_gateway_stays_there_where_a_transform_takes_it_out()
    {
        await using var gateway = await StartAsync(
            services => services.AddClientIp<ProvenClientIp>(),
            app => app.UseClientIp(options => (options.RewriteRemoteIpAddress, options.RejectUnknown) = (true, true)),
            transforms: context => context.AddRequestHeaderRemove("X-Origin-Token"));
        using var client = gateway.CreateClient();

        var passedOn = await ForwardAsync(client, Server.List, ("X-Origin-Token", Server.Secret));

        Assert.Equal(["8.8.8.8"], passedOn["X-Forwarded-For"]);
        Assert.DoesNotContain("X-Origin-Token", passedOn.Keys);
        Assert.Contains("\"status\":400", await client.AskAsync("/headers"), StringComparison.Ordinal);
    }

    private static Task<Gateway> StartAsync(Action<WebApplication> use, Action<TransformBuilderContext>? transforms = null)
        => StartAsync(services => services.AddClientIp<AlbClientIp>(), use, transforms);

    private static async Task<Gateway> StartAsync(
        Action<IServiceCollection> register, Action<WebApplication> use, Action<TransformBuilderContext>? transforms)
    {
        var application = await Server.StartAsync<BehindGatewayClientIp>(build: null, app =>
        {
            app.UseClientIp();
            app.MapGet("/headers", (HttpContext context) => context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToArray()));
            app.MapGet("/who", (ClientIp client) => $"{client} {client.Reason} {client.Vouched}");
        });
        var destination = new DestinationConfig { Address = application.Address.ToString() };
        var gateway = await Server.StartBareAsync(
            builder =>
            {
                register(builder.Services);
                builder.Services.AddReverseProxy()
                    .LoadFromMemory(
                        [new RouteConfig { RouteId = "all", ClusterId = "one", Match = new RouteMatch { Path = "{**all}" } }],
                        [new ClusterConfig { ClusterId = "one", Destinations = new Dictionary<string, DestinationConfig> { ["one"] = destination } }])
                    .AddTransforms(context => transforms?.Invoke(context))
                    .ConfigureHttpClient((_, handler) => handler.ConnectCallback = Server.HandlerFrom("127.0.0.2").ConnectCallback);
            },
            app =>
            {
                use(app);
                app.MapReverseProxy();
            });
        return new Gateway(gateway, application);
    }

    private sealed class Gateway(Server server, Server application) : IAsyncDisposable
    {
        public HttpClient CreateClient() => server.CreateClient();

        public async ValueTask DisposeAsync()
        {
            await server.DisposeAsync();
            await application.DisposeAsync();
        }
    }

    private static async Task<Dictionary<string, string[]>> ForwardAsync(HttpClient client, string? list, params (string, string)[] headers)
        => new(JsonSerializer.Deserialize<Dictionary<string, string[]>>(await client.AskAsync("/headers", list, headers))!, StringComparer.OrdinalIgnoreCase);
}
