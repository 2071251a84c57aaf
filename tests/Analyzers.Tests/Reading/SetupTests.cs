using ClientIpAnalyzers.Analyzers.Tests.Infrastructure;

namespace ClientIpAnalyzers.Analyzers.Tests.Reading;

public class SetupTests
{
    [Theory]
    [InlineData("app.UseForwardedHeaders(new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor });", true)]
    [InlineData("builder.Services.Configure<ForwardedHeadersOptions>(o => o.ForwardedHeaders = ForwardedHeaders.All); app.UseForwardedHeaders();", true)]
    [InlineData("builder.Services.PostConfigure<ForwardedHeadersOptions>(o => { o.ForwardedHeaders |= ForwardedHeaders.XForwardedFor; }); app.UseForwardedHeaders();", true)]
    [InlineData("builder.Services.Configure<ForwardedHeadersOptions>(builder.Configuration.GetSection(\"F\")); app.UseForwardedHeaders();", true)]
    [InlineData("builder.Services.Configure<ForwardedHeadersOptions>(o => builder.Configuration.Bind(o)); app.UseForwardedHeaders();", true)]
    [InlineData("app.UseForwardedHeaders(Make()); static ForwardedHeadersOptions Make() => throw new Exception();", true)]
    [InlineData("var o = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor }; o.KnownProxies.Clear(); o.KnownIPNetworks.Clear(); o.KnownProxies.Add(IPAddress.Loopback); app.UseForwardedHeaders(o);", true)]
    [InlineData("var o = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor }; o.KnownProxies.Clear(); app.UseForwardedHeaders(o);", true)]
    [InlineData("var o = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor }; o.KnownProxies.Clear(); o.KnownIPNetworks.Clear(); app.UseForwardedHeaders(o);", false)]
    [InlineData("app.UseForwardedHeaders();", false)]
    [InlineData("app.UseForwardedHeaders(new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedProto });", false)]
    [InlineData("builder.Services.Configure<ForwardedHeadersOptions>(o => { o.ForwardedHeaders = ForwardedHeaders.XForwardedFor; o.KnownIPNetworks.Clear(); o.KnownProxies.Clear(); }); app.UseForwardedHeaders();", false)]
    [InlineData("builder.Services.Configure<ForwardedHeadersOptions>(o => o.ForwardedHeaders = ForwardedHeaders.All);", false)]
    [InlineData("builder.Services.AddOptions<ForwardedHeadersOptions>().Configure(o => o.ForwardedHeaders = ForwardedHeaders.All); app.UseForwardedHeaders();", true)]
    [InlineData("builder.Services.Configure<ForwardedHeadersOptions>(Set); app.UseForwardedHeaders(); static void Set(ForwardedHeadersOptions o) => Enable(o); static void Enable(ForwardedHeadersOptions o) => o.ForwardedHeaders = ForwardedHeaders.XForwardedFor;", true)]
    [InlineData("app.UseForwardedHeaders(Make()); static ForwardedHeadersOptions Make() => new() { ForwardedHeaders = ForwardedHeaders.XForwardedFor };", true)]
    [InlineData("app.UseForwardedHeaders(Make()); static ForwardedHeadersOptions Make() => new() { ForwardedHeaders = ForwardedHeaders.XForwardedProto };", false)]
    [InlineData("var o = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor }; Reset(o); app.UseForwardedHeaders(o); static void Reset(ForwardedHeadersOptions x) { x.KnownProxies.Clear(); x.KnownIPNetworks.Clear(); }", false)]
    [InlineData("builder.Services.Configure<ForwardedHeadersOptions>(o => { o.ForwardedHeaders = ForwardedHeaders.XForwardedFor; o.KnownIPNetworks.Clear(); o.KnownProxies.Clear(); if (args.Length > 0) o.KnownProxies.Add(IPAddress.Parse(args[0])); }); app.UseForwardedHeaders();", true)]
    [InlineData("app.UseClientIp();", false)]
    [InlineData("app.UseClientIp(o => o.RewriteRemoteIpAddress = true);", true)]
    [InlineData("app.UseClientIp(new ClientIpMiddlewareOptions { RewriteRemoteIpAddress = true });", true)]
    [InlineData("app.UseClientIp(o => o.RewriteRemoteIpAddress = false);", false)]
    [InlineData("builder.Services.Configure<ClientIpMiddlewareOptions>(o => o.RewriteRemoteIpAddress = true);", true)]
    [InlineData("var mine = new Mine(); mine.RewriteRemoteIpAddress = true; app.UseClientIp(); class Mine { public bool RewriteRemoteIpAddress; }", false)]
    public async Task Reads_are_silent_exactly_where_the_address_is_rewritten_by_somebody_trusted(string setup, bool isSetup)
        => Assert.Equal(isSetup ? "" : "CIP001", await RuleRunner.IdsAsync(
            "var builder = WebApplication.CreateBuilder(args); var app = builder.Build(); " + setup,
            more: "public class Reader { public IPAddress? Get(HttpContext ctx) => ctx.Connection.RemoteIpAddress; }"));

    [Fact]
    public async Task A_statement_in_the_assembly_or_in_the_options_is_enough()
    {
        const string Reader = "public class Reader { public IPAddress? Get(HttpContext ctx) => ctx.Connection.RemoteIpAddress; }";
        Assert.Equal("", await RuleRunner.IdsAsync("[assembly: ClientIpAnalyzers.TrustedProxySetup] " + Reader));
        Assert.Equal("", await RuleRunner.IdsAsync(Reader, options: new Dictionary<string, string> { ["clientip_trusted_proxy_setup"] = "true" }));
    }

    [Fact]
    public async Task A_statement_in_a_referenced_assembly_is_enough()
    {
        var defaults = TestReferences.Compile(
            "Defaults", "[assembly: ClientIpAnalyzers.TrustedProxySetup] public class D { }", TestReferences.WebAndRuntime);
        Assert.Empty(await RuleRunner.RunAsync(
            "public class Reader { public IPAddress? Get(HttpContext ctx) => ctx.Connection.RemoteIpAddress; D? d; }",
            references: [.. TestReferences.WebAndRuntime, defaults]));
    }

    [Fact]
    public async Task A_users_own_overload_is_judged_by_the_call_inside_it()
    {
        const string Program = "var app = WebApplication.Create(); app.UseForwardedHeaders(app.Configuration);";
        const string Reader = "public class Reader { public IPAddress? Get(HttpContext ctx) => ctx.Connection.RemoteIpAddress; }";
        const string Overload = "public static class X { public static void UseForwardedHeaders(this IApplicationBuilder app, IConfiguration c) { var o = new ForwardedHeadersOptions(); ENABLE app.UseForwardedHeaders(o); } }";
        Assert.Equal("", await RuleRunner.IdsAsync(Program, more: [Reader, Overload.Replace("ENABLE", "o.ForwardedHeaders = ForwardedHeaders.XForwardedFor;", StringComparison.Ordinal)]));
        Assert.Equal("CIP001", await RuleRunner.IdsAsync(Program, more: [Reader, Overload.Replace("ENABLE", "", StringComparison.Ordinal)]));
    }
}
