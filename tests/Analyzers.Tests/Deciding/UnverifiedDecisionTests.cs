using ClientIpAnalyzers.Analyzers.Tests.Infrastructure;

namespace ClientIpAnalyzers.Analyzers.Tests.Deciding;

public class UnverifiedDecisionTests
{
    [Theory]
    [InlineData("HashSet<IPAddress> known = new(); if (!known.Contains(ctx.Connection.RemoteIpAddress!)) { ctx.Response.StatusCode = 403; return null; } return 1;", "CIP201")]
    [InlineData("var allowed = new HashSet<IPAddress>(); if (!allowed.Contains(ctx.Connection.RemoteIpAddress!)) { ctx.Response.StatusCode = 403; return null; } return 1;", "CIP201")]
    [InlineData("var allowed = new List<string>(); var ip = ctx.Connection.RemoteIpAddress?.ToString(); if (!allowed.Contains(ip!)) { ctx.Response.StatusCode = StatusCodes.Status403Forbidden; return null; } return 1;", "CIP201")]
    [InlineData("var blocked = new List<string>(); var ip = ctx.Connection.RemoteIpAddress?.ToString(); if (ip != null && blocked.Any(b => b == ip)) { ctx.Response.StatusCode = (int)HttpStatusCode.Forbidden; return null; } return 1;", "CIP201")]
    [InlineData("var allowed = new List<string>(); var ip = ctx.Request.Headers[\"X-Real-IP\"].ToString(); if (!allowed.Contains(ip)) { ctx.Response.StatusCode = 401; return null; } return 1;", "CIP002 CIP201")]
    [InlineData("var allowed = new List<System.Net.IPNetwork>(); var ip = ctx.Connection.RemoteIpAddress!; var ok = false; foreach (var range in allowed) { if (range.Contains(ip)) { ok = true; break; } } if (!ok) { ctx.Abort(); } return null;", "CIP201")]
    [InlineData("var allowed = new List<System.Net.IPNetwork>(); var ip = ctx.Connection.RemoteIpAddress!; foreach (var range in allowed) { if (range.Contains(ip)) { return 1; } } ctx.Response.StatusCode = 403; return null;", "CIP201")]
    [InlineData("var allowed = new List<IPAddress>(); var bytes = ctx.Connection.RemoteIpAddress!.GetAddressBytes(); var bad = true; foreach (var a in allowed) { if (a.GetAddressBytes().SequenceEqual(bytes)) { bad = false; break; } } if (bad) { ctx.Response.StatusCode = (int)HttpStatusCode.Forbidden; return null; } return 1;", "CIP201")]
    [InlineData("if (ctx.Connection.RemoteIpAddress?.ToString() == \"10.1.2.3\") { throw new UnauthorizedAccessException(); } return null;", "CIP201")]
    [InlineData("if (ctx.Connection.RemoteIpAddress!.ToString().StartsWith(\"10.\")) { return 1; } return Results.StatusCode(403);", "CIP201")]
    [InlineData("HashSet<IPAddress> known = new(); return known.Contains(ctx.Connection.RemoteIpAddress!) ? Results.Ok() : Results.Forbid();", "CIP201")]
    [InlineData("if (!proxies.Contains(ctx.Connection.RemoteIpAddress!)) { ctx.Response.StatusCode = 403; return null; } return ctx.Request.Headers[\"X-Real-IP\"].ToString();", "")]
    [InlineData("if (!IsTrustedProxy(ctx.Connection.RemoteIpAddress)) { ctx.Response.StatusCode = 403; return null; } return 1;", "")]
    [InlineData("var ip = ctx.Connection.RemoteIpAddress; if (ip == null) { ctx.Response.StatusCode = 403; return null; } return ip;", "CIP001")]
    [InlineData("return ctx.Request.Host.Host == \"example.com\";", "")]
    public async Task A_decision_is_reported_and_a_check_that_leads_to_a_header_is_not(string body, string expected)
        => Assert.Equal(expected, await RuleRunner.AccessIdsAsync(RuleRunner.InBody(body)));

