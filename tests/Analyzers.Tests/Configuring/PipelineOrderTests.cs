using ClientIpAnalyzers.Analyzers.Tests.Infrastructure;
using Microsoft.CodeAnalysis;
using static ClientIpAnalyzers.Analyzers.Tests.Configuring.ConfiguringTest;

namespace ClientIpAnalyzers.Analyzers.Tests.Configuring;

/// <summary>CIP107 and CIP108: what is put into a pipeline, and in which order.</summary>
public class PipelineOrderTests
{
    private const string Configured = "builder.Services.Configure<ForwardedHeadersOptions>(o => o.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto);";
    private const string New = "new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor }";

    private static Task<string> Ids(string pipeline, params string[] more)
        => IdsAsync("var builder = WebApplication.CreateBuilder(args); " + Configured + " var app = builder.Build(); " + pipeline, more: more);

    private static Task<string> IdsGiven(string pipeline, params string[] more) => IdsInProgramAsync(pipeline, more);

    [Theory]
    [InlineData("app.UseAuthentication();")]
    [InlineData("app.UseAuthorization();")]
    [InlineData("app.UseRateLimiter();")]
    [InlineData("app.UseHttpsRedirection();")]
    [InlineData("app.UseHsts();")]
    [InlineData("app.UseHttpLogging();")]
    [InlineData("app.UseW3CLogging();")]
    [InlineData("if (!app.Environment.IsDevelopment()) { app.UseExceptionHandler(\"/e\"); app.UseHsts(); }")]
    [InlineData("app.UseRouting().UseAuthentication();")]
    [InlineData("app.Use(async (context, next) => { Console.WriteLine(context.Connection.RemoteIpAddress); await next(); });")]
    [InlineData("app.Use(async (context, next) => { if (!context.Request.IsHttps) { context.Response.StatusCode = 400; return; } await next(context); });")]
    [InlineData("app.Use(next => async context => { Console.WriteLine(context.Request.Scheme); await next(context); });")]
    [InlineData("app.UseMiddleware<Reads>();")]
    [InlineData("app.UseMiddleware(typeof(Reads));")]
    [InlineData("app.UseMiddleware<ReadsByHelper>();")]
    [InlineData("app.Use((context, next) => { Note(context); return next(context); }); static void Note(HttpContext c) => Console.WriteLine(c.Connection.RemoteIpAddress);")]
    [InlineData("app.Use((context, next) => { if (context.Request.Mine()) { return Task.CompletedTask; } return next(context); });")]
    [InlineData("IApplicationBuilder other = app; other.UseAuthentication();")]
    [InlineData("app.UseEverything();")]
    [InlineData("Everything.UseEverything(app);")]
    [InlineData("Local(app); static void Local(IApplicationBuilder b) => b.UseHsts();")]
    [InlineData("void Local() { app.UseHsts(); } Local();")]
    public async Task What_uses_the_address_or_scheme_before_is_flagged(string before)
        => Assert.Equal("CIP108", await Ids(before + " app.UseForwardedHeaders();", Helpers));

    [Theory]
    [InlineData("app.UseExceptionHandler(\"/e\");")]
    [InlineData("app.UseDeveloperExceptionPage();")]
    [InlineData("app.UseHealthChecks(\"/healthz\");")]
    [InlineData("app.UseStaticFiles();")]
    [InlineData("app.UseRouting(); app.UseCors();")]
    [InlineData("app.Use(async (context, next) => { await next(); Console.WriteLine(context.Connection.RemoteIpAddress); });")]
    [InlineData("app.Use(async (context, next) => { try { await next(context); } finally { Console.WriteLine(context.Request.Scheme); } });")]
    [InlineData("app.Use((context, next) => { context.Request.Scheme = \"https\"; return next(); });")]
    [InlineData("app.Use((context, next) => { context.Response.OnStarting(() => { Console.WriteLine(context.Request.Scheme); return Task.CompletedTask; }); return next(); });")]
    [InlineData("app.UseMiddleware<ReadsAfter>();")]
    [InlineData("app.Use(async (context, next) => { await next(context); Note(context); }); static void Note(HttpContext c) => Console.WriteLine(c.Connection.RemoteIpAddress);")]
    [InlineData("app.Use((context, next) => { Note(context); return next(context); }); static void Note(HttpContext c) => Console.WriteLine(c.TraceIdentifier);")]
    [InlineData("app.Use((context, next) => Around(context, next)); static async Task Around(HttpContext c, RequestDelegate next) { await next(c); Console.WriteLine(c.Connection.RemoteIpAddress); }")]
    [InlineData("app.Map(\"/inner\", b => b.UseAuthentication());")]
    [InlineData("app.UseWhen(c => c.Request.Path == \"/x\", b => { b.UseHttpsRedirection(); });")]
    [InlineData("if (app.Environment.IsDevelopment()) { app.UseHttpsRedirection(); return; }")]
    [InlineData("Mine.UseAuthentication(app);")]
    public async Task What_uses_neither_before_is_silent(string before)
        => Assert.Equal("", await Ids(before + " app.UseForwardedHeaders(); app.UseAuthentication();", Helpers));

