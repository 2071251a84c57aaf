using ClientIpAnalyzers.Analyzers.Tests.Infrastructure;
using Microsoft.CodeAnalysis;
using static ClientIpAnalyzers.Analyzers.Tests.Configuring.ConfiguringTest;

namespace ClientIpAnalyzers.Analyzers.Tests.Configuring;

/// <summary>CIP102 to CIP106, CIP109, CIP110 and CIP112: what single options say.</summary>
public class ForwardedOptionsTests
{
    [Theory]
    [InlineData("o.KnownIPNetworks.Add(System.Net.IPNetwork.Parse(\"0.0.0.0/0\"));")]
    [InlineData("o.KnownIPNetworks.Add(System.Net.IPNetwork.Parse(\"::/0\"));")]
    [InlineData("o.KnownIPNetworks.Add(new(IPAddress.Any, 0));")]
    [InlineData("o.KnownIPNetworks.Add(new System.Net.IPNetwork(IPAddress.IPv6Any, 0));")]
    [InlineData("o.KnownIPNetworks.Add(new System.Net.IPNetwork(IPAddress.Parse(\"0.0.0.0\"), prefixLength: 0));")]
    [InlineData("o.KnownIPNetworks.Add(default);")]
    [InlineData("o.KnownIPNetworks.Add(System.Net.IPNetwork.Parse(\"::ffff:0.0.0.0/96\"));")]
    [InlineData("#pragma warning disable ASPDEPR005\no.KnownNetworks.Add(new Microsoft.AspNetCore.HttpOverrides.IPNetwork(IPAddress.Any, 0));")]
    [InlineData("#pragma warning disable ASPDEPR005\no.KnownNetworks.Insert(0, Microsoft.AspNetCore.HttpOverrides.IPNetwork.Parse(\"0.0.0.0/0\"));")]
    [InlineData("var all = System.Net.IPNetwork.Parse(\"0.0.0.0/0\"); o.KnownIPNetworks.Add(all);")]
    [InlineData("const string All = \"::/0\"; o.KnownIPNetworks.Add(System.Net.IPNetwork.Parse(All));")]
    [InlineData("if (System.Net.IPNetwork.TryParse(\"0.0.0.0/0\", out var all)) o.KnownIPNetworks.Add(all);")]
    [InlineData("foreach (var n in new[] { \"10.0.0.0/24\", \"0.0.0.0/0\" }) o.KnownIPNetworks.Add(System.Net.IPNetwork.Parse(n));")]
    [InlineData("string[] all = [\"0.0.0.0/0\"]; foreach (var n in all) { o.KnownIPNetworks.Add(System.Net.IPNetwork.Parse(n)); }")]
    [InlineData("foreach (var n in \"10.0.0.0/24,::/0\".Split(',').Select(n => System.Net.IPNetwork.Parse(n))) o.KnownIPNetworks.Add(n);")]
    [InlineData("o.KnownIPNetworks.Add(System.Net.IPNetwork.Parse(builder.Configuration[\"N\"] ?? \"0.0.0.0/0\"));")]
    [InlineData("var list = o.KnownIPNetworks; list.Add(System.Net.IPNetwork.Parse(\"0.0.0.0/0\"));")]
    [InlineData("o.KnownIPNetworks.Add(Ranges.All);")]
    [InlineData("var none = 0; o.KnownIPNetworks.Add(new(IPAddress.Parse(\"10.0.0.0\"), none));")]
    [InlineData("o.KnownIPNetworks.Add(new(IPAddress.Any, Ranges.None));")]
    [InlineData("o.KnownIPNetworks.Add(System.Net.IPNetwork.Parse(\"0.0.0.0/1\")); o.KnownIPNetworks.Add(System.Net.IPNetwork.Parse(\"128.0.0.0/1\"));")]
    [InlineData("foreach (var n in new[] { \"::/1\", \"8000::/1\" }) o.KnownIPNetworks.Add(System.Net.IPNetwork.Parse(n));")]
    public async Task Every_spelling_of_all_addresses_is_flagged(string add)
        => Assert.Equal("CIP102", await IdsInConfigureAsync(
            Enabled + "\n" + add, "static class Ranges { public static readonly System.Net.IPNetwork All = new(IPAddress.Any, 0); public static readonly int None = 0; }"));

