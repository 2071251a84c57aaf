using System.Net;
using ClientIpAnalyzers.CompilerServices;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ClientIpAnalyzers.Runtime.Tests.AspNetCore;

public class HostTests
{
    private static readonly ClientIpPolicy s_policy = ClientIpPolicy.FromJson(
        """{ "sources": [{ "header": "X-Forwarded-For", "via": ["alb"] }], "hops": { "alb": ["100.64.0.0/10"] } }""");

    [Fact]
    public async Task The_client_is_resolved_once_and_keeps_its_answer()
    {
        var body = await Ask(services => services.AddClientIp(s_policy), app =>
        {
            app.UseClientIp();
            app.Use((context, next) =>
            {
                context.Request.Headers["X-Forwarded-For"] = "6.6.6.6";
                return next();
            });
            app.Run(context => context.Response.WriteAsync($"{context.GetClientIp()} {context.ClientIp.Reason} {context.Connection.RemoteIpAddress}"));
        });

        Assert.Equal("8.8.8.8 Resolved 100.64.3.4", body);
    }

    [Fact]
    public async Task Rewriting_gives_the_connection_the_client_and_keeps_the_peer()
    {
        var body = await Ask(services => services.AddClientIp(s_policy), app =>
        {
            app.UseClientIp(options => options.RewriteRemoteIpAddress = true);
            app.Run(context => context.Response.WriteAsync($"{context.Connection.RemoteIpAddress} {context.GetClientIp().Peer}"));
        });

        Assert.Equal("8.8.8.8 100.64.3.4", body);
    }

    [Fact]
    public async Task A_policy_by_type_is_asked_with_the_peer_also_after_a_rewrite()
    {
        var body = await Ask(
            services => services.AddClientIp<Configured>(),
            app =>
            {
                app.UseClientIp(options => options.RewriteRemoteIpAddress = true);
                app.Run(context => context.Response.WriteAsync($"{context.GetClientIp<Configured>()}"));
            },
            ("Alb", "100.64.0.0/10"));

        Assert.Equal("8.8.8.8", body);
    }

    [Fact]
    public async Task A_missing_range_stops_the_host_with_the_key_and_what_to_write()
    {
        var exception = await Assert.ThrowsAsync<ClientIpPolicyException>(
            () => Ask(services => services.AddClientIp<Configured>(), app => app.UseClientIp()));
        Assert.Contains("'Alb'", exception.Message, StringComparison.Ordinal);
        Assert.Contains("10.20.0.0/24", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_configured_range_that_trusts_everybody_stops_the_host()
    {
        var exception = await Assert.ThrowsAsync<ClientIpPolicyException>(
            () => Ask(services => services.AddClientIp<Configured>(), app => app.UseClientIp(), ("Alb", "0.0.0.0/0")));
        Assert.Contains("trusts everybody", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Asking_without_a_policy_says_what_to_call()
    {
        var exception = await Assert.ThrowsAsync<InvalidOperationException>(
            () => Ask(_ => { }, app => app.UseClientIp()));
        Assert.Contains("AddClientIp()", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_second_policy_for_the_application_is_refused()
    {
        var services = new ServiceCollection();
        services.AddClientIp(s_policy);
        Assert.Throws<InvalidOperationException>(() => services.AddClientIp<Configured>());
    }

    [Fact]
    public async Task Two_hosts_in_one_process_do_not_see_each_others_ranges()
    {
        Task<string> Ask(string range) => HostTests.Ask(
            services => services.AddClientIp<Configured>(),
            app => app.Run(context => context.Response.WriteAsync(context.GetClientIp().Reason.ToString())),
            ("Alb", range));

        Assert.Equal(["Resolved", "PeerNotTrusted"], await Task.WhenAll(Ask("100.64.0.0/10"), Ask("10.0.0.0/8")));
    }

    private static async Task<string> Ask(
        Action<IServiceCollection> register, Action<IApplicationBuilder> configure, params (string Key, string Value)[] settings)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseTestServer();
        builder.Configuration.AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value)));
        register(builder.Services);
        await using var app = builder.Build();
        configure(app);
        await app.StartAsync();
        var context = await app.GetTestServer().SendAsync(context =>
        {
            context.Connection.RemoteIpAddress = IPAddress.Parse("100.64.3.4");
            context.Request.Headers["X-Forwarded-For"] = "8.8.8.8";
        });
        using var reader = new StreamReader(context.Response.Body);
        return await reader.ReadToEndAsync();
    }

    /// <summary>What the generator would write for a policy whose hop comes from configuration.</summary>
    private sealed class Configured(ClientIpPolicy policy) : IClientIpResolver, IGeneratedClientIpResolver<Configured>
    {
        private readonly PolicyResolver _resolver = new(policy);

        public ClientIpPolicy Policy => _resolver.Policy;

        public static Configured Create(IConfiguration configuration) => new(new ClientIpPolicy
        {
            Sources = [new ClientIpSource("X-Forwarded-For") { Via = ["alb"] }],
            Hops = [new TrustedHop("alb", PolicyConfiguration.ReadRanges(configuration, "Alb"))],
        });

        public static void RegisterAssemblyPolicies(IClientIpPolicyRegistry registry) => registry.Add<Configured>();

        public ClientIp Resolve(HttpContext context) => _resolver.Resolve(context);

        public ClientIp Resolve(Ip? peer, IHeaderDictionary headers, PathString path) => _resolver.Resolve(peer, headers, path);
    }
}