    [Fact]
    public async Task Request_logging_by_another_package_is_flagged()
    {
        var serilog = TestReferences.Compile(
            "Serilog.AspNetCore",
            "using Microsoft.AspNetCore.Builder; namespace Serilog; public static class S { public static IApplicationBuilder UseSerilogRequestLogging(this IApplicationBuilder app) => app; public static IApplicationBuilder UseSerilogOther(this IApplicationBuilder app) => app; }",
            TestReferences.Web);
        foreach (var (call, expected) in new[] { ("UseSerilogRequestLogging", "CIP108"), ("UseSerilogOther", "") })
        {
            Assert.Equal(expected, await IdsAsync(
                $"using Serilog; var builder = WebApplication.CreateBuilder(args); {Configured} var app = builder.Build(); app.{call}(); app.UseForwardedHeaders();",
                references: [.. TestReferences.WebAndRuntime, serilog]));
        }
    }

    private const string Helpers = """
        public class Reads(RequestDelegate next)
        {
            public Task InvokeAsync(HttpContext context) { Console.WriteLine(context.Connection.RemoteIpAddress); return next(context); }
        }

        public class ReadsAfter
        {
            private readonly RequestDelegate _next;
            public ReadsAfter(RequestDelegate next) => _next = next;
            public async Task Invoke(HttpContext context) { await _next(context); Console.WriteLine(context.Connection.RemoteIpAddress); }
        }

        public class ReadsByHelper(RequestDelegate next)
        {
            public async Task InvokeAsync(HttpContext context) { Note(context); await next(context); }
            private static void Note(HttpContext context) => Console.WriteLine(Address(context.Connection));
            private static string? Address(ConnectionInfo connection) => connection.RemoteIpAddress?.ToString();
        }

        public static class Requests { public static bool Mine(this HttpRequest request) => request.HttpContext.Connection.RemoteIpAddress is null; }

        public static class Everything
        {
            public static IApplicationBuilder UseEverything(this IApplicationBuilder app) { app.UseRouting(); app.UseAuthentication(); return app; }
        }

        public static class Mine
        {
            public static void UseAuthentication(IApplicationBuilder app) { }
        }
        """;

    [Theory]
    [InlineData("app.UseForwardedHeaders(); app.UseHttpsRedirection(); app.UseAuthentication();")]
    [InlineData("app.UseForwardedHeaders().UseHttpsRedirection().UseAuthentication();")]
    [InlineData("if (app.Environment.IsDevelopment()) { app.UseDeveloperExceptionPage(); app.UseForwardedHeaders(); } else { app.UseForwardedHeaders(); app.UseHsts(); }")]
    [InlineData("app.UseForwardedHeaders(); app.UseAuthentication(); app.UseForwardedHeaders();")]
    public async Task The_right_order_is_silent(string pipeline)
        => Assert.Equal("", await Ids(pipeline));

    [Fact]
    public async Task A_chain_is_read_in_its_order()
        => Assert.Equal("CIP108", await Ids("app.UseHttpsRedirection().UseForwardedHeaders();"));

    [Fact]
    public async Task A_helper_that_comes_too_late_is_flagged_where_it_is_called()
    {
        const string Helper = "public static class H { public static void UseProxies(this IApplicationBuilder app) { app.UseForwardedHeaders(); } }";
        var found = await RuleRunner.RunAsync(
            "var builder = WebApplication.CreateBuilder(args); " + Configured + " var app = builder.Build();\napp.UseHsts();\napp.UseProxies();", more: Helper);
        Assert.Equal(2, Assert.Single(found).Location.GetLineSpan().StartLinePosition.Line);
        Assert.Equal("", await Ids("app.UseProxies(); app.UseHsts();", Helper));
    }