    [Fact]
    public async Task A_range_of_everybody_in_an_initializer_is_flagged()
        => Assert.Equal("CIP102 CIP102", await IdsInProgramAsync(
            "app.UseForwardedHeaders(new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor, KnownIPNetworks = { System.Net.IPNetwork.Parse(\"0.0.0.0/0\"), System.Net.IPNetwork.Parse(\"::/0\") } });"));

    [Theory]
    [InlineData("var mine = new List<System.Net.IPNetwork>(); mine.Add(System.Net.IPNetwork.Parse(\"0.0.0.0/0\")); Console.WriteLine(mine);")]
    [InlineData("o.KnownIPNetworks.Add(System.Net.IPNetwork.Parse(\"10.1.0.0/16\"));")]
    [InlineData("o.KnownIPNetworks.Add(System.Net.IPNetwork.Parse(\"0.0.0.0/5\")); o.KnownIPNetworks.Add(System.Net.IPNetwork.Parse(\"128.0.0.0/3\"));")]
    [InlineData("o.KnownIPNetworks.Remove(System.Net.IPNetwork.Parse(\"0.0.0.0/0\"));")]
    [InlineData("o.KnownProxies.Add(IPAddress.Any);")]
    [InlineData("o.KnownIPNetworks.Add(System.Net.IPNetwork.Parse(builder.Configuration[\"N\"]!));")]
    [InlineData("var bits = builder.Configuration.GetValue<int>(\"B\"); o.KnownIPNetworks.Add(new(IPAddress.Any, bits));")]
    public async Task Other_ranges_and_other_receivers_are_silent(string add)
        => Assert.Equal("", await IdsInConfigureAsync(Enabled + add));

    [Theory]
    [InlineData("10.0.0.0/8")]
    [InlineData("172.16.0.0/12")]
    [InlineData("192.168.0.0/16")]
    [InlineData("100.64.0.0/10")]
    [InlineData("fc00::/7")]
    [InlineData("::ffff:10.0.0.0/104")]
    public async Task A_whole_private_range_is_an_information(string range)
    {
        Assert.Equal("CIP110i", await IdsInConfigureAsync(Enabled + $"o.KnownIPNetworks.Add(System.Net.IPNetwork.Parse(\"{range}\"));"));
        Assert.Equal("CIP110i", await IdsInConfigureAsync(Enabled + $"var at = \"{range}\".Split('/'); o.KnownIPNetworks.Add(System.Net.IPNetwork.Parse(\"{range}\"));"));
    }

    [Fact]
    public async Task A_private_range_made_of_an_address_and_a_length_is_known_and_a_narrower_one_is_silent()
    {
        Assert.Equal("CIP110i", await IdsInConfigureAsync(Enabled + "o.KnownIPNetworks.Add(new(IPAddress.Parse(\"10.0.0.0\"), 8));"));
        Assert.Equal("CIP110i", await IdsInConfigureAsync(Enabled + "o.KnownIPNetworks.Add(new(new IPAddress(new byte[] { 192, 168, 0, 0 }), 16));"));
        Assert.Equal("", await IdsInConfigureAsync(Enabled + "o.KnownIPNetworks.Add(new(IPAddress.Parse(\"10.0.0.0\"), 9)); o.KnownIPNetworks.Add(System.Net.IPNetwork.Parse(\"fd00::/8\"));"));
    }

