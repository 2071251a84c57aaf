using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace ClientIpAnalyzers.Runtime.Tests.AspNetCore;

public class HostTests
{
    [Fact]
    public async Task The_client_is_resolved_once_and_keeps_its_answer()
    {
        await using var app = await Hosts.StartAsync(services => services.AddClientIp(Hosts.Alb), app =>
        {
            app.UseClientIp();
            app.Use((context, next) =>
            {
                context.Request.Headers["X-Forwarded-For"] = "6.6.6.6";
                return next();
            });
            app.Run(Hosts.Tell);
        });

        Assert.Equal("8.8.8.8 Resolved 100.64.3.4", (await app.AskAsync()).Body);
    }

    [Fact]
    public async Task The_client_is_resolved_before_anything_else_also_where_the_middleware_is_not_called()
    {
        await using var app = await Hosts.StartAsync(services => services.AddClientIp(Hosts.Alb), app =>
        {
            app.Use((context, next) =>
            {
                context.Request.Headers["X-Forwarded-For"] = "6.6.6.6";
                return next();
            });
            app.Run(Hosts.Tell);
        });

        Assert.Equal("8.8.8.8 Resolved 100.64.3.4", (await app.AskAsync()).Body);
    }

    [Fact]
    public async Task Authentication_that_the_host_inserts_by_itself_sees_the_client()
    {
        var builder = Hosts.Builder();
        builder.Services.AddClientIp(Hosts.Alb).Configure<ClientIpMiddlewareOptions>(options => options.RewriteRemoteIpAddress = true);
        builder.Services.AddAuthentication(SeenAddressHandler.Scheme).AddScheme<Microsoft.AspNetCore.Authentication.AuthenticationSchemeOptions, SeenAddressHandler>(SeenAddressHandler.Scheme, null);
        builder.Services.AddAuthorization();
        await using var app = await Hosts.StartAsync(
            builder, app => app.MapGet("/", (HttpContext context) => context.User.Identity!.Name).RequireAuthorization());

        Assert.Equal("8.8.8.8", (await app.AskAsync()).Body);
    }

    [Fact]
    public async Task Rewriting_gives_the_connection_the_client_and_keeps_the_peer()
    {
        await using var app = await Hosts.StartAsync(services => services.AddClientIp(Hosts.Alb), app =>
        {
            app.UseClientIp(options => options.RewriteRemoteIpAddress = true);
            app.Run(context => context.Response.WriteAsync(
                $"{context.Connection.RemoteIpAddress}:{context.Connection.RemotePort} {context.GetClientIp().Peer}"));
        });

        Assert.Equal("8.8.8.8:0 100.64.3.4", (await app.AskAsync(change: context => context.Connection.RemotePort = 4711)).Body);
    }

    [Theory]
    [InlineData(false, "unknown PeerNotTrusted ")]
    [InlineData(true, "unknown PeerNotTrusted 6.6.6.6")]
    public async Task Rewriting_leaves_nothing_where_the_client_is_unknown_unless_told_otherwise(bool keepPeer, string expected)
    {
        await using var app = await Hosts.StartAsync(services => services.AddClientIp(Hosts.Alb), app =>
        {
            app.UseClientIp(options => (options.RewriteRemoteIpAddress, options.KeepPeerWhereUnknown) = (true, keepPeer));
            app.Run(Hosts.Tell);
        });

        Assert.Equal(expected, (await app.AskAsync(peer: "6.6.6.6")).Body);
    }