    [Fact]
    public async Task What_happens_inside_of_a_helper_is_reported_there_and_once()
        => Assert.Equal("CIP108", await Ids(
            "app.UseAll();", "public static class H { public static void UseAll(this WebApplication app) { app.UseHsts(); app.UseForwardedHeaders(); } }"));

    [Fact]
    public async Task Startup_and_the_hosts_builder_are_read()
    {
        const string Startup = "public class Startup { public void ConfigureServices(IServiceCollection services) => services.Configure<ForwardedHeadersOptions>(o => o.ForwardedHeaders = ForwardedHeaders.XForwardedFor); public void Configure(IApplicationBuilder app, IHostEnvironment env) { PIPELINE } }";
        Assert.Equal("CIP108", await IdsAsync(Startup.Replace("PIPELINE", "app.UseHttpsRedirection(); app.UseForwardedHeaders();", StringComparison.Ordinal)));
        Assert.Equal("", await IdsAsync(Startup.Replace("PIPELINE", "app.UseForwardedHeaders(); app.UseHttpsRedirection();", StringComparison.Ordinal)));
        Assert.Equal("CIP108", await IdsAsync("""
            using Microsoft.AspNetCore.Hosting;
            Host.CreateDefaultBuilder(args).ConfigureWebHostDefaults(web => web.Configure(app =>
            {
                app.UseAuthentication();
                app.UseForwardedHeaders(new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor });
            })).Build().Run();
            """));
    }

    [Theory]
    [InlineData("builder.Services.AddAuthentication();", "", "CIP108")]
    [InlineData("builder.Services.AddAuthorization();", "", "CIP108")]
    [InlineData("builder.Services.AddAuthentication(); builder.Services.AddAuthorization();", "app.UseAuthentication();", "CIP108")]
    [InlineData("builder.Services.AddAuthentication(); builder.Services.AddAuthorization();", "app.UseAuthentication(); app.UseAuthorization();", "")]
    [InlineData("builder.Services.AddAuthentication();", "app.UseAuthentication();", "")]
    [InlineData("builder.Services.AddAuthorizationBuilder();", "app.UseAuthorization();", "")]
    [InlineData("builder.Services.AddControllers();", "app.MapControllers();", "")]
    [InlineData("", "", "")]
    public async Task What_WebApplication_inserts_first_counts_unless_it_is_called_explicitly(string services, string after, string expected)
    {
        const string Start = "var builder = WebApplication.CreateBuilder(args); ";
        Assert.Equal(expected, await IdsAsync(Start + Configured + services + " var app = builder.Build(); app.UseForwardedHeaders(); " + after));
        Assert.Equal(expected, await IdsAsync(Start + services + " var app = builder.Build(); app.UseClientIp(); " + after));
        Assert.Equal(expected, await IdsAsync(
            "public static class Program { public static void Main(string[] args) { " + Start + Configured + services + " var app = builder.Build(); Pipeline(app); } static void Pipeline(WebApplication app) { app.UseForwardedHeaders(); " + after + " } }"));
    }

    [Fact]
    public async Task Startup_inserts_nothing()
        => Assert.Equal("", await IdsAsync("""
            public class Startup
            {
                public void ConfigureServices(IServiceCollection services) { services.AddAuthentication(); services.Configure<ForwardedHeadersOptions>(o => o.ForwardedHeaders = ForwardedHeaders.XForwardedFor); }
                public void Configure(IApplicationBuilder app) => app.UseForwardedHeaders();
            }
            """));

    [Theory]
    [InlineData("app.UseAuthentication(); app.UseClientIp();", "CIP108")]
    [InlineData("app.UseRateLimiter(); app.UseClientIp();", "CIP108")]
    [InlineData("app.UseHttpsRedirection(); app.UseClientIp();", "CIP108i")]
    [InlineData("app.UseClientIp(); app.UseHttpsRedirection(); app.UseAuthentication();", "")]
    [InlineData("app.Use(async (c, next) => { Console.WriteLine(c.Connection.RemoteIpAddress); await next(); }); app.UseClientIp(o => o.RewriteRemoteIpAddress = true);", "CIP108")]
    [InlineData("app.Use(async (c, next) => { Console.WriteLine(c.Connection.RemoteIpAddress); await next(); }); app.UseClientIp();", "")]
    public async Task The_policys_middleware_is_held_to_the_same_order(string pipeline, string expected)
        => Assert.Equal(expected, await IdsGiven(pipeline));