    [Theory]
    [InlineData("o.ForwardLimit = null;", "CIP103i")]
    [InlineData("o.ForwardLimit = default;", "CIP103i")]
    [InlineData("o.ForwardLimit = int.MaxValue;", "CIP103i")]
    [InlineData("o.ForwardLimit = 17;", "CIP103i")]
    [InlineData("o.ForwardLimit = builder.Environment.IsDevelopment() ? 1 : null;", "CIP103i")]
    [InlineData("int? none = null; o.ForwardLimit = none;", "CIP103i")]
    [InlineData("o.ForwardLimit = Limits.Many;", "CIP103i")]
    [InlineData("o.ForwardLimit = Limits.Few;", "")]
    [InlineData("o.KnownIPNetworks.Add(new(IPAddress.Any, 0)); " + Cleared + "o.KnownIPNetworks.Add(System.Net.IPNetwork.Parse(\"10.1.0.0/24\")); o.ForwardLimit = null;", "CIP102")]
    [InlineData("o.ForwardLimit = null; o.KnownIPNetworks.Add(System.Net.IPNetwork.Parse(\"0.0.0.0/1\")); o.KnownIPNetworks.Add(System.Net.IPNetwork.Parse(\"128.0.0.0/1\"));", "CIP103 CIP102")]
    [InlineData("var known = builder.Configuration.GetSection(\"P\").Get<string[]>()!.Select(IPAddress.Parse).ToArray(); foreach (var p in known) o.KnownProxies.Add(p); if (known.Length > 0) o.ForwardLimit = null;", "")]
    [InlineData("var any = false; var known = builder.Configuration[\"P\"]!.Split(';').Select(System.Net.IPNetwork.Parse).ToList(); any = any || known.Count > 0; if (any && builder.Environment.IsProduction()) o.ForwardLimit = null;", "")]
    [InlineData("var any = builder.Environment.IsProduction(); if (any) o.ForwardLimit = null;", "CIP103i")]
    [InlineData("var names = builder.Configuration[\"P\"]!.Split(';'); if (names.Length > 0) o.ForwardLimit = null;", "CIP103i")]
    [InlineData("o.ForwardLimit = 16;", "")]
    [InlineData("o.ForwardLimit = builder.Configuration.GetValue<int?>(\"L\");", "")]
    [InlineData("o.ForwardLimit = null; o.ForwardLimit = 2;", "")]
    [InlineData("o.ForwardLimit = null; " + Cleared, "CIP103 CIP101")]
    [InlineData(Cleared + "o.ForwardLimit = null;", "CIP101 CIP103")]
    [InlineData("o.ForwardLimit = null; o.KnownIPNetworks.Add(new(IPAddress.Any, 0));", "CIP103 CIP102")]
    [InlineData("o.ForwardLimit = null; " + Cleared + "o.KnownIPNetworks.Add(System.Net.IPNetwork.Parse(\"10.1.0.0/24\"));", "")]
    [InlineData("o.KnownProxies.Add(IPAddress.Parse(\"10.0.0.1\")); o.ForwardLimit = null;", "")]
    [InlineData("if (o.KnownIPNetworks.Count != 0) o.ForwardLimit = null;", "")]
    [InlineData("if (o.KnownIPNetworks.Count > 0 || o.KnownProxies.Count > 0) { o.ForwardLimit = null; }", "")]
    [InlineData("if (o.KnownProxies.Any()) o.ForwardLimit = null;", "")]
    [InlineData("if (o.KnownProxies.Count + o.KnownIPNetworks.Count == 0) return; o.ForwardLimit = null;", "")]
    public async Task An_open_limit_is_a_warning_only_where_everybody_is_trusted(string code, string expected)
        => Assert.Equal(expected, await IdsInConfigureAsync(Enabled + code, "static class Limits { public static readonly int Many = 100; public static int Few => 3; }"));

    [Fact]
    public async Task An_open_limit_in_an_initializer_is_seen()
        => Assert.Equal("CIP103i", await IdsInProgramAsync("app.UseForwardedHeaders(new ForwardedHeadersOptions { ForwardLimit = null, ForwardedHeaders = ForwardedHeaders.XForwardedFor });"));

