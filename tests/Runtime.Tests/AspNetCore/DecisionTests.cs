using System.Net;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.DependencyInjection;

namespace ClientIpAnalyzers.Runtime.Tests.AspNetCore;

public class DecisionTests
{
    [Theory]
    [InlineData("/known", "8.8.8.8", 200)]
    [InlineData("/known", null, 400)]
    [InlineData("/known/418", null, 418)]
    [InlineData("/set", "203.0.113.9", 200)]
    [InlineData("/set", "8.8.8.8", 403)]
    [InlineData("/set", null, 403)]
    [InlineData("/list", "203.0.113.9", 200)]
    [InlineData("/list", "198.51.100.1", 200)]
    [InlineData("/list", "8.8.8.8", 403)]
    [InlineData("/list", null, 403)]
    [InlineData("/mvc/plain", "8.8.8.8", 200)]
    [InlineData("/mvc/plain", null, 400)]
    [InlineData("/pages/who", "203.0.113.9", 200)]
    [InlineData("/pages/who", "8.8.8.8", 403)]
    public async Task An_endpoint_serves_whom_it_should(string path, string? client, int status)
    {
        var builder = Hosts.Builder(("Office", "198.51.100.0/24"));
        builder.Services.AddClientIp(Hosts.Alb).AddClientIpList("office", "203.0.113.0/24", "config:Office").AddRouting();
        builder.Services.AddControllers().AddApplicationPart(typeof(WhoController).Assembly);
        builder.Services.AddRazorPages();
        await using var app = await Hosts.StartAsync(builder, app =>
        {
            app.MapGet("/known", () => "served").RequireKnownClientIp();
            app.MapGroup("/known").RequireKnownClientIp(418).MapGet("/418", () => "served");
            app.MapGet("/set", () => "served").RequireClientIp(CidrSet.Parse("203.0.113.0/24"));
            app.MapGet("/list", () => "served").RequireClientIp("office");
            app.MapControllers().RequireKnownClientIp();
            app.MapRazorPages().RequireClientIp("office");
        });

        var answer = await app.AskAsync(path, forwardedFor: client);

        Assert.Equal(status, answer.Status);
        if (status != 200)
        {
            Assert.Equal("application/problem+json", answer.ContentType);
            Assert.DoesNotContain("served", answer.Body, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_refusal_is_problem_details_in_the_applications_own_manner_where_it_has_one()
    {
        static Task<WebApplication> Start(Action<IServiceCollection> register) => Hosts.StartAsync(
            services =>
            {
                register(services.AddClientIp(Hosts.Alb).AddRouting());
            },
            app => app.MapGet("/", () => "served").RequireKnownClientIp());

        await using var plain = await Start(_ => { });
        await using var custom = await Start(services => services.AddProblemDetails(
            options => options.CustomizeProblemDetails = problem => problem.ProblemDetails.Title = "Ours"));

        Assert.Equal(
            """{"title":"Bad Request","status":400,"detail":"The client\u0027s address is not known."}""",
            (await plain.AskAsync(forwardedFor: null)).Body);
        Assert.Contains("\"title\":\"Ours\"", (await custom.AskAsync(forwardedFor: null)).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_list_that_nobody_declared_serves_nobody()
    {
        await using var app = await Hosts.StartAsync(
            services => services.AddClientIp(Hosts.Alb).AddRouting(),
            app => app.MapGet("/", () => "served").RequireClientIp("offcie"));
        Assert.Contains("offcie", (await Assert.ThrowsAsync<InvalidOperationException>(() => app.AskAsync())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rates_are_limited_by_client_and_IPv6_by_network()
    {
        var builder = Hosts.Builder();
        builder.Services.AddClientIp(Hosts.Alb);
        builder.Services.AddRateLimiter(options => options.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, Cidr>(
            context => ClientIpRateLimitPartition.GetFixedWindowLimiter(
                context, _ => new FixedWindowRateLimiterOptions { PermitLimit = 1, Window = TimeSpan.FromHours(1) })));
        await using var app = await Hosts.StartAsync(builder, app =>
        {
            app.UseRateLimiter();
            app.Run(Hosts.Tell);
        });

        async Task<int> Ask(string? client, string peer = "100.64.3.4") => (await app.AskAsync(forwardedFor: client, peer: peer)).Status;

        Assert.Equal(200, await Ask("8.8.8.8"));
        Assert.Equal(503, await Ask("8.8.8.8"));
        Assert.Equal(200, await Ask("8.8.8.9"));
        Assert.Equal(200, await Ask("2001:db8:1::1"));
        Assert.Equal(503, await Ask("2001:db8:1::2"));
        Assert.Equal(200, await Ask("2001:db8:1:1::1"));

        // Not known: by who is vouched for, here the peer, and nothing that the request says.
        Assert.Equal(200, await Ask("9.9.9.9", peer: "6.6.6.6"));
        Assert.Equal(503, await Ask("9.9.9.8", peer: "6.6.6.6"));
        Assert.Equal(200, await Ask("9.9.9.9", peer: "0.0.0.0"));
        Assert.Equal(503, await Ask("9.9.9.8", peer: "::"));
    }

    [Theory]
    [InlineData("127.0.0.1", null, null, true)]
    [InlineData("::1", null, null, true)]
    [InlineData("::ffff:127.0.0.1", null, null, true)]
    [InlineData("10.0.0.5", null, null, true)]
    [InlineData("127.0.0.1", "X-Forwarded-For", "127.0.0.1", false)]
    [InlineData("127.0.0.1", "Forwarded", "for=127.0.0.1", false)]
    [InlineData("127.0.0.1", "X-Real-IP", "127.0.0.1", false)]
    [InlineData("127.0.0.1", "Via", "1.1 nginx", false)]
    [InlineData("10.0.0.6", null, null, false)]
    [InlineData("100.64.3.4", null, null, false)]
    [InlineData("100.64.3.4", "X-Forwarded-For", "127.0.0.1", false)]
    [InlineData(null, null, null, false)]
    [InlineData("0.0.0.0", null, null, false)]
    public async Task A_request_is_local_where_this_machine_sent_it_itself(string? peer, string? header, string? value, bool expected)
    {
        await using var app = await Hosts.StartAsync(
            services => services.AddClientIp(Hosts.Alb), app => app.Run(context => context.Response.WriteAsync(context.IsLocalRequest().ToString())));

        var answer = await app.AskAsync(peer: peer, forwardedFor: null, change: context =>
        {
            context.Connection.LocalIpAddress = IPAddress.Parse("10.0.0.5");
            context.Request.Host = new HostString("localhost");
            if (header is not null)
            {
                context.Request.Headers[header] = value;
            }
        });
        Assert.Equal(expected.ToString(), answer.Body);
    }

    [Fact]
    public async Task A_declared_proxy_on_this_machine_is_not_local()
    {
        await using var app = await Hosts.StartAsync(
            services => services.AddClientIp(Hosts.Loopback), app => app.Run(context => context.Response.WriteAsync(context.IsLocalRequest().ToString())));
        Assert.Equal("False", (await app.AskAsync(peer: "127.0.0.1", forwardedFor: null)).Body);
    }

    [Theory]
    [InlineData("X-Forwarded-For", "203.0.113.5")]
    [InlineData("X-Forwarded-Proto", "https")]
    public async Task A_request_whose_forwarded_headers_were_taken_out_is_not_local(string header, string value)
    {
        // A proxy on this machine that the policy does not know, and the framework believes: it removes what it has read.
        await using var app = await Hosts.StartAsync(services => services.AddClientIp(Hosts.Alb), app =>
        {
            app.UseForwardedHeaders(new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.All });
            app.Run(context => context.Response.WriteAsync($"{context.IsLocalRequest()} {context.Request.Headers.ContainsKey(header)}"));
        });
        Assert.Equal(
            "False False",
            (await app.AskAsync(peer: "127.0.0.1", forwardedFor: null, change: context => context.Request.Headers[header] = value)).Body);
    }

    [Fact]
    public void An_address_that_was_written_over_the_peer_is_not_local_without_policies_either()
    {
        var context = new DefaultHttpContext();
        context.Connection.RemoteIpAddress = IPAddress.Loopback;
        Assert.True(context.IsLocalRequest());
        context.Request.Headers["X-Original-For"] = "203.0.113.5:1";
        Assert.False(context.IsLocalRequest());
    }
}
