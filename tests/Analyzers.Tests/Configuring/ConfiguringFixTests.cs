using ClientIpAnalyzers.Analyzers.Tests.Infrastructure;
using Microsoft.CodeAnalysis.CodeFixes;

namespace ClientIpAnalyzers.Analyzers.Tests.Configuring;

public class ConfiguringFixTests
{
    private const string Start = "var builder = WebApplication.CreateBuilder(args);\nvar app = builder.Build();\n";

    private static async Task AssertFixed(string before, string after, bool isWhole = false)
    {
        var (source, expected) = isWhole ? (before, after) : (Start + before + "\napp.Run();\n", Start + after + "\napp.Run();\n");
        var solution = await FixRunner.FixEachAsync(FixRunner.CreateSolution(FixRunner.GlobalUsings, [source]));
        Assert.Equal(expected, await FixRunner.TextAsync(solution));
        await FixRunner.AssertCompilesAsync(solution);
    }

    private static Task AssertNotFixed(string source) => AssertFixed(source, source);

    [Theory]
    [InlineData(
        "var o = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor };\n// in the cluster\no.KnownIPNetworks.Clear(); // pods\no.KnownProxies.Clear();\napp.UseForwardedHeaders(o);",
        "var o = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor };\n// in the cluster\n// pods\n// Only this machine is trusted: add the ranges of the proxies to the list of known networks.\napp.UseForwardedHeaders(o);")]
    [InlineData(
        "var o = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor }; o.KnownIPNetworks.Clear(); o.KnownProxies.Clear(); app.UseForwardedHeaders(o);",
        "var o = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor }; /* Only this machine is trusted: add the ranges of the proxies to the list of known networks. */ app.UseForwardedHeaders(o);")]
    public Task Calls_of_Clear_go_and_comments_stay(string before, string after) => AssertFixed(before, after);

    [Fact]
    public Task An_embedded_Clear_becomes_an_empty_block()
        => AssertFixed(
            "var o = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor };\no.KnownIPNetworks.Clear();\nif (app.Environment.IsProduction()) o.KnownProxies.Clear();\napp.UseForwardedHeaders(o);",
            "var o = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor };\nif (app.Environment.IsProduction()) { }\napp.UseForwardedHeaders(o);");

    [Theory]
    [InlineData(
        "app.UseForwardedHeaders(new() { ForwardedHeaders = ForwardedHeaders.XForwardedFor, KnownIPNetworks = { System.Net.IPNetwork.Parse(\"10.1.0.0/24\"), System.Net.IPNetwork.Parse(\"::/0\") } });",
        "app.UseForwardedHeaders(new() { ForwardedHeaders = ForwardedHeaders.XForwardedFor, KnownIPNetworks = { System.Net.IPNetwork.Parse(\"10.1.0.0/24\") } });")]
    [InlineData(
        "app.UseForwardedHeaders(new() { ForwardedHeaders = ForwardedHeaders.XForwardedFor, KnownIPNetworks = { System.Net.IPNetwork.Parse(\"::/0\") } });",
        "app.UseForwardedHeaders(new() { ForwardedHeaders = ForwardedHeaders.XForwardedFor });")]
    [InlineData(
        "var o = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor };\no.KnownProxies.Clear();\no.KnownIPNetworks.Clear();\no.KnownIPNetworks.Add(new(IPAddress.Any, 0));\napp.UseForwardedHeaders(o);",
        "var o = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor };\n// Only this machine is trusted: add the ranges of the proxies to the list of known networks.\napp.UseForwardedHeaders(o);")]
    [InlineData(
        "var o = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor };\no.KnownIPNetworks.Clear();\no.KnownIPNetworks.Add(new(IPAddress.Any, 0));\no.KnownIPNetworks.Add(System.Net.IPNetwork.Parse(\"10.1.0.0/24\"));\napp.UseForwardedHeaders(o);",
        "var o = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor };\no.KnownIPNetworks.Clear();\no.KnownIPNetworks.Add(System.Net.IPNetwork.Parse(\"10.1.0.0/24\"));\napp.UseForwardedHeaders(o);")]
    public Task The_range_of_everybody_goes_and_nothing_is_left_empty(string before, string after) => AssertFixed(before, after);

    [Fact]
    public Task A_range_in_a_loop_or_a_default_is_left_to_its_author()
        => AssertNotFixed("var o = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor };\nforeach (var n in new[] { \"0.0.0.0/0\" }) { o.KnownIPNetworks.Add(System.Net.IPNetwork.Parse(n)); }\no.KnownIPNetworks.Add(System.Net.IPNetwork.Parse(app.Configuration[\"N\"] ?? \"::/0\"));\napp.UseForwardedHeaders(o);");

