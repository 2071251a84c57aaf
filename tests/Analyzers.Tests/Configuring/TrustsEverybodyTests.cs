using ClientIpAnalyzers.Analyzers.Tests.Infrastructure;
using Microsoft.CodeAnalysis;
using static ClientIpAnalyzers.Analyzers.Tests.Configuring.ConfiguringTest;

namespace ClientIpAnalyzers.Analyzers.Tests.Configuring;

/// <summary>CIP101 and CIP111: empty lists of trusted proxies.</summary>
public class TrustsEverybodyTests
{
    [Theory]
    [InlineData("builder.Services.Configure<ForwardedHeadersOptions>(o => { BODY }); app.UseForwardedHeaders();")]
    [InlineData("builder.Services.PostConfigure<ForwardedHeadersOptions>(o => { BODY }); app.UseForwardedHeaders();")]
    [InlineData("builder.Services.Configure<ForwardedHeadersOptions>(\"name\", o => { BODY }); app.UseForwardedHeaders();")]
    [InlineData("builder.Services.AddOptions<ForwardedHeadersOptions>().Configure(o => { BODY }); app.UseForwardedHeaders();")]
    [InlineData("builder.Services.AddOptions<ForwardedHeadersOptions>().Configure<IConfiguration>((o, c) => { BODY }); app.UseForwardedHeaders();")]
    [InlineData("builder.Services.Configure((ForwardedHeadersOptions o) => { BODY }); app.UseForwardedHeaders();")]
    [InlineData("builder.Services.Configure<ForwardedHeadersOptions>(delegate(ForwardedHeadersOptions o) { BODY }); app.UseForwardedHeaders();")]
    [InlineData("builder.Services.Configure<ForwardedHeadersOptions>(Set); app.UseForwardedHeaders(); static void Set(ForwardedHeadersOptions o) { BODY }")]
    [InlineData("builder.Services.Configure<ForwardedHeadersOptions>(o => Set(o)); app.UseForwardedHeaders(); static void Set(ForwardedHeadersOptions o) { BODY }")]
    [InlineData("builder.Services.ConfigureOptions<Setter>(); app.UseForwardedHeaders(); class Setter : Microsoft.Extensions.Options.IConfigureOptions<ForwardedHeadersOptions> { public void Configure(ForwardedHeadersOptions o) { BODY } }")]
    [InlineData("builder.Services.ConfigureOptions<Setter>(); app.UseForwardedHeaders(); class Setter : Microsoft.Extensions.Options.IPostConfigureOptions<ForwardedHeadersOptions> { public void PostConfigure(string? n, ForwardedHeadersOptions o) { BODY } }")]
    [InlineData("var o = new ForwardedHeadersOptions(); BODY app.UseForwardedHeaders(o);")]
    [InlineData("ForwardedHeadersOptions o = new(); BODY app.UseForwardedHeaders(o);")]
    [InlineData("ForwardedHeadersOptions o; o = new(); BODY app.UseForwardedHeaders(o);")]
    [InlineData("app.UseForwardedHeaders(Make()); static ForwardedHeadersOptions Make() { var o = new ForwardedHeadersOptions(); BODY return o; }")]
    [InlineData("var o = Make(); BODY app.UseForwardedHeaders(o); static ForwardedHeadersOptions Make() => new() { ForwardLimit = 2 };")]
    [InlineData("var o = app.Services.GetRequiredService<Microsoft.Extensions.Options.IOptions<ForwardedHeadersOptions>>().Value; BODY app.UseForwardedHeaders();")]
    [InlineData("var given = new ForwardedHeadersOptions(); var o = given; BODY app.UseForwardedHeaders(given);")]
    [InlineData("app.UseForwardedHeaders(Given.Options); static class Given { public static readonly ForwardedHeadersOptions Options = new(); static Given() { var o = Options; BODY } }")]
    [InlineData("app.UseForwardedHeaders(new Given().Get()); class Given { private readonly ForwardedHeadersOptions o = new(); public Given() { BODY } public ForwardedHeadersOptions Get() => o; }")]
    public async Task Clearing_both_lists_is_flagged_once_wherever_the_options_come_from(string setup)
        => Assert.Equal("CIP101", await IdsInProgramAsync(setup.Replace("BODY", Enabled + Cleared, StringComparison.Ordinal)));