    [Theory]
    [InlineData("new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor, KnownProxies = { } }", "CIP104")]
    [InlineData("new ForwardedHeadersOptions { KnownIPNetworks = { }, KnownProxies = { }, ForwardedHeaders = ForwardedHeaders.XForwardedFor }", "CIP104 CIP104")]
    [InlineData("new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor, KnownProxies = { IPAddress.Parse(\"10.0.0.1\") } }", "")]
    [InlineData("new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor, AllowedHosts = { } }", "")]
    public async Task An_empty_initializer_is_flagged(string options, string expected)
    {
        Assert.Equal(expected, await IdsInProgramAsync($"app.UseForwardedHeaders({options});"));
        Assert.Equal(expected, await IdsInProgramAsync($"var o = {options}; app.UseForwardedHeaders(o);"));
    }

    [Theory]
    [InlineData("app.UseForwardedHeaders();", "CIP105")]
    [InlineData("app.UseForwardedHeaders(new ForwardedHeadersOptions());", "CIP105")]
    [InlineData("app.UseForwardedHeaders(new ForwardedHeadersOptions { ForwardLimit = 2 });", "CIP105")]
    [InlineData("var o = new ForwardedHeadersOptions(); o.KnownProxies.Add(IPAddress.Loopback); app.UseForwardedHeaders(o);", "CIP105")]
    [InlineData("builder.Services.Configure<ForwardedHeadersOptions>(o => o.ForwardLimit = 2); app.UseForwardedHeaders();", "CIP105")]
    [InlineData("builder.Services.Configure<ForwardedHeadersOptions>(o => { o.KnownProxies.Clear(); o.KnownIPNetworks.Clear(); }); app.UseForwardedHeaders();", "CIP105")]
    [InlineData("app.UseForwardedHeaders(new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedProto });", "")]
    [InlineData("app.UseForwardedHeaders(new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.None });", "")]
    [InlineData("builder.Services.Configure<ForwardedHeadersOptions>(o => { if (builder.Environment.IsProduction()) o.ForwardedHeaders = ForwardedHeaders.XForwardedFor; }); app.UseForwardedHeaders();", "")]
    [InlineData("builder.Services.Configure<ForwardedHeadersOptions>(builder.Configuration.GetSection(\"F\")); app.UseForwardedHeaders();", "")]
    [InlineData("builder.Services.Configure<ForwardedHeadersOptions>(builder.Configuration); app.UseForwardedHeaders();", "")]
    [InlineData("builder.Services.Configure<ForwardedHeadersOptions>(o => builder.Configuration.GetSection(\"F\").Bind(o)); app.UseForwardedHeaders();", "")]
    [InlineData("builder.Services.AddOptions<ForwardedHeadersOptions>().BindConfiguration(\"F\"); app.UseForwardedHeaders();", "")]
    [InlineData("app.UseForwardedHeaders(builder.Configuration.GetSection(\"F\").Get<ForwardedHeadersOptions>()!);", "")]
    [InlineData("var o = new ForwardedHeadersOptions(); builder.Configuration.Bind(\"F\", o); app.UseForwardedHeaders(o);", "")]
    [InlineData("var o = builder.Configuration.GetSection(\"F\").Get<ForwardedHeadersOptions>()!; o.ForwardLimit = 2; app.UseForwardedHeaders(o);", "")]
    [InlineData("builder.Services.ConfigureOptions<Setter>(); app.UseForwardedHeaders(); class Setter : Microsoft.Extensions.Options.IConfigureOptions<ForwardedHeadersOptions> { public void Configure(ForwardedHeadersOptions options) => options.ForwardedHeaders = ForwardedHeaders.XForwardedFor; }", "")]
    [InlineData("Environment.SetEnvironmentVariable(\"ASPNETCORE_FORWARDEDHEADERS_ENABLED\", \"true\"); app.UseForwardedHeaders();", "")]
    [InlineData("builder.WebHost.UseSetting(\"ForwardedHeaders_Enabled\", \"true\"); app.UseForwardedHeaders();", "")]
    [InlineData("var o = builder.Configuration.GetSection(\"F\").Get<ForwardedHeadersOptions>() ?? new ForwardedHeadersOptions(); app.UseForwardedHeaders(o);", "")]
    [InlineData("app.UseForwardedHeaders(Make(app)); static ForwardedHeadersOptions Make(object x) => (ForwardedHeadersOptions)x;", "")]
    public async Task Forwarded_headers_that_are_never_enabled_are_flagged(string setup, string expected)
        => Assert.Equal(expected, await IdsInProgramAsync(setup));