    [Theory]
    [InlineData(
        "app.UseForwardedHeaders(new ForwardedHeadersOptions\n{\n    KnownProxies = { }, // trust all\n    KnownIPNetworks = { },\n    ForwardedHeaders = ForwardedHeaders.XForwardedFor,\n});",
        "app.UseForwardedHeaders(new ForwardedHeadersOptions\n{\n    // trust all\n    ForwardedHeaders = ForwardedHeaders.XForwardedFor,\n});")]
    [InlineData(
        "app.UseForwardedHeaders(new ForwardedHeadersOptions { KnownIPNetworks = { }, ForwardedHeaders = ForwardedHeaders.XForwardedFor, KnownProxies = { } });",
        "app.UseForwardedHeaders(new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor });")]
    public Task Empty_initializers_go(string before, string after) => AssertFixed(before, after);

    private const string Flags = "ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto";

    [Theory]
    [InlineData("app.UseForwardedHeaders(new ForwardedHeadersOptions());", $"app.UseForwardedHeaders(new ForwardedHeadersOptions {{ ForwardedHeaders = {Flags} }});")]
    [InlineData("app.UseForwardedHeaders(new());", $"app.UseForwardedHeaders(new() {{ ForwardedHeaders = {Flags} }});")]
    [InlineData("var o = new ForwardedHeadersOptions { ForwardLimit = 2 };\napp.UseForwardedHeaders(o);", $"var o = new ForwardedHeadersOptions {{ ForwardedHeaders = {Flags}, ForwardLimit = 2 }};\napp.UseForwardedHeaders(o);")]
    [InlineData("var o = new ForwardedHeadersOptions\n{\n    ForwardLimit = 2,\n};\napp.UseForwardedHeaders(o);", $"var o = new ForwardedHeadersOptions\n{{\n    ForwardedHeaders = {Flags},\n    ForwardLimit = 2,\n}};\napp.UseForwardedHeaders(o);")]
    [InlineData("builder.Services.Configure<ForwardedHeadersOptions>(o => o.ForwardLimit = 2);\napp.UseForwardedHeaders();", $"builder.Services.Configure<ForwardedHeadersOptions>(o => {{ o.ForwardedHeaders = {Flags}; o.ForwardLimit = 2; }});\napp.UseForwardedHeaders();")]
    [InlineData("builder.Services.Configure<ForwardedHeadersOptions>(o =>\n{\n    // limits\n    o.ForwardLimit = 2;\n});\napp.UseForwardedHeaders();", $"builder.Services.Configure<ForwardedHeadersOptions>(o =>\n{{\n    // limits\n    o.ForwardedHeaders = {Flags};\n    o.ForwardLimit = 2;\n}});\napp.UseForwardedHeaders();")]
    public Task The_flags_are_set_where_the_options_are_made(string before, string after) => AssertFixed(before, after);

    [Fact]
    public async Task The_import_of_the_flags_is_added()
    {
        const string Before = "using Microsoft.AspNetCore.Builder;\n\nvar app = WebApplication.Create(args);\napp.UseForwardedHeaders();\napp.Run();\n";
        var solution = await FixRunner.FixEachAsync(FixRunner.CreateSolution(null, [Before]));
        Assert.Equal(
            $"using Microsoft.AspNetCore.Builder;\nusing Microsoft.AspNetCore.HttpOverrides;\n\nvar app = WebApplication.Create(args);\napp.UseForwardedHeaders(new ForwardedHeadersOptions {{ ForwardedHeaders = {Flags} }});\napp.Run();\n",
            await FixRunner.TextAsync(solution));
        await FixRunner.AssertCompilesAsync(solution);
    }

    [Fact]
    public Task Options_are_kept_where_the_configured_ones_enable_nothing()
        => AssertNotFixed("builder.Services.Configure<ForwardedHeadersOptions>(o => o.ForwardLimit = 2);\napp.UseForwardedHeaders(new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor });");

    private const string New = "new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor }";

    [Theory]
    [InlineData($"app.UseForwardedHeaders({New}).UseForwardedHeaders({New});", $"app.UseForwardedHeaders({New});")]
    [InlineData($"app.UseForwardedHeaders({New});\napp.UseForwardedHeaders({New}).UseRouting();", $"app.UseForwardedHeaders({New});\napp.UseRouting();")]
    public Task The_second_call_goes_out_of_a_chain(string before, string after) => AssertFixed(before, after);

    [Theory]
    [InlineData(
        $"app.UseHsts(); // secure\n// proxies\napp.UseForwardedHeaders({New}); // first\napp.UseRouting();",
        $"// proxies\napp.UseForwardedHeaders({New}); // first\napp.UseHsts(); // secure\napp.UseRouting();")]
    [InlineData(
        $"if (app.Environment.IsProduction())\n{{\n    app.UseHsts();\n}}\n\napp.UseForwardedHeaders({New});",
        $"app.UseForwardedHeaders({New});\nif (app.Environment.IsProduction())\n{{\n    app.UseHsts();\n}}\n")]
    [InlineData(
        "app.UseHsts();\nvar o = new ForwardedHeadersOptions\n{\n    ForwardedHeaders = ForwardedHeaders.XForwardedFor,\n};\no.KnownProxies.Add(IPAddress.Parse(\"10.0.0.1\"));\napp.UseRouting();\napp.UseForwardedHeaders(o);",
        "var o = new ForwardedHeadersOptions\n{\n    ForwardedHeaders = ForwardedHeaders.XForwardedFor,\n};\no.KnownProxies.Add(IPAddress.Parse(\"10.0.0.1\"));\napp.UseForwardedHeaders(o);\napp.UseHsts();\napp.UseRouting();")]
    public Task The_statement_moves_with_its_options_and_comments(string before, string after) => AssertFixed(before, after);