    [Theory]
    [InlineData("o.KnownIPNetworks.Clear(); o.KnownProxies.Clear();")]
    [InlineData("o.KnownProxies.Clear();\n#pragma warning disable ASPDEPR005\no.KnownNetworks.Clear();\n")]
    [InlineData("o.KnownIPNetworks?.Clear(); o.KnownProxies?.Clear();")]
    [InlineData("var proxies = o.KnownProxies; proxies.Clear(); var networks = o.KnownIPNetworks; networks.Clear();")]
    [InlineData("o.KnownProxies.Add(IPAddress.Loopback); o.KnownProxies.Clear(); o.KnownIPNetworks.Clear();")]
    [InlineData("if (builder.Environment.IsProduction()) { o.KnownProxies.Clear(); o.KnownIPNetworks.Clear(); }")]
    [InlineData("Reset(o); static void Reset(ForwardedHeadersOptions any) { any.KnownProxies.Clear(); any.KnownIPNetworks.Clear(); }")]
    [InlineData("void Reset() { o.KnownProxies.Clear(); o.KnownIPNetworks.Clear(); } Reset();")]
    [InlineData("try { o.KnownProxies.Clear(); } finally { o.KnownIPNetworks.Clear(); }")]
    [InlineData("Empty(o.KnownProxies); Empty(o.KnownIPNetworks); static void Empty<T>(IList<T> list) => list.Clear();")]
    [InlineData("((List<IPAddress>)o.KnownProxies).Clear(); ((List<System.Net.IPNetwork>)o.KnownIPNetworks).Clear();")]
    [InlineData("o.KnownProxies.Clear(); o.KnownIPNetworks.Clear(); foreach (var p in new string[0]) { Console.WriteLine(p); }")]
    public async Task Both_lists_are_recognised_in_any_order_and_spelling(string clearing)
        => Assert.Equal("CIP101", await IdsInConfigureAsync(Enabled + clearing));

    [Theory]
    [InlineData("o.ForwardedHeaders |= ForwardedHeaders.XForwardedFor;")]
    [InlineData("o.ForwardedHeaders = o.ForwardedHeaders | ForwardedHeaders.XForwardedFor;")]
    [InlineData("o.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;")]
    [InlineData("o.ForwardedHeaders = builder.Environment.IsDevelopment() ? ForwardedHeaders.None : ForwardedHeaders.XForwardedFor;")]
    [InlineData("const ForwardedHeaders Flags = (ForwardedHeaders)5; o.ForwardedHeaders = Flags;")]
    [InlineData("var flags = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto; o.ForwardedHeaders = flags;")]
    [InlineData("var flags = ForwardedHeaders.XForwardedProto; flags |= ForwardedHeaders.XForwardedFor; o.ForwardedHeaders = flags;")]
    [InlineData("var flags = ForwardedHeaders.XForwardedFor; if (builder.Environment.IsProduction()) flags |= ForwardedHeaders.XForwardedProto; o.ForwardedHeaders = flags;")]
    [InlineData("o.ForwardedHeaders = Flags.Usual;")]
    [InlineData("o.ForwardedHeaders = Flags.Usual | ForwardedHeaders.XForwardedProto;")]
    public async Task The_flag_is_recognised_in_its_spellings(string flags)
        => Assert.Equal("CIP101", await IdsInConfigureAsync(
            flags + Cleared, "static class Flags { public static readonly ForwardedHeaders Usual = ForwardedHeaders.XForwardedFor; }"));

    [Theory]
    [InlineData("var flags = ForwardedHeaders.None; if (builder.Environment.IsProduction()) flags |= ForwardedHeaders.XForwardedFor; o.ForwardedHeaders = flags;")]
    [InlineData("var flags = Enum.Parse<ForwardedHeaders>(builder.Configuration[\"F\"]!); o.ForwardedHeaders = flags;")]
    [InlineData("var flags = ForwardedHeaders.XForwardedProto; if (builder.Environment.IsProduction()) flags = ForwardedHeaders.XForwardedFor; o.ForwardedHeaders = flags;")]
    public async Task A_flag_that_is_not_known_makes_it_an_information(string flags)
        => Assert.Equal("CIP101i", await IdsInConfigureAsync(flags + Cleared));

    [Theory]
    [InlineData("o.KnownProxies.Clear();")]
    [InlineData("o.KnownIPNetworks.Clear();")]
    [InlineData("#pragma warning disable ASPDEPR005\no.KnownNetworks.Clear(); o.KnownIPNetworks.Clear();")]
    public async Task One_list_only_is_silent_and_the_obsolete_one_is_no_second(string clearing)
        => Assert.Equal("", await IdsInConfigureAsync(Enabled + "\n" + clearing));