    [Fact]
    public async Task Flags_that_a_library_or_another_assembly_may_set_are_not_missed()
    {
        Assert.Equal("", await IdsAsync("public static class P { public static void Add(IApplicationBuilder app) => app.UseForwardedHeaders(); }", OutputKind.DynamicallyLinkedLibrary));
        var defaults = TestReferences.Compile(
            "Defaults",
            "using Microsoft.AspNetCore.Builder; using Microsoft.Extensions.DependencyInjection; public static class D { public static void AddDefaults(this IServiceCollection s) => s.Configure<ForwardedHeadersOptions>(o => o.ForwardLimit = 2); }",
            TestReferences.Web);
        Assert.Equal("", await IdsAsync(
            "var builder = WebApplication.CreateBuilder(args); builder.Services.AddDefaults(); var app = builder.Build(); app.UseForwardedHeaders();",
            references: [.. TestReferences.WebAndRuntime, defaults]));
    }

    [Theory]
    [InlineData("builder.Services.Configure<ForwardedHeadersOptions>(o => o.ForwardLimit = 2); app.UseForwardedHeaders(new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor });", "CIP106")]
    [InlineData("builder.Services.AddOptions<ForwardedHeadersOptions>().Configure(o => o.ForwardLimit = 2); var o = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor }; app.UseForwardedHeaders(o);", "CIP106")]
    [InlineData("builder.Services.Configure((ForwardedHeadersOptions o) => o.ForwardLimit = 2); app.UseForwardedHeaders(new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor });", "CIP106")]
    [InlineData("builder.Services.Configure<ForwardedHeadersOptions>(builder.Configuration.GetSection(\"F\")); app.UseForwardedHeaders(new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor });", "CIP106")]
    [InlineData("builder.Services.Configure<ForwardedHeadersOptions>(o => o.ForwardedHeaders = ForwardedHeaders.XForwardedFor); app.UseForwardedHeaders(app.Services.GetRequiredService<Microsoft.Extensions.Options.IOptions<ForwardedHeadersOptions>>().Value);", "")]
    [InlineData("builder.Services.Configure<ForwardedHeadersOptions>(o => o.ForwardedHeaders = ForwardedHeaders.XForwardedFor); var o = app.Services.GetRequiredService<Microsoft.Extensions.Options.IOptions<ForwardedHeadersOptions>>().Value; o.ForwardLimit = 2; app.UseForwardedHeaders(o);", "")]
    [InlineData("builder.Services.Configure<CookiePolicyOptions>(o => { }); app.UseForwardedHeaders(new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor });", "")]
    [InlineData("builder.Services.Configure<ForwardedHeadersOptions>(o => o.ForwardedHeaders = ForwardedHeaders.XForwardedFor); app.UseForwardedHeaders();", "")]
    public async Task Options_beside_configured_ones_are_flagged(string setup, string expected)
        => Assert.Equal(expected, await IdsInProgramAsync(setup));