    public static TheoryData<string, string> Decisions => new()
    {
        {
            "CIP201",
            """
            public class IpFilter(List<string> whitelist) : Microsoft.AspNetCore.Mvc.Filters.ActionFilterAttribute
            {
                public override void OnActionExecuting(Microsoft.AspNetCore.Mvc.Filters.ActionExecutingContext context)
                {
                    var remoteIp = context.HttpContext.Connection.RemoteIpAddress;
                    if (remoteIp!.IsIPv4MappedToIPv6) { remoteIp = remoteIp.MapToIPv4(); }
                    if (!whitelist.Contains(remoteIp.ToString()))
                    {
                        context.Result = new StatusCodeResult(StatusCodes.Status403Forbidden);
                        return;
                    }
                    base.OnActionExecuting(context);
                }
            }
            """
        },
        {
            "CIP201",
            """
            public class AdminSafeListMiddleware(RequestDelegate next, ILogger<AdminSafeListMiddleware> logger, string safelist)
            {
                public async Task Invoke(HttpContext context)
                {
                    if (context.Request.Method != HttpMethod.Get.Method)
                    {
                        var remoteIp = context.Connection.RemoteIpAddress;
                        logger.LogDebug("Request from Remote IP address: {RemoteIp}", remoteIp);
                        string[] ip = safelist.Split(';');
                        var bytes = remoteIp!.GetAddressBytes();
                        var badIp = true;
                        foreach (var address in ip)
                        {
                            var testIp = IPAddress.Parse(address);
                            if (testIp.GetAddressBytes().SequenceEqual(bytes))
                            {
                                badIp = false;
                                break;
                            }
                        }

                        if (badIp)
                        {
                            context.Response.StatusCode = (int)HttpStatusCode.Forbidden;
                            return;
                        }
                    }

                    await next.Invoke(context);
                }

                class HttpMethod { public string Method = ""; public static HttpMethod Get = new(); }
            }
            """
        },
        {
            "CIP201",
            """
            public class Handler(IHttpContextAccessor accessor, HashSet<string> ips) : Microsoft.AspNetCore.Authorization.AuthorizationHandler<Req>
            {
                protected override Task HandleRequirementAsync(Microsoft.AspNetCore.Authorization.AuthorizationHandlerContext context, Req requirement)
                {
                    var ip = accessor.HttpContext?.Connection.RemoteIpAddress?.ToString();
                    if (ip is not null && ips.Contains(ip)) { context.Succeed(requirement); }
                    return Task.CompletedTask;
                }
            }
            public class Req : Microsoft.AspNetCore.Authorization.IAuthorizationRequirement { }
            """
        },
        {
            "CIP002 CIP001 CIP201",
            """
            public class Wrapper(HashSet<string> blocked) : ControllerBase
            {
                private string? GetClientIp() { var h = Request.Headers["X-Forwarded-For"].FirstOrDefault(); return string.IsNullOrEmpty(h) ? HttpContext.Connection.RemoteIpAddress?.ToString() : h; }
                public IActionResult Get() { var ip = GetClientIp(); if (ip != null && blocked.Contains(ip)) return Forbid(); return Ok(); }
            }
            """
        },
        {
            "CIP002 CIP201",
            """
            public class PropWrapper(HashSet<string> blocked) : ControllerBase
            {
                private string? Ip => Request.Headers["X-Forwarded-For"].FirstOrDefault();
                public IActionResult Get() { if (blocked.Contains(Ip!)) return Unauthorized(); return Ok(); }
            }
            """
        },
        {
            "CIP201",
            """
            public class M(RequestDelegate next, HashSet<string> blocked)
            {
                public async Task InvokeAsync(HttpContext context)
                {
                    if (IsBlocked2(context)) { context.Response.StatusCode = 403; await context.Response.WriteAsync("no"); return; }
                    await next(context);
                }
                private bool IsBlocked2(HttpContext context) { var ip = context.Connection.RemoteIpAddress?.ToString(); if (ip == null) return false; return Lookup(ip); }
                private bool Lookup(string a) => blocked.Contains(a);
            }
            """
        },
        {
            "CIP201",
            """
            public class Geo(IGeo geo) : ControllerBase
            {
                public async Task<IActionResult> Get()
                {
            #pragma warning disable CIP001
                    var ip = HttpContext.Connection.RemoteIpAddress!.ToString();
            #pragma warning restore CIP001
                    var country = await geo.CountryAsync(ip);
                    if (country == "XX") return StatusCode(451);
                    return Ok();
                }
            }
            public interface IGeo { Task<string> CountryAsync(string ip); }
            """
        },
        {
            "CIP201",
            """
            var builder = WebApplication.CreateBuilder(args);
            builder.Services.AddAuthorization(o => o.AddPolicy("office", p => p.RequireAssertion(c => c.Resource is HttpContext h && new[] { "10.0.0.1" }.Contains(h.Connection.RemoteIpAddress!.ToString()))));
            """
        },
        {
            "CIP201",
            """
            var app = WebApplication.Create(args);
            var allowed = new[] { "10.1.1.1" };
            app.Use(async (context, next) => { var ip = context.Connection.RemoteIpAddress?.ToString(); if (!allowed.Contains(ip)) { context.Response.StatusCode = 403; await context.Response.WriteAsync("Forbidden"); return; } await next(); });
            app.Run();
            """
        },
        {
            "CIP201",
            """
            public class AllowAttribute : Attribute, Microsoft.AspNetCore.Mvc.Filters.IAuthorizationFilter
            {
                public string[] Ips { get; set; } = [];
                public void OnAuthorization(Microsoft.AspNetCore.Mvc.Filters.AuthorizationFilterContext context)
                {
                    var remote = context.HttpContext.Connection.RemoteIpAddress;
                    var ok = Ips.Any(ip => IPAddress.Parse(ip).Equals(remote));
                    if (!ok) { context.Result = new ForbidResult(); }
                }
            }
            """
        },
        {
            "CIP201",
            """
            public class Blocking(IDb db) : ControllerBase
            {
                public async Task<IActionResult> Get()
                {
                    var ip = HttpContext.Connection.RemoteIpAddress?.ToString();
                    var banned = db.Bans.FirstOrDefault(b => b.Ip == ip);
                    if (banned != null) return Forbid();
                    await Task.Yield();
                    return Ok();
                }
            }
            public interface IDb { IQueryable<Ban> Bans { get; } }
            public class Ban { public string? Ip { get; set; } }
            """
        },
        {
            "CIP201",
            """
            public class Service(IHttpContextAccessor accessor, HashSet<string> list)
            {
                public bool IsAllowed() { var ip = accessor.HttpContext?.Connection.RemoteIpAddress?.ToString(); return ip != null && list.Contains(ip); }
            }
            """
        },
        {
            "CIP003 CIP201",
            """
            public class A(HashSet<string> ok) : ControllerBase
            {
                public IActionResult Get() { var ip = First(Request.Headers["X-Forwarded-For"]); if (!ok.Contains(ip)) return Forbid(); return Ok(); }
                private static string First(string? header) => (header ?? "").Split(',')[0].Trim();
            }
            """
        },
    };