    [Theory]
    [InlineData("o.ForwardedHeaders = ForwardedHeaders.None;")]
    [InlineData("o.ForwardedHeaders = ForwardedHeaders.XForwardedProto;")]
    [InlineData("o.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto; o.ForwardedHeaders &= ~ForwardedHeaders.XForwardedFor;")]
    public async Task Without_the_header_it_is_silent(string flags)
        => Assert.Equal("", await IdsInConfigureAsync(flags + Cleared));

    [Fact]
    public async Task The_branch_that_switches_the_headers_off_may_clear()
        => Assert.Equal("", await IdsInConfigureAsync("""
            if (builder.Configuration["Proxy"] is null)
            {
                o.ForwardedHeaders = ForwardedHeaders.None;
                o.KnownProxies.Clear();
                o.KnownIPNetworks.Clear();
                return;
            }

            o.ForwardedHeaders = ForwardedHeaders.XForwardedFor;
            o.KnownProxies.Add(IPAddress.Parse("10.0.0.1"));
            """));

    [Theory]
    [InlineData("o.KnownProxies.Add(IPAddress.Parse(\"10.0.0.1\"));")]
    [InlineData("o.KnownIPNetworks.Add(System.Net.IPNetwork.Parse(\"10.0.0.0/24\"));")]
    [InlineData("o.KnownProxies.Insert(0, IPAddress.Loopback);")]
    [InlineData("foreach (var p in new[] { \"10.0.0.1\" }) { o.KnownProxies.Add(IPAddress.Parse(p)); }")]
    [InlineData("string[] all = [\"10.0.0.1\"]; foreach (var p in all) o.KnownProxies.Add(IPAddress.Parse(p));")]
    [InlineData("foreach (var p in All.Proxies) o.KnownProxies.Add(p);")]
    [InlineData("if (builder.Environment.IsProduction()) o.KnownProxies.Add(IPAddress.Parse(\"10.0.0.1\")); else o.KnownProxies.Add(IPAddress.Loopback);")]
    [InlineData("Add(o); static void Add(ForwardedHeadersOptions x) => x.KnownProxies.Add(IPAddress.Loopback);")]
    [InlineData("Add(o.KnownProxies); static void Add(IList<IPAddress> list) => list.Add(IPAddress.Loopback);")]
    [InlineData("((List<IPAddress>)o.KnownProxies).AddRange(All.Proxies);")]
    [InlineData("o.KnownProxies.Take(All.Proxies);")]
    [InlineData("builder.Configuration.Bind(o);")]
    [InlineData("if (o.KnownProxies.Count == 0 && o.KnownIPNetworks.Count == 0) throw new InvalidOperationException();")]
    [InlineData("if (!o.KnownProxies.Any() && !o.KnownIPNetworks.Any()) { o.ForwardedHeaders = ForwardedHeaders.None; }")]
    [InlineData("var configured = builder.Configuration.GetSection(\"P\").Get<string[]>()!; if (configured.Length == 0) throw new Exception(); foreach (var p in configured) o.KnownProxies.Add(IPAddress.Parse(p));")]
    [InlineData("foreach (var p in builder.Configuration[\"P\"]!.Split(',')) o.KnownProxies.Add(IPAddress.Parse(p));")]
    [InlineData("foreach (var p in Dns.GetHostAddresses(\"proxy\")) o.KnownProxies.Add(p);")]
    [InlineData("foreach (var p in Dns.GetHostEntry(\"proxy\").AddressList) { o.KnownProxies.Add(p); }")]
    [InlineData("do { o.KnownProxies.Add(IPAddress.Loopback); } while (o.KnownProxies.Count < 2);")]
    public async Task A_refill_on_every_path_is_silent(string refill)
        => Assert.Equal("", await IdsInConfigureAsync(
            Enabled + Cleared + refill,
            "static class All { public static readonly IPAddress[] Proxies = { IPAddress.Loopback }; public static void Take<T>(this IList<T> list, IEnumerable<T> more) { foreach (var m in more) list.Add(m); } }"));