    [Theory]
    [InlineData($"app.UseForwardedHeaders({New}); app.UseForwardedHeaders({New});")]
    [InlineData($"app.UseForwardedHeaders({New}).UseForwardedHeaders({New});")]
    [InlineData($"var o = {New}; app.UseForwardedHeaders(o); app.UseRouting(); app.UseForwardedHeaders(o);")]
    [InlineData($"app.UseForwardedHeaders({New}); if (app.Environment.IsProduction()) {{ app.UseForwardedHeaders({New}); }}")]
    [InlineData($"app.UseForwardedHeaders({New}); app.Map(\"/x\", b => b.UseForwardedHeaders({New}));")]
    [InlineData($"app.UseForwardedHeaders({New}); Again(app); static void Again(IApplicationBuilder b) => b.UseForwardedHeaders({New});")]
    public async Task Two_calls_with_options_on_one_path_are_flagged(string pipeline)
        => Assert.Equal("CIP107", await IdsGiven(pipeline));

    [Theory]
    [InlineData($"if (app.Environment.IsProduction()) {{ app.UseForwardedHeaders({New}); }} else {{ app.UseForwardedHeaders({New}); }}")]
    [InlineData($"app.Map(\"/x\", b => b.UseForwardedHeaders({New})); app.Map(\"/y\", b => b.UseForwardedHeaders({New}));")]
    [InlineData($"app.UseForwardedHeaders({New}); app.UseForwardedHeaders(new ForwardedHeadersOptions {{ ForwardedHeaders = ForwardedHeaders.XForwardedProto }});")]
    [InlineData($"if (app.Environment.IsProduction()) {{ app.UseForwardedHeaders({New}); return; }} app.UseForwardedHeaders({New});")]
    [InlineData($"switch (app.Environment.EnvironmentName) {{ case \"A\": app.UseForwardedHeaders({New}); break; default: app.UseForwardedHeaders({New}); break; }}")]
    public async Task Calls_that_exclude_each_other_or_take_different_headers_are_silent(string pipeline)
        => Assert.Equal("", await IdsGiven(pipeline));

    [Fact]
    public async Task Calls_without_options_are_one()
    {
        Assert.Equal("", await Ids("app.UseForwardedHeaders(); app.UseForwardedHeaders();"));
        Assert.Equal("CIP107", await Ids($"app.UseForwardedHeaders(); app.UseForwardedHeaders({New});"));
        Assert.Equal("CIP107", await Ids($"app.UseForwardedHeaders({New}); app.UseForwardedHeaders();"));
    }

    [Fact]
    public async Task Two_pipelines_are_kept_apart()
        => Assert.Equal("", await IdsAsync($$"""
            var first = WebApplication.Create(args);
            first.UseAuthentication();
            var second = WebApplication.Create(args);
            second.UseForwardedHeaders({{New}});
            first.Run();
            """));

    [Fact]
    public async Task A_pipeline_in_a_field_is_followed()
        => Assert.Equal("CIP108", await IdsAsync($$"""
            public class Server
            {
                private readonly WebApplication _app = WebApplication.Create();
                public void Start() { _app.UseHsts(); _app.UseForwardedHeaders({{New}}); _app.Run(); }
            }
            """));

    [Fact]
    public async Task A_start_up_filter_is_followed_and_what_it_calls_next_comes_after()
        => Assert.Equal("", await IdsAsync($$"""
            public class Filter : Microsoft.AspNetCore.Hosting.IStartupFilter
            {
                public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app => { app.UseForwardedHeaders({{New}}); next(app); };
            }
            """));

    [Fact]
    public async Task Lookalikes_are_silent()
        => Assert.Equal("", await IdsAsync("""
            namespace Mine
            {
                public interface IApplicationBuilder { }
                public static class E { public static IApplicationBuilder UseHsts(this IApplicationBuilder a) => a; public static IApplicationBuilder UseForwardedHeaders(this IApplicationBuilder a) => a; }
                public class S { void M(IApplicationBuilder app) { app.UseHsts(); app.UseForwardedHeaders(); app.UseForwardedHeaders(); } }
            }
            """, OutputKind.DynamicallyLinkedLibrary));
}