    [Theory]
    [MemberData(nameof(Decisions))]
    public async Task Filters_handlers_middleware_and_helpers_decide(string expected, string source)
        => Assert.Equal(expected, await RuleRunner.AccessIdsAsync(source));

    public static TheoryData<string, string> Others => new()
    {
        {
            "",
            """
            public class IpFilter(List<string> whitelist) : Microsoft.AspNetCore.Mvc.Filters.ActionFilterAttribute
            {
                public override void OnActionExecuting(Microsoft.AspNetCore.Mvc.Filters.ActionExecutingContext context)
                {
                    var id = context.RouteData.Values["id"];
                    if (id is null) { context.Result = new BadRequestResult(); }
                }
                object K() => whitelist;
            }
            """
        },
        {
            "",
            """
            public class Login(Auth auth) : ControllerBase
            {
                public async Task<IActionResult> Post(string user, string password)
                {
            #pragma warning disable CIP001
                    var ip = HttpContext.Connection.RemoteIpAddress?.ToString();
            #pragma warning restore CIP001
                    if (!await auth.SignInAsync(user, password, ip)) { return Unauthorized(); }
                    return Ok();
                }
            }
            public class Auth { public Task<bool> SignInAsync(string u, string p, string? ip) => Task.FromResult(true); }
            """
        },
        {
            "CIP001",
            """
            public class Geo(Dictionary<string, string> cache) : ControllerBase
            {
                public IActionResult Get()
                {
                    var ip = HttpContext.Connection.RemoteIpAddress?.ToString();
                    if (!cache.TryGetValue(ip!, out var country)) { return NotFound(); }
                    return Ok(country);
                }
            }
            """
        },
        {
            "",
            """
            public class Cors(HashSet<string> origins) : ControllerBase { public IActionResult Get() { if (!origins.Contains(Request.Headers["Origin"].ToString())) return Forbid(); if (!origins.Contains(Request.Host.Host)) return Forbid(); if (Request.Headers["X-Api-Key"] != "k" + origins.Count) return Unauthorized(); return Ok(); } }
            """
        },
        {
            "",
            """
            public class Captcha(ICaptcha captcha) : ControllerBase
            {
                public async Task<IActionResult> Post(string token)
                {
            #pragma warning disable CIP001
                    if (!await captcha.VerifyAsync(token, HttpContext.Connection.RemoteIpAddress?.ToString())) return Forbid();
            #pragma warning restore CIP001
                    return Ok();
                }
            }
            public interface ICaptcha { Task<bool> VerifyAsync(string token, string? ip); }
            """
        },
        {
            "",
            """
            var app = WebApplication.Create(args);
            var proxies = new HashSet<IPAddress>();
            app.Use(async (context, next) => { if (!proxies.Contains(context.Connection.RemoteIpAddress!)) { context.Response.StatusCode = 403; return; } await next(); });
            app.Run();
            """
        },
        {
            "CIP001",
            """
            public class Info : ControllerBase { public IActionResult Get() { var ip = HttpContext.Connection.RemoteIpAddress?.ToString(); if (string.IsNullOrEmpty(ip)) return NotFound(); return Ok(ip); } }
            """
        },
        {
            "",
            """
            var builder = WebApplication.CreateBuilder(args); var app = builder.Build();
            app.UseForwardedHeaders(new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor, KnownProxies = { IPAddress.Parse("10.0.0.1") } });
            var allowed = new HashSet<string>();
            app.Use(async (c, next) => { if (!allowed.Contains(c.Connection.RemoteIpAddress!.ToString())) { c.Response.StatusCode = 403; return; } await next(); });
            """
        },
        {
            "",
            """
            public class Fake { public IPAddress? RemoteIpAddress; } public class U(HashSet<IPAddress> a) { public int StatusCode; public void X(Fake f) { if (!a.Contains(f.RemoteIpAddress!)) { StatusCode = 403; } } }
            """
        },
        {
            "CIP002i",
            """
            public class A(ILogger<A> logger) : ControllerBase
            {
                public IActionResult Get() { Audit(Request.Headers["X-Real-IP"]); return Ok(); }
                private void Audit(string? ip) => logger.LogInformation("from {Ip}", ip);
            }
            """
        },
    };