    [Theory]
    [InlineData("if (configured.Length > 0) { CLEAR foreach (var p in configured) o.KnownProxies.Add(IPAddress.Parse(p)); }")]
    [InlineData("if (configured is { Length: > 0 }) { CLEAR foreach (var p in configured) { o.KnownProxies.Add(IPAddress.Parse(p)); } }")]
    [InlineData("if (!configured.Any()) { return; } CLEAR foreach (var p in configured) { o.KnownProxies.Add(IPAddress.Parse(p)); }")]
    public async Task Clearing_only_where_something_is_added_is_silent(string code)
        => Assert.Equal("", await IdsInConfigureAsync(
            Enabled + "var configured = builder.Configuration.GetSection(\"P\").Get<string[]>() ?? []; " + code.Replace("CLEAR", Cleared, StringComparison.Ordinal)));

    [Theory]
    [InlineData("foreach (var p in configured) { o.KnownProxies.Add(IPAddress.Parse(p)); }")]
    [InlineData("if (configured.Length > 0) { o.KnownProxies.Add(IPAddress.Parse(configured[0])); }")]
    [InlineData("if (configured.Length == 0) return; o.KnownProxies.Add(IPAddress.Parse(configured[0]));")]
    [InlineData("if (IPAddress.TryParse(configured[0], out var a)) o.KnownProxies.Add(a);")]
    [InlineData("for (var i = 0; i < configured.Length; i++) o.KnownProxies.Add(IPAddress.Parse(configured[i]));")]
    [InlineData("configured.ToList().ForEach(p => o.KnownProxies.Add(IPAddress.Parse(p)));")]
    [InlineData("foreach (var p in builder.Configuration[\"P\"]!.Split(',', StringSplitOptions.RemoveEmptyEntries)) o.KnownProxies.Add(IPAddress.Parse(p));")]
    [InlineData("try { o.KnownProxies.Add(IPAddress.Parse(configured[0])); } catch (FormatException) { }")]
    [InlineData("switch (configured.Length) { case 1: o.KnownProxies.Add(IPAddress.Parse(configured[0])); break; }")]
    public async Task A_refill_on_some_paths_only_is_an_information(string refill)
        => Assert.Equal("CIP111i", await IdsInConfigureAsync(
            Enabled + "var configured = builder.Configuration.GetSection(\"P\").Get<string[]>() ?? []; " + Cleared + refill));

    [Fact]
    public async Task Another_place_may_enable_the_header_or_fill_the_lists()
    {
        const string Clear = "builder.Services.Configure<ForwardedHeadersOptions>(o => { " + Cleared + " }); app.UseForwardedHeaders(); ";
        Assert.Equal("CIP101", await IdsInProgramAsync(Clear + "builder.Services.Configure<ForwardedHeadersOptions>(o => o.ForwardedHeaders = ForwardedHeaders.XForwardedFor);"));
        Assert.Equal("", await IdsInProgramAsync(Clear + "builder.Services.Configure<ForwardedHeadersOptions>(o => { o.ForwardedHeaders = ForwardedHeaders.XForwardedFor; o.KnownProxies.Add(IPAddress.Parse(\"10.0.0.1\")); });"));
        Assert.Equal("CIP101i", await IdsInProgramAsync(Clear + "builder.Services.Configure<ForwardedHeadersOptions>(builder.Configuration.GetSection(\"F\"));"));
    }

    [Theory]
    [InlineData("", "", "CIP101")]
    [InlineData("", "o.KnownIPNetworks.Clear();", "CIP101")]
    [InlineData("o.KnownProxies.Clear();", "", "")]
    [InlineData("o.KnownProxies.Add(IPAddress.Parse(\"10.0.0.1\"));", "", "")]
    [InlineData("", "o.KnownIPNetworks.Add(System.Net.IPNetwork.Parse(\"10.0.0.0/24\"));", "")]
    [InlineData("builder.Configuration.Bind(o);", "", "")]
    public async Task Two_places_that_clear_one_list_each_have_cleared_both(string first, string second, string expected)
        => Assert.Equal(expected, await IdsInProgramAsync(
            "builder.Services.Configure<ForwardedHeadersOptions>(o => { " + Enabled + (first.Contains("Proxies.Clear", StringComparison.Ordinal) ? "" : "o.KnownIPNetworks.Clear(); ") + first + " });"
            + "builder.Services.PostConfigure<ForwardedHeadersOptions>(o => { o.KnownProxies.Clear(); " + second + " }); app.UseForwardedHeaders();"));