    [Theory]
    [InlineData("/", "100.64.3.4", "8.8.8.8", 200)]
    [InlineData("/", "100.64.3.4", null, 421)]
    [InlineData("/", "6.6.6.6", "8.8.8.8", 421)]
    [InlineData("/healthz", "100.64.3.4", null, 200)]
    [InlineData("/healthz", "6.6.6.6", null, 421)]
    public async Task Unknown_clients_are_rejected_with_the_status_and_health_probes_are_not(string path, string peer, string? header, int status)
    {
        await using var app = await Hosts.StartAsync(services => services.AddClientIp(Hosts.Alb), app =>
        {
            app.UseClientIp(options => (options.RejectUnknown, options.RejectStatusCode) = (true, 421));
            app.Run(Hosts.Tell);
        });

        var answer = await app.AskAsync(path, peer, header);

        Assert.Equal(status, answer.Status);
        if (status != 200)
        {
            Assert.Equal("application/problem+json", answer.ContentType);
            Assert.DoesNotContain("PeerNotTrusted", answer.Body, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("Development", true, "127.0.0.1 Direct 127.0.0.1")]
    [InlineData("Development", false, "unknown PeerNotTrusted 127.0.0.1")]
    [InlineData("Production", true, "unknown PeerNotTrusted 127.0.0.1")]
    public async Task A_loopback_peer_is_the_client_in_development_only(string environment, bool allow, string expected)
    {
        var builder = Hosts.Builder(environment, []);
        builder.Services.AddClientIp(Hosts.Alb);
        await using var app = await Hosts.StartAsync(builder, app =>
        {
            app.UseClientIp(options => options.AllowLoopbackInDevelopment = allow);
            app.Run(Hosts.Tell);
        });

        Assert.Equal(expected, (await app.AskAsync(peer: "127.0.0.1")).Body);
    }

    [Fact]
    public async Task A_policy_by_type_is_asked_with_what_came_in_and_once()
    {
        var builder = Hosts.Builder((ConfiguredPolicy.Key, "100.64.0.0/10"));
        builder.Services.AddClientIp(Hosts.Alb).AddClientIpPolicies(registry => registry.Add<ConfiguredPolicy>());
        await using var app = await Hosts.StartAsync(builder, app =>
        {
            app.UseClientIp(options => options.RewriteRemoteIpAddress = true);
            app.Use((context, next) =>
            {
                // What UseForwardedHeaders leaves of "6.6.6.6, 8.8.8.8".
                context.Request.Headers["X-Forwarded-For"] = "6.6.6.6";
                return next();
            });
            app.Run(async context =>
            {
                await context.Response.WriteAsync($"{context.GetClientIp<ConfiguredPolicy>()} ");
                context.Request.Headers.Remove("X-Forwarded-For");
                await context.Response.WriteAsync($"{context.GetClientIp<ConfiguredPolicy>()}");
            });
        });

        Assert.Equal("8.8.8.8 8.8.8.8", (await app.AskAsync(forwardedFor: "6.6.6.6, 8.8.8.8")).Body);
    }

    [Fact]
    public async Task A_pipeline_that_runs_again_keeps_the_answer()
    {
        await using var app = await Hosts.StartAsync(services => services.AddClientIp(Hosts.Alb), app =>
        {
            app.UseStatusCodePagesWithReExecute("/healthz");
            app.UseExceptionHandler(new ExceptionHandlerOptions { ExceptionHandlingPath = "/healthz", AllowStatusCode404Response = true });
            app.UseClientIp(options => options.RewriteRemoteIpAddress = true);
            app.Use((context, next) =>
            {
                context.Request.Headers.Remove("X-Forwarded-For");
                return context.Request.Path.Value switch
                {
                    "/healthz" => Hosts.Tell(context),
                    "/throw" => throw new InvalidOperationException(),
                    _ => next(),
                };
            });
        });

        Assert.Equal("8.8.8.8 Resolved 8.8.8.8", (await app.AskAsync("/missing")).Body);
        Assert.Equal("8.8.8.8 Resolved 8.8.8.8", (await app.AskAsync("/throw")).Body);
    }

    [Fact]
    public async Task The_answer_is_among_the_items_and_disturbs_none()
    {
        await using var app = await Hosts.StartAsync(services => services.AddClientIp(Hosts.Alb), app => app.Run(async context =>
        {
            context.Items["mine"] = 1;
            var copy = new DefaultHttpContext { Items = new Dictionary<object, object?>(context.Items) };
            await context.Response.WriteAsync($"{copy.GetClientIp()} {context.Items["mine"]} {context.Items["nobody's"] is null}");
        }));

        Assert.Equal("8.8.8.8 1 True", (await app.AskAsync()).Body);
        Assert.Equal("8.8.8.8 1 True", (await app.AskAsync(change: context => context.Items["earlier"] = 2)).Body);
    }

    [Fact]
    public async Task Two_hosts_in_one_process_do_not_see_each_others_ranges()
    {
        static async Task<string> Ask(string range)
        {
            var builder = Hosts.Builder((ConfiguredPolicy.Key, range));
            builder.Services.AddClientIp<ConfiguredPolicy>();
            await using var app = await Hosts.StartAsync(builder, app => app.Run(Hosts.Tell));
            return (await app.AskAsync()).Body.Split(' ')[1];
        }

        Assert.Equal(["Resolved", "PeerNotTrusted"], await Task.WhenAll(Ask("100.64.0.0/10"), Ask("10.0.0.0/8")));
    }

    [Fact]
    public async Task A_test_client_is_given_to_every_request_and_policy_without_configuration()
    {
        var builder = Hosts.Builder();
        builder.Services.AddClientIp<ConfiguredPolicy>(options => options.RejectUnknown = true);
        builder.Services.AddTestClientIp("203.0.113.9");
        await using var app = await Hosts.StartAsync(builder, app =>
        {
            app.UseClientIp();
            app.Run(context => context.Response.WriteAsync($"{context.GetClientIp()} {context.GetClientIp<ConfiguredPolicy>()}"));
        });

        Assert.Equal("203.0.113.9 203.0.113.9", (await app.AskAsync(peer: null, forwardedFor: null)).Body);
    }

    [Fact]
    public async Task A_test_client_can_be_chosen_by_request_and_be_unknown()
    {
        await using var app = await Hosts.StartAsync(
            services => services.AddClientIp(Hosts.Alb).AddTestClientIp(
                context => Ip.TryParse(context.Request.Path.Value![1..], out var address) ? address : null),
            app => app.Run(Hosts.Tell));

        Assert.StartsWith("2001:db8::7 Direct", (await app.AskAsync("/2001:db8::7")).Body, StringComparison.Ordinal);
        Assert.StartsWith("unknown", (await app.AskAsync("/nobody")).Body, StringComparison.Ordinal);
    }
}
