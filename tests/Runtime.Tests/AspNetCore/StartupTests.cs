using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ClientIpAnalyzers.Runtime.Tests.AspNetCore;

/// <summary>Each mistake stops the host with what to write instead.</summary>
public class StartupTests
{
    private static readonly string[] s_tooMuch = ["0.0.0.0/0", "0.0.0.0/1,128.0.0.0/1", "::/0", "::ffff:0:0/96"];

    public static TheoryData<string> TooMuch => [.. s_tooMuch];

    [Fact]
    public async Task A_missing_range_with_the_key_and_an_example()
    {
        var message = await FailureOf<ClientIpPolicyException>(services => services.AddClientIp<ConfiguredPolicy>());
        Assert.Contains("'Alb'", message, StringComparison.Ordinal);
        Assert.Contains("10.20.0.0/24", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_range_that_cannot_be_read_with_its_text()
        => Assert.Contains(
            "'10.20.0.0/33' is no range",
            await FailureOf<ClientIpPolicyException>(services => services.AddClientIp<ConfiguredPolicy>(), settings: (ConfiguredPolicy.Key, "10.20.0.0/33")),
            StringComparison.Ordinal);

    [Theory]
    [MemberData(nameof(TooMuch))]
    public async Task A_configured_range_that_trusts_everybody(string range)
        => Assert.Contains(
            "trusts everybody",
            await FailureOf<ClientIpPolicyException>(services => services.AddClientIp<ConfiguredPolicy>(), settings: (ConfiguredPolicy.Key, range)),
            StringComparison.Ordinal);

    [Fact]
    public async Task Every_problem_of_every_policy_at_once()
    {
        var message = await FailureOf<ClientIpPolicyException>(services => services
            .AddClientIp(ClientIpPolicy.FromJson("""{ "sources": [{ "header": "X-Forwarded-For", "trust": ["0.0.0.0/0"] }] }"""))
            .AddClientIpPolicies(registry => registry.Add<ConfiguredPolicy>())
            .AddClientIpList("office", "config:Office"));
        Assert.All(["trusts everybody", "'Alb'", "'Office'"], part => Assert.Contains(part, message, StringComparison.Ordinal));
    }

    [Fact]
    public async Task No_policy() => Assert.Contains(
        "AddClientIp()", await FailureOf<InvalidOperationException>(_ => { }, app => app.UseClientIp()), StringComparison.Ordinal);

    [Fact]
    public async Task No_policy_of_the_application_among_several() => Assert.Contains(
        "AddClientIp<YourPolicy>()",
        await FailureOf<InvalidOperationException>(
            services => services.AddClientIpPolicies(registry => registry.Add<ConfiguredPolicy>()),
            app => app.UseClientIp(),
            (ConfiguredPolicy.Key, "100.64.0.0/10")),
        StringComparison.Ordinal);

    [Fact]
    public async Task The_middleware_twice_in_one_pipeline() => Assert.Contains(
        "twice",
        await FailureOf<InvalidOperationException>(AddAlb, app =>
        {
            app.UseClientIp();
            app.Map("/branch", branch => branch.UseClientIp());
        }),
        StringComparison.Ordinal);

    [Fact]
    public async Task The_middleware_after_authentication() => Assert.Contains(
        "after UseAuthentication",
        await FailureOf<InvalidOperationException>(
            services =>
            {
                AddAlb(services);
                services.AddAuthentication();
            },
            app =>
            {
                app.UseAuthentication();
                app.UseClientIp();
            }),
        StringComparison.Ordinal);

    [Fact]
    public async Task Rewriting_before_forwarded_headers_which_judge_by_the_peer() => Assert.Contains(
        "Call UseForwardedHeaders before UseClientIp",
        await FailureOf<InvalidOperationException>(AddAlb, app =>
        {
            app.UseClientIp(options => options.RewriteRemoteIpAddress = true);
            app.UseForwardedHeaders();
        }),
        StringComparison.Ordinal);

    [Theory]
    [InlineData(true, true)]
    [InlineData(false, false)]
    public async Task Forwarded_headers_before_rewriting_or_without_it_are_no_mistake(bool isBefore, bool rewrites)
    {
        await using var app = await Hosts.StartAsync(AddAlb, app =>
        {
            if (isBefore)
            {
                app.UseForwardedHeaders();
            }

            app.UseClientIp(options => options.RewriteRemoteIpAddress = rewrites);
            app.UseForwardedHeaders();
            app.Run(Hosts.Tell);
        });
        Assert.StartsWith("8.8.8.8 Resolved", (await app.AskAsync()).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_policy_in_a_host_that_has_no_lifecycle()
    {
#pragma warning disable ASPDEPR004, ASPDEPR008 // The web host of before is what is meant.
        using var host = new WebHostBuilder().UseTestServer().ConfigureServices(services => services.AddClientIp<ConfiguredPolicy>())
            .Configure(app => app.Run(Hosts.Tell)).Build();
#pragma warning restore ASPDEPR004, ASPDEPR008
        var failure = await Assert.ThrowsAsync<ClientIpPolicyException>(() => host.StartAsync(TestContext.Current.CancellationToken));
        Assert.Contains("'Alb'", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_middleware_at_all_where_none_may_run_first() => Assert.Contains(
        "Call app.UseClientIp()",
        await FailureOf<InvalidOperationException>(
            services => services.AddClientIp(Hosts.Alb).Configure<ClientIpMiddlewareOptions>(options => options.RunFirst = false)),
        StringComparison.Ordinal);

    [Fact]
    public async Task Branches_that_exclude_each_other_may_both_have_the_middleware()
    {
        await using var app = await Hosts.StartAsync(AddAlb, app =>
        {
            app.Map("/one", branch => branch.UseClientIp().Run(Hosts.Tell));
            app.Map("/two", branch => branch.UseClientIp(options => options.RewriteRemoteIpAddress = true).Run(Hosts.Tell));
        });

        Assert.Equal("8.8.8.8 Resolved 100.64.3.4", (await app.AskAsync("/one")).Body);
        Assert.Equal("8.8.8.8 Resolved 8.8.8.8", (await app.AskAsync("/two")).Body);
    }

    [Fact]
    public void A_second_policy_for_the_application()
    {
        var services = new ServiceCollection();
        services.AddClientIp(Hosts.Alb);
        Assert.Throws<InvalidOperationException>(() => services.AddClientIp<ConfiguredPolicy>());
        Assert.Throws<InvalidOperationException>(() => services.AddClientIp(Hosts.Alb));
    }

    [Fact]
    public void A_second_list_of_one_name()
        => Assert.Throws<InvalidOperationException>(
            () => new ServiceCollection().AddClientIpList("office", "10.0.0.0/8").AddClientIpList("office", "10.0.0.0/8"));

    [Fact]
    public void Asking_in_a_context_without_policies()
    {
        var context = new DefaultHttpContext { RequestServices = new ServiceCollection().BuildServiceProvider() };
        Assert.Contains("AddClientIp()", Assert.Throws<InvalidOperationException>(() => context.GetClientIp()).Message, StringComparison.Ordinal);
        Assert.Contains(
            "AddClientIp<ConfiguredPolicy>()",
            Assert.Throws<InvalidOperationException>(() => context.GetClientIp<ConfiguredPolicy>()).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_singleton_that_would_keep_a_snapshot()
    {
        var builder = Hosts.Builder((ConfiguredPolicy.Key, "100.64.0.0/10"));
        builder.Host.UseDefaultServiceProvider(options => options.ValidateScopes = options.ValidateOnBuild = true);
        builder.Services.AddClientIp<ConfiguredPolicy>().AddSingleton<Keeper>();
        var failure = await Assert.ThrowsAsync<AggregateException>(() => Hosts.StartAsync(builder, _ => { }));
        Assert.Contains("scoped service", failure.Message, StringComparison.Ordinal);
    }

    private static void AddAlb(IServiceCollection services) => services.AddClientIp(Hosts.Alb);

    private static async Task<string> FailureOf<TException>(
        Action<IServiceCollection> register, Action<WebApplication>? configure = null, params (string Key, string Value)[] settings)
        where TException : Exception
    {
        var builder = Hosts.Builder(settings);
        register(builder.Services);
        return (await Assert.ThrowsAsync<TException>(() => Hosts.StartAsync(builder, configure ?? (_ => { })))).Message;
    }

    private sealed class Keeper(ConfiguredPolicy policy)
    {
        public ConfiguredPolicy Policy { get; } = policy;
    }
}
