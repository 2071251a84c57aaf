using ClientIpAnalyzers.Analyzers.Tests.Infrastructure;
using Microsoft.CodeAnalysis;

namespace ClientIpAnalyzers.Analyzers.Tests.Reading;

public class VariableFixTests
{
    private const string Member = "public class Sample : ControllerBase { public object? Get(HttpContext ctx)\n{\n    BODY\n} }";

    [Theory]
    [InlineData("string? ip = null; if (ctx.Request.Headers.TryGetValue(\"X-Forwarded-For\", out var v)) { ip = v.FirstOrDefault(); } return ip;", "string? ip = null; if (ctx.GetClientIp().Address?.ToString() is { } v) { ip = v; } return ip;")]
    [InlineData("if (!Request.Headers.TryGetValue(\"X-Real-IP\", out var v)) { return null; } return v.ToString();", "if (HttpContext.GetClientIp().Address?.ToString() is not { } v) { return null; } return v;")]
    [InlineData("return ctx.Request.Headers.TryGetValue(\"X-Real-IP\", out var v) ? v.ToString() : null;", "return ctx.GetClientIp().Address?.ToString();")]
    [InlineData("return ctx.Request.Headers.TryGetValue(\"X-Real-IP\", out var v) ? v[0] : \"none\";", "return ctx.GetClientIp().Address?.ToString() ?? \"none\";")]
    [InlineData("if (ctx.Request.Headers.TryGetValue(\"X-Forwarded-For\", out var v) && !StringValues.IsNullOrEmpty(v)) { return v.ToString().Split(',')[0].Trim(); } return null;", "if (ctx.GetClientIp().Address?.ToString() is { } v && !StringValues.IsNullOrEmpty(v)) { return v.Split(',')[0].Trim(); } return null;")]
    [InlineData("var values = ctx.Request.Headers[\"X-Forwarded-For\"]; return values.FirstOrDefault();", "var values = ctx.GetClientIp().Address?.ToString(); return values;")]
    [InlineData("StringValues values = ctx.Request.Headers[\"X-Forwarded-For\"]; string text = values.ToString(); return text;", "string? values = ctx.GetClientIp().Address?.ToString() ?? \"\"; string text = values; return text;")]
    [InlineData("string ip = ctx.Request.Headers[\"X-Real-IP\"].ToString(); return ip.Length;", "string ip = ctx.GetClientIp().Address?.ToString() ?? \"\"; return ip.Length;")]
    [InlineData("var xff = ctx.Request.Headers[\"X-Forwarded-For\"].FirstOrDefault(); if (!string.IsNullOrEmpty(xff)) { return xff.Split(',')[0]; } return null;", "var xff = ctx.GetClientIp().Address?.ToString(); if (!string.IsNullOrEmpty(xff)) { return xff.Split(',')[0]; } return null;")]
    [InlineData("foreach (var part in ctx.Request.Headers[\"X-Forwarded-For\"].ToString().Split(',')) { if (IPAddress.TryParse(part, out var ip)) { return ip; } } return null;", "foreach (var part in (ctx.GetClientIp().Address?.ToString() ?? \"\").Split(',')) { if (IPAddress.TryParse(part, out var ip)) { return ip; } } return null;")]
    [InlineData("if (ctx.Request.Headers.ContainsKey(\"X-Real-IP\")) { return ctx.Request.Headers[\"X-Real-IP\"].ToString(); } return null;", "if (ctx.Request.Headers.ContainsKey(\"X-Real-IP\")) { return ctx.GetClientIp().Address?.ToString(); } return null;")]
    [InlineData("ctx.Connection.RemoteIpAddress = IPAddress.Parse(ctx.Request.Headers[\"X-Real-IP\"]!); return null;", "ctx.Connection.RemoteIpAddress = ctx.GetClientIp().ToIPAddress(); return null;")]
    [InlineData("var allowed = new HashSet<IPAddress>(); if (!allowed.Contains(ctx.Connection.RemoteIpAddress!)) { return Forbid(); } return Ok();", "var allowed = new HashSet<IPAddress>(); if (!allowed.Contains(ctx.GetClientIp().ToIPAddress()!)) { return Forbid(); } return Ok();")]
    [InlineData("return System.Threading.RateLimiting.RateLimitPartition.GetFixedWindowLimiter(ctx.Request.Host.Host, _ => new System.Threading.RateLimiting.FixedWindowRateLimiterOptions());", "return System.Threading.RateLimiting.RateLimitPartition.GetFixedWindowLimiter(ctx.GetClientIp().RateLimitKey?.ToString() ?? \"unknown\", _ => new System.Threading.RateLimiting.FixedWindowRateLimiterOptions());")]
    [InlineData("return System.Threading.RateLimiting.RateLimitPartition.GetFixedWindowLimiter(ctx.User.Identity?.Name ?? ctx.Request.Headers.Host.ToString(), _ => new System.Threading.RateLimiting.FixedWindowRateLimiterOptions());", "return System.Threading.RateLimiting.RateLimitPartition.GetFixedWindowLimiter(ctx.User.Identity?.Name ?? ctx.GetClientIp().RateLimitKey?.ToString() ?? \"unknown\", _ => new System.Threading.RateLimiting.FixedWindowRateLimiterOptions());")]
    [InlineData("return ctx.Request.Headers[\"X-Other\"].FirstOrDefault() ?? ctx.Request.Headers[\"REMOTE_ADDR\"].FirstOrDefault() ?? \"none\";", "return ctx.Request.Headers[\"X-Other\"].FirstOrDefault() ?? \"none\";")]
    [InlineData("string? ip = \"a\"; if (string.IsNullOrEmpty(ip)) { ip = ctx.Request.Headers[\"REMOTE_ADDR\"].FirstOrDefault(); } return ip;", "string? ip = \"a\"; return ip;")]
    [InlineData("return ctx.Request.Headers[\"REMOTE_ADDR\"].ToString();", "return ctx.GetClientIp().Address?.ToString();")]
    [InlineData("string Use(string a) => a; return Use(ctx.Request.Headers[\"X-Forwarded-For\"].ToString().Split(',')[0].Trim());", "string Use(string a) => a; return Use(ctx.GetClientIp().Address?.ToString() ?? \"\");")]
    [InlineData("if (!IPAddress.IsLoopback(ctx.Connection.RemoteIpAddress!)) { return Forbid(); } return Ok();", "if (!ctx.IsLocalRequest()) { return Forbid(); } return Ok();")]
    public Task A_read_through_a_variable_a_condition_or_a_helper_becomes_the_accessor(string bad, string good)
        => AssertFixedAsync(Member.Replace("BODY", bad, StringComparison.Ordinal), Member.Replace("BODY", good, StringComparison.Ordinal));