    [Fact]
    public async Task What_a_caller_adds_after_a_helper_has_cleared_counts()
    {
        const string Helper = "static class H { public static ForwardedHeadersOptions Reset(this ForwardedHeadersOptions x) { x.KnownProxies.Clear(); x.KnownIPNetworks.Clear(); return x; } }";
        Assert.Equal("", await IdsInConfigureAsync(Enabled + "o.Reset(); o.KnownProxies.Add(IPAddress.Loopback);", Helper));
        Assert.Equal("CIP101", await IdsInConfigureAsync(Enabled + "o.Reset();", Helper));
    }

    [Fact]
    public async Task A_library_that_leaves_the_flags_to_its_host_gets_an_information()
    {
        const string Library = "public static class S { public static void Add(this IServiceCollection services) => services.Configure<ForwardedHeadersOptions>(o => { FLAGS o.KnownProxies.Clear(); o.KnownIPNetworks.Clear(); }); }";
        Assert.Equal("CIP101i", await IdsAsync(Library.Replace("FLAGS", "", StringComparison.Ordinal), OutputKind.DynamicallyLinkedLibrary));
        Assert.Equal("CIP101", await IdsAsync(Library.Replace("FLAGS", Enabled, StringComparison.Ordinal), OutputKind.DynamicallyLinkedLibrary));
    }

    [Fact]
    public async Task Two_on_one_line_are_two_and_Startup_is_looked_at()
        => Assert.Equal("CIP101 CIP101", await IdsAsync($$"""
            public class Startup
            {
                public void ConfigureServices(IServiceCollection services) { services.Configure<ForwardedHeadersOptions>(o => { {{Enabled}}{{Cleared}} }); services.PostConfigure<ForwardedHeadersOptions>(o => { {{Enabled}}{{Cleared}} }); }
                public void Configure(IApplicationBuilder app) => app.UseForwardedHeaders();
            }
            """));

    [Fact]
    public async Task Lookalikes_tests_and_a_firewalled_origin_are_silent()
    {
        const string Lookalike = "namespace Mine { public class ForwardedHeadersOptions { public int ForwardedHeaders; public List<int> KnownProxies = new(); public List<int> KnownIPNetworks = new(); } static class U { static void M() { var o = new ForwardedHeadersOptions(); o.ForwardedHeaders = 1; o.KnownProxies.Clear(); o.KnownIPNetworks.Clear(); } } }";
        Assert.Equal("", await IdsAsync(Lookalike));
        Assert.Equal("", await IdsAsync(
            "public class C { public void M(IServiceCollection s) => s.Configure<ForwardedHeadersOptions>(o => { " + Enabled + Cleared + " }); }",
            references: [.. TestReferences.WebAndRuntime, TestReferences.Compile("xunit.core", "public class X { }", TestReferences.Net)]));
        Assert.Equal("", await IdsAsync(
            "public class C { public void M(IServiceCollection s) => s.Configure<ForwardedHeadersOptions>(o => { " + Enabled + Cleared + " }); }",
            options: new Dictionary<string, string> { ["clientip_assume_firewalled_origin"] = "true" }));
    }

    [Theory]
    [InlineData("public class C { void M(IServiceCollection s) => s.Configure<ForwardedHeadersOptions>(o => { o.KnownProxies.Clear(; o.KnownIPNetworks. }")]
    [InlineData("public class C { ForwardedHeadersOptions o = new() { KnownProxies = { , ForwardedHeaders = }; }")]
    [InlineData("var o = new ForwardedHeadersOptions { KnownProxies = [], ForwardLimit = nul }; app.UseForwardedHeaders(o")]
    [InlineData("WebApplication app = null; app.UseAuthentication(.UseForwardedHeaders(; app.Use(async (c, n) => { c.Request.Scheme")]
    [InlineData("public class C { static ForwardedHeadersOptions M() => M(); static ForwardedHeadersOptions N(ForwardedHeadersOptions o) => N(N(o)); void P(IApplicationBuilder app) { P(app); app.UseForwardedHeaders(M()); } }")]
    public async Task Code_that_is_incomplete_or_calls_itself_is_survived(string source)
        => Assert.NotNull(await IdsAsync(source, mustCompile: false));

    [Fact]
    public async Task Generated_code_is_silent()
        => Assert.Empty((await RuleRunner.RunAsync(
            "// <auto-generated/>\npublic class C { public void M(IServiceCollection s) => s.Configure<ForwardedHeadersOptions>(o => { " + Enabled + Cleared + " }); }", path: "C.g.cs")));
}