    [Fact]
    public Task What_WebApplication_inserts_is_called_explicitly_instead()
        => AssertFixed(
            $"builder.Services.AddAuthentication();\nbuilder.Services.AddAuthorization();\napp.UseForwardedHeaders({New});",
            $"builder.Services.AddAuthentication();\nbuilder.Services.AddAuthorization();\napp.UseForwardedHeaders({New});\napp.UseAuthentication();\napp.UseAuthorization();");

    [Theory]
    [InlineData("ForwardedHeaders.All", "ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto")]
    [InlineData("Microsoft.AspNetCore.HttpOverrides.ForwardedHeaders.All", "Microsoft.AspNetCore.HttpOverrides.ForwardedHeaders.XForwardedFor | Microsoft.AspNetCore.HttpOverrides.ForwardedHeaders.XForwardedProto")]
    [InlineData("ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedHost | ForwardedHeaders.XForwardedProto", "ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto")]
    [InlineData("ForwardedHeaders.XForwardedHost", "ForwardedHeaders.XForwardedHost")]
    [InlineData("(ForwardedHeaders)7", "(ForwardedHeaders)7")]
    public Task The_flags_are_narrowed(string before, string after)
        => AssertFixed($"app.UseForwardedHeaders(new ForwardedHeadersOptions {{ ForwardedHeaders = {before} }});", $"app.UseForwardedHeaders(new ForwardedHeadersOptions {{ ForwardedHeaders = {after} }});");

    [Fact]
    public Task A_host_that_is_added_to_the_flags_is_not_added()
        => AssertFixed(
            "var o = " + New + ";\no.ForwardedHeaders |= ForwardedHeaders.XForwardedHost;\napp.UseForwardedHeaders(o);",
            "var o = " + New + ";\napp.UseForwardedHeaders(o);");

    [Theory]
    [InlineData("CIP101", "s.Configure<ForwardedHeadersOptions>(o => { o.ForwardedHeaders = ForwardedHeaders.XForwardedFor; o.KnownProxies.Clear(); o.KnownIPNetworks.Clear(); });", "Clear()")]
    [InlineData("CIP102", "s.Configure<ForwardedHeadersOptions>(o => { o.ForwardedHeaders = ForwardedHeaders.XForwardedFor; o.KnownIPNetworks.Add(new(IPAddress.Any, 0)); });", ".Any")]
    [InlineData("CIP103", "s.Configure<ForwardedHeadersOptions>(o => { o.ForwardedHeaders = ForwardedHeaders.XForwardedFor; o.ForwardLimit = null; });", "null")]
    [InlineData("CIP104", "var o = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor, KnownProxies = { } };", "{ }")]
    [InlineData("CIP105", "a.UseForwardedHeaders(new ForwardedHeadersOptions());", "()")]
    [InlineData("CIP106", "s.Configure<ForwardedHeadersOptions>(o => o.ForwardedHeaders = ForwardedHeaders.XForwardedFor); a.UseForwardedHeaders(new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor });", "(new ")]
    [InlineData("CIP107", "var o = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor }; a.UseForwardedHeaders(o); a.UseRouting(); a.UseForwardedHeaders(o);", "UseRouting(); a.UseF")]
    [InlineData("CIP108", "a.UseHsts(); a.UseForwardedHeaders(new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor });", "UseHsts(); a.UseF")]
    [InlineData("CIP109", "s.Configure<ForwardedHeadersOptions>(o => o.ForwardedHeaders = ForwardedHeaders.All);", ".All")]
    public async Task All_of_a_scope_are_fixed_at_once_and_once_only(string id, string statement, string bad)
    {
        var source = $"public class C {{ public void M(IServiceCollection s, IApplicationBuilder a) {{ {statement} }} public void N(IServiceCollection s, IApplicationBuilder a) {{ {statement} }} }}";
        foreach (var scope in new[] { FixAllScope.Document, FixAllScope.Project, FixAllScope.Solution })
        {
            var solution = FixRunner.CreateSolution(FixRunner.GlobalUsings, [source, source.Replace("class C", "class D", StringComparison.Ordinal)], [source]);
            var changed = await FixRunner.FixAllAsync(solution, scope, id);
            Assert.DoesNotContain(bad, await FixRunner.TextAsync(changed), StringComparison.Ordinal);
            Assert.Equal(scope == FixAllScope.Document, (await FixRunner.TextAsync(changed, file: "File1.cs")).Contains(bad, StringComparison.Ordinal));
            Assert.Equal(scope != FixAllScope.Solution, (await FixRunner.TextAsync(changed, project: 1)).Contains(bad, StringComparison.Ordinal));
            await FixRunner.AssertCompilesAsync(changed);
            Assert.Equal(await FixRunner.TextAsync(changed), await FixRunner.TextAsync(await FixRunner.FixAllAsync(changed, scope, id)));
        }
    }
}