    [Theory]
    [InlineData("public class C : ControllerBase { public string? Get(int id, [FromHeader(Name = \"X-Real-IP\")] string? ip) => ip ?? \"none\"; }", "public class C : ControllerBase { public string? Get(int id) => HttpContext.GetClientIp().Address?.ToString() ?? \"none\"; }")]
    [InlineData("public class C : ControllerBase { public string Get([FromHeader(Name = \"X-Real-IP\")] string ip, int id) => ip.Trim(); }", "public class C : ControllerBase { public string Get(int id) => (HttpContext.GetClientIp().Address?.ToString() ?? \"\").Trim(); }")]
    [InlineData("public static class P { public static void Map(WebApplication app) => app.MapGet(\"/\", ([FromHeader(Name = \"X-Real-IP\")] string? ip) => ip); }", "public static class P { public static void Map(WebApplication app) => app.MapGet(\"/\", (HttpContext context) => context.GetClientIp().Address?.ToString()); }")]
    [InlineData("public class C { public string? Get(HttpContext c) => Read(c, \"X-Real-IP\") ?? \"-\"; static string? Read(HttpContext c, string name) => c.Request.Headers[name].FirstOrDefault(); }", "public class C { public string? Get(HttpContext c) => c.GetClientIp().Address?.ToString() ?? \"-\"; static string? Read(HttpContext c, string name) => c.Request.Headers[name].FirstOrDefault(); }")]
    [InlineData("public class C(IHttpContextAccessor accessor) { public string? Get() { var ip = Read<string>(\"X-Forwarded-For\")?.Split(',').FirstOrDefault(); return ip; } T? Read<T>(string name) { if (accessor.HttpContext?.Request?.Headers?.TryGetValue(name, out var v) ?? false) { return (T)(object)v.ToString(); } return default; } }", "public class C(IHttpContextAccessor accessor) { public string? Get() { var ip = accessor.HttpContext?.GetClientIp().Address?.ToString(); return ip; } T? Read<T>(string name) { if (accessor.HttpContext?.Request?.Headers?.TryGetValue(name, out var v) ?? false) { return (T)(object)v.ToString(); } return default; } }")]
    public Task A_bound_parameter_or_a_helper_that_is_given_the_name_is_replaced(string bad, string good)
        => AssertFixedAsync(bad, good);