    [Theory]
    [MemberData(nameof(Others))]
    public async Task What_is_told_an_address_beside_other_things_or_looks_it_up_does_not(string expected, string source)
        => Assert.Equal(expected, await RuleRunner.AccessIdsAsync(source));

    [Fact]
    public async Task In_a_library_the_peer_is_an_information_and_a_header_is_not()
    {
        const string Source = """
            public class A(HashSet<IPAddress> allowed, HashSet<string> names) : ControllerBase
            {
                public IActionResult B() => allowed.Contains(HttpContext.Connection.RemoteIpAddress!) ? Ok() : Forbid();
                public IActionResult C() => names.Contains(Request.Headers["X-Real-IP"].ToString()) ? Ok() : Forbid();
            }
            """;
        var found = await RuleRunner.RunAsync(Source, Microsoft.CodeAnalysis.OutputKind.DynamicallyLinkedLibrary);
        Assert.Equal(
            [Microsoft.CodeAnalysis.DiagnosticSeverity.Info, Microsoft.CodeAnalysis.DiagnosticSeverity.Warning],
            found.Where(diagnostic => diagnostic.Id == "CIP201").Select(diagnostic => diagnostic.Severity));
    }

    [Theory]
    [InlineData("public class A : ControllerBase { object G() { if (!x.Contains(HttpContext.Connection.RemoteIpAddress return Forbid(); } }")]
    [InlineData("public class A : ControllerBase { bool IsAllowed() => IsAllowed() || IsBlocked(); bool IsBlocked() => !IsAllowed(); object G() { if (IsAllowed()) return Forbid(); return; } }")]
    [InlineData("public class A : ControllerBase { string Ip => Ip ?? Other; string Other => Ip; object G() { var ok = ok && Ip == ; if (ok) return StatusCode(; throw new UnauthorizedAccessException( } }")]
    [InlineData("public class A { object G(HttpContext c) { c.Connection.RemoteIpAddress = c.Request.Headers[; cache[c.Request.Host.] = RateLimitPartition.Get(; } [FromHeader(Name = )] string X { get; set; } }")]
    public async Task Incomplete_and_circular_code_never_makes_a_rule_fail(string source)
        => await RuleRunner.RunAsync(source, mustCompile: false);

    [Fact]
    public async Task Generated_code_is_left_alone()
        => Assert.Empty(await RuleRunner.RunAsync(
            "// <auto-generated/>\n#nullable enable\npublic class A(HashSet<IPAddress> allowed) : ControllerBase { public IActionResult B([FromHeader(Name = \"X-Real-IP\")] string? a, IPAddress clientIp) => allowed.Contains(HttpContext.Connection.RemoteIpAddress!) ? Ok(a) : Forbid(); }",
            path: "A.g.cs"));

    [Fact]
    public async Task Two_decisions_on_one_line_are_two_reports()
        => Assert.Equal("CIP201 CIP201", await RuleRunner.AccessIdsAsync(RuleRunner.InBody(
            "var a = new HashSet<IPAddress>(); var b = new HashSet<IPAddress>(); if (a.Contains(ctx.Connection.RemoteIpAddress!) || b.Contains(ctx.Connection.RemoteIpAddress!)) { ctx.Abort(); } return null;")));
}
