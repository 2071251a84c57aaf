using ClientIpAnalyzers.Analyzers.Tests.Infrastructure;

namespace ClientIpAnalyzers.Analyzers.Tests.Deciding;

public class LocalRequestTests
{
    [Theory]
    [InlineData("if (!IPAddress.IsLoopback(ctx.Connection.RemoteIpAddress!)) { ctx.Response.StatusCode = 403; return null; } return 1;", "CIP204")]
    [InlineData("return IPAddress.IsLoopback(ctx.Connection.RemoteIpAddress!);", "CIP204i")]
    [InlineData("if (IPAddress.IsLoopback(ctx.Connection.RemoteIpAddress!)) { return ctx.Request.Headers[\"X-Real-IP\"].ToString(); } return null;", "")]
    [InlineData("if (ctx.Request.Host.Host == \"localhost\") { return Results.Ok(); } return Results.Forbid();", "CIP204")]
    [InlineData("if (ctx.Request.Host.Host is \"localhost\" or \"127.0.0.1\") { logger.LogInformation(\"dev\"); } return null;", "CIP204i")]
    [InlineData("return ctx.Request.Host.Value!.StartsWith(\"localhost\");", "CIP204i")]
    [InlineData("return ctx.Connection.RemoteIpAddress?.ToString() ?? \"127.0.0.1\";", "CIP001 CIP204i")]
    [InlineData("var ip = ctx.Connection.RemoteIpAddress?.ToString(); if (string.IsNullOrEmpty(ip)) { ip = \"127.0.0.1\"; } return ip;", "CIP001 CIP204i")]
    [InlineData("var ip = ctx.Connection.RemoteIpAddress?.ToString(); if (ip == \"::1\") { ip = \"127.0.0.1\"; } return ip;", "CIP001")]
    [InlineData("return IPAddress.TryParse(ctx.Request.Headers[\"X-Real-IP\"].ToString(), out var ip) ? ip : IPAddress.Loopback;", "CIP002 CIP204i")]
    [InlineData("if (ctx.Connection.LocalIpAddress!.Equals(IPAddress.Loopback)) { return 1; } return null;", "")]
    public async Task A_question_for_the_local_machine_is_a_warning_where_access_depends_on_it(string body, string expected)
        => Assert.Equal(expected, await RuleRunner.AccessIdsAsync(RuleRunner.InBody(body)));

    public static TheoryData<string, string> Helpers => new()
    {
        {
            "CIP001 CIP204i CIP204i CIP001 CIP204i",
            """
            public static class E
            {
                public static bool IsLocal(this HttpRequest req)
                {
                    var connection = req.HttpContext.Connection;
                    if (connection.RemoteIpAddress != null)
                    {
                        if (connection.LocalIpAddress != null)
                            return connection.RemoteIpAddress.Equals(connection.LocalIpAddress);
                        else
                            return IPAddress.IsLoopback(connection.RemoteIpAddress);
                    }
                    if (connection.RemoteIpAddress == null && connection.LocalIpAddress == null)
                        return true;
                    return false;
                }
            }
            """
        },
        {
            "CIP204i CIP204",
            """
            public static class E
            {
                public static bool IsLocal(this HttpRequest req) => IPAddress.IsLoopback(req.HttpContext.Connection.RemoteIpAddress!);
            }
            public class C : ControllerBase { public IActionResult Get() { if (!Request.IsLocal()) return Forbid(); return Ok(); } }
            """
        },
        {
            "CIP204",
            """
            public class Dash { public bool Authorize(HttpContext c) => c.Request.Host.Host == "localhost"; }
            """
        },
        {
            "CIP204",
            """
            public class ShutdownController : ControllerBase { public IActionResult Post() { var ip = HttpContext.Connection.RemoteIpAddress; if (ip == null || !IPAddress.IsLoopback(ip)) return Unauthorized(); return Ok(); } }
            """
        },
        {
            "CIP204 CIP204i",
            """
            public class S : ControllerBase { public IActionResult Post() { if (!IsLocal()) return Forbid(); return Ok(); } bool IsLocal() { var c = HttpContext.Connection; return c.RemoteIpAddress!.Equals(c.LocalIpAddress); } }
            """
        },
    };

    [Theory]
    [MemberData(nameof(Helpers))]
    public async Task Helpers_are_looked_into(string expected, string source)
        => Assert.Equal(expected, await RuleRunner.AccessIdsAsync(source));
}