    [Theory]
    [InlineData("if (ctx.Request.Headers.TryGetValue(\"X-Real-IP\", out var v)) { return v.Count; } return null;")]
    public async Task Where_the_values_are_used_as_more_than_text_no_fix_is_offered(string body)
    {
        var solution = FixRunner.CreateSolution(FixRunner.GlobalUsings, [Member.Replace("BODY", body, StringComparison.Ordinal)]);
        var diagnostic = Assert.Single(await FixRunner.DiagnosticsAsync(solution.Projects.Single()), RuleRunner.IsAboutReading);
        Assert.Null(await FixRunner.ActionAsync(solution.GetDocument(diagnostic.Location.SourceTree!)!, diagnostic));
    }

    [Theory]
    [InlineData("CIP004", "ctx.Connection.RemoteIpAddress = IPAddress.Parse(ctx.Request.Headers[\"X-Real-IP\"]!); /* kept */ return null; // too", "ctx.Connection.RemoteIpAddress = ctx.GetClientIp().ToIPAddress(); /* kept */ return null; // too")]
    [InlineData("CIP201", "return new HashSet<IPAddress>().Contains(ctx.Connection.RemoteIpAddress!) /* kept */ ? Ok() : Forbid();", "return new HashSet<IPAddress>().Contains(ctx.GetClientIp().ToIPAddress()!) /* kept */ ? Ok() : Forbid();")]
    public async Task FixAll_repairs_a_solution_and_keeps_comments(string id, string bad, string good)
    {
        var source = Member.Replace("BODY", bad, StringComparison.Ordinal);
        var after = await FixRunner.FixAllAsync(FixRunner.CreateSolution(FixRunner.GlobalUsings, [source], [source]), Microsoft.CodeAnalysis.CodeFixes.FixAllScope.Solution, id);
        Assert.Equal(Member.Replace("BODY", good, StringComparison.Ordinal), await FixRunner.TextAsync(after));
        Assert.Equal(Member.Replace("BODY", good, StringComparison.Ordinal), await FixRunner.TextAsync(after, project: 1));
        await FixRunner.AssertCompilesAsync(after);
    }

    private static async Task AssertFixedAsync(string bad, string good)
    {
        var solution = FixRunner.CreateSolution(FixRunner.GlobalUsings, [bad]);
        await FixRunner.AssertCompilesAsync(solution);
        var after = await FixRunner.FixEachAsync(solution);
        Assert.Equal(good, await FixRunner.TextAsync(after));
        await FixRunner.AssertCompilesAsync(after);
        Assert.Equal(after, await FixRunner.FixEachAsync(after));
    }
}
