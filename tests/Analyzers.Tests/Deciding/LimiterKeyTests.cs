using ClientIpAnalyzers.Analyzers.Tests.Infrastructure;

namespace ClientIpAnalyzers.Analyzers.Tests.Deciding;

public class LimiterKeyTests
{
    [Theory]
    [InlineData("return System.Threading.RateLimiting.RateLimitPartition.GetFixedWindowLimiter(ctx.Request.Headers.Host.ToString(), _ => new System.Threading.RateLimiting.FixedWindowRateLimiterOptions());", "CIP202")]
    [InlineData("return System.Threading.RateLimiting.RateLimitPartition.GetFixedWindowLimiter(ctx.User.Identity?.Name ?? ctx.Request.Headers[\"User-Agent\"].ToString(), _ => new System.Threading.RateLimiting.FixedWindowRateLimiterOptions());", "CIP202")]
    [InlineData("return System.Threading.RateLimiting.RateLimitPartition.GetFixedWindowLimiter(ctx.Request.Headers[\"X-Api-Key\"].ToString(), _ => new System.Threading.RateLimiting.FixedWindowRateLimiterOptions());", "")]
    [InlineData("var ip = ctx.Request.Headers[\"X-Real-IP\"].ToString(); return System.Threading.RateLimiting.RateLimitPartition.GetTokenBucketLimiter($\"ip:{ip}\", _ => new System.Threading.RateLimiting.TokenBucketRateLimiterOptions());", "CIP002 CIP202")]
    [InlineData("var ip = ctx.Connection.RemoteIpAddress?.ToString() ?? \"x\"; return System.Threading.RateLimiting.RateLimitPartition.GetTokenBucketLimiter(ip, _ => new System.Threading.RateLimiting.TokenBucketRateLimiterOptions());", "CIP001 CIP203i")]
    public async Task The_key_of_a_partition_says_what_is_counted(string body, string expected)
        => Assert.Equal(expected, await RuleRunner.AccessIdsAsync(RuleRunner.InBody(body)));

    public static TheoryData<string, string> Stores => new()
    {
        {
            "CIP202",
            """
            public class LoginThrottle(Microsoft.Extensions.Caching.Memory.IMemoryCache cache)
            {
                public bool Check(HttpContext ctx)
                {
                    var key = "login:" + ctx.Request.Host.Host;
                    if (Microsoft.Extensions.Caching.Memory.CacheExtensions.TryGetValue(cache, key, out int n) && n > 5) return false;
                    Microsoft.Extensions.Caching.Memory.CacheExtensions.Set(cache, key, n + 1);
                    return true;
                }
            }
            """
        },
        {
            "CIP002 CIP202",
            """
            public class Login : ControllerBase
            {
                private static readonly System.Collections.Concurrent.ConcurrentDictionary<string, int> Attempts = new();
                public IActionResult Post()
                {
                    var ip = Request.Headers["X-Real-IP"].ToString();
                    var n = Attempts.AddOrUpdate(ip, 1, (_, old) => old + 1);
                    return n > 5 ? StatusCode(429) : Ok();
                }
            }
            """
        },
        {
            "CIP002",
            """
            public class GeoCache(Microsoft.Extensions.Caching.Distributed.IDistributedCache cache)
            {
                public byte[]? Get(HttpContext ctx) => cache.Get("geo:" + ctx.Request.Headers["X-Real-IP"]);
            }
            """
        },
        {
            "CIP202",
            """
            var builder = WebApplication.CreateBuilder(args);
            builder.Services.AddRateLimiter(o => { o.GlobalLimiter = System.Threading.RateLimiting.PartitionedRateLimiter.Create<HttpContext, string>(c => System.Threading.RateLimiting.RateLimitPartition.GetFixedWindowLimiter(partitionKey: c.User.Identity?.Name ?? c.Request.Headers.Host.ToString(), factory: p => new System.Threading.RateLimiting.FixedWindowRateLimiterOptions { PermitLimit = 10 })); });
            """
        },
        {
            "",
            """
            var builder = WebApplication.CreateBuilder(args);
            builder.Services.AddRateLimiter(o => o.AddPolicy("p", c => System.Threading.RateLimiting.RateLimitPartition.GetFixedWindowLimiter(c.Connection.RemoteIpAddress, p => new System.Threading.RateLimiting.FixedWindowRateLimiterOptions { PermitLimit = 10 })));
            builder.Services.Configure<ForwardedHeadersOptions>(o => { o.ForwardedHeaders = ForwardedHeaders.XForwardedFor; });
            var app = builder.Build(); app.UseForwardedHeaders();
            """
        },
    };

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task Counters_in_stores_are_limits_and_other_caches_are_not(string expected, string source)
        => Assert.Equal(expected, await RuleRunner.AccessIdsAsync(source));
}