    [Theory]
    [InlineData("o.ForwardedHeaders = ForwardedHeaders.All;", "CIP109")]
    [InlineData("o.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedHost;", "CIP109")]
    [InlineData("o.ForwardedHeaders |= ForwardedHeaders.XForwardedHost;", "CIP109")]
    [InlineData("o.ForwardedHeaders = ForwardedHeaders.All; o.AllowedHosts.Clear();", "CIP109")]
    [InlineData("o.ForwardedHeaders = ForwardedHeaders.All; o.AllowedHosts.Add(\"*\");", "CIP109")]
    [InlineData("o.ForwardedHeaders = ForwardedHeaders.All; o.AllowedHosts = new List<string> { \"*\" };", "CIP109")]
    [InlineData("o.ForwardedHeaders = ForwardedHeaders.All; o.AllowedHosts = [\"*\"];", "CIP109")]
    [InlineData("o.ForwardedHeaders = ForwardedHeaders.All; o.AllowedHosts = [\"*.shop.example\"];", "")]
    [InlineData("var flags = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedHost; o.ForwardedHeaders = flags;", "CIP109")]
    [InlineData("o.ForwardedHeaders = ForwardedHeaders.All; builder.Configuration.Bind(o);", "CIP109i")]
    [InlineData("o.ForwardedHeaders = ForwardedHeaders.All; o.AllowedHosts.Add(\"shop.example\");", "")]
    [InlineData("o.ForwardedHeaders = ForwardedHeaders.All; o.AllowedHosts = new List<string> { \"shop.example\" };", "")]
    [InlineData("o.ForwardedHeaders = ForwardedHeaders.All; foreach (var h in builder.Configuration.GetSection(\"H\").Get<string[]>()!) o.AllowedHosts.Add(h);", "")]
    [InlineData("o.ForwardedHeaders = ForwardedHeaders.All; o.ForwardedHeaders &= ~ForwardedHeaders.XForwardedHost;", "")]
    [InlineData("o.ForwardedHeaders = ForwardedHeaders.All & ~ForwardedHeaders.XForwardedHost;", "")]
    [InlineData("o.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;", "")]
    public async Task The_host_without_allowed_hosts_is_flagged(string code, string expected)
        => Assert.Equal(expected, await IdsInConfigureAsync(code));

    [Fact]
    public async Task The_host_in_an_initializer_is_flagged_unless_hosts_are_allowed()
    {
        Assert.Equal("CIP109", await IdsInProgramAsync("app.UseForwardedHeaders(new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.All });"));
        Assert.Equal("", await IdsInProgramAsync("app.UseForwardedHeaders(new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.All, AllowedHosts = { \"shop.example\" } });"));
        Assert.Equal("", await IdsInProgramAsync("app.UseForwardedHeaders(new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.All, AllowedHosts = [\"shop.example\"] });"));
    }

    [Theory]
    [InlineData("o.ForwardedForHeaderName = \"CF-Connecting-IP\"; " + Cleared, "CIP112 CIP101")]
    [InlineData("o.ForwardedForHeaderName = \"CF-Connecting-IP\"; o.KnownIPNetworks.Add(new(IPAddress.Any, 0));", "CIP112 CIP102")]
    [InlineData("o.ForwardedForHeaderName = \"CF-Connecting-IP\"; " + Cleared + "o.KnownIPNetworks.Add(System.Net.IPNetwork.Parse(\"173.245.48.0/20\"));", "")]
    [InlineData("o.ForwardedForHeaderName = \"CF-Connecting-IP\";", "")]
    [InlineData("o.ForwardedForHeaderName = \"X-Original-Forwarded-For\"; " + Cleared, "CIP101")]
    [InlineData("o.OriginalForHeaderName = \"X-Forwarded-For\";", "CIP112")]
    [InlineData("o.OriginalForHeaderName = \"x-real-ip\";", "CIP112")]
    [InlineData("o.OriginalForHeaderName = ForwardedHeadersDefaults.XForwardedForHeaderName;", "CIP112")]
    [InlineData("o.OriginalForHeaderName = ForwardedHeadersDefaults.XOriginalForHeaderName;", "")]
    [InlineData("o.OriginalForHeaderName = \"X-Proxy-Address\";", "")]
    public async Task Header_names_that_let_anyone_in_are_flagged(string code, string expected)
        => Assert.Equal(expected, await IdsInConfigureAsync(Enabled + code));
}
