using ClientIpAnalyzers.Analyzers.Tests.Infrastructure;

namespace ClientIpAnalyzers.Analyzers.Tests.Flow;

public class HelperGuardTests
{
    [Theory]
    [InlineData("if (ctx.Request.Headers.TryGetValue(\"X-Real-IP\", out var unused)) { return 1; } return null;", "")]
    [InlineData("var peer = ctx.Connection.RemoteIpAddress; if (peer == null) { return null; } foreach (var network in networks) { if (network.Contains(peer)) { return ctx.Request.Headers[\"X-Real-IP\"].ToString(); } } return null;", "")]
    [InlineData("var peer = ctx.Connection.RemoteIpAddress; var trusted = false; foreach (var network in networks) { if (network.Contains(peer!)) { trusted = true; break; } } if (!trusted) { return null; } return ctx.Request.Headers[\"X-Real-IP\"].ToString();", "")]
    [InlineData("var peer = ctx.Connection.RemoteIpAddress; bool trusted = networks.Exists(n => n.Contains(peer!)); return trusted ? ctx.Request.Headers[\"X-Real-IP\"].ToString() : null;", "")]
    [InlineData("bool Check() => proxies.Contains(ctx.Connection.RemoteIpAddress!); if (!Check()) { return null; } return ctx.Request.Headers[\"X-Real-IP\"].ToString();", "")]
    [InlineData("bool Check(HttpContext c) { var p = c.Connection.RemoteIpAddress; return p is not null && proxies.Contains(p); } if (!Check(ctx)) { return null; } return ctx.Request.Headers[\"X-Real-IP\"].ToString();", "")]
    [InlineData("var known = networks.FirstOrDefault(n => n.Contains(ctx.Connection.RemoteIpAddress!)); return networks.Any(n => n.Contains(ctx.Connection.RemoteIpAddress!)) ? ctx.Request.Headers[\"X-Real-IP\"].ToString() : null;", "")]
    [InlineData("if (networks.Count(n => n.Contains(ctx.Connection.RemoteIpAddress!)) > 0) { return ctx.Request.Headers[\"X-Real-IP\"].ToString(); } return null;", "")]
    [InlineData("if (networks.FindIndex(n => n.Contains(ctx.Connection.RemoteIpAddress!)) >= 0) { return ctx.Request.Headers[\"X-Real-IP\"].ToString(); } return null;", "")]
    [InlineData("if (networks.All(n => !n.Contains(ctx.Connection.RemoteIpAddress!))) { return null; } return ctx.Request.Headers[\"X-Real-IP\"].ToString();", "")]
    [InlineData("var peer = ctx.Connection.RemoteIpAddress; if (!networks.Any(n => n.Contains(peer!)) && !proxies.Contains(peer!)) { return null; } return ctx.Request.Headers[\"X-Real-IP\"].ToString();", "")]
    [InlineData("var peer = ctx.Connection.RemoteIpAddress; var known = new[] { \"10.0.0.1\" }; if (known.Contains(peer?.ToString())) { return ctx.Request.Headers[\"X-Real-IP\"].ToString(); } return null;", "")]
    [InlineData("var peer = ctx.Connection.RemoteIpAddress; if (peer?.ToString() is \"10.0.0.1\" or \"10.0.0.2\") { return ctx.Request.Headers[\"X-Real-IP\"].ToString(); } return null;", "")]
    [InlineData("if (Array.IndexOf(new[] { \"10.0.0.1\" }, ctx.Connection.RemoteIpAddress?.ToString()) >= 0) { return ctx.Request.Headers[\"X-Real-IP\"].ToString(); } return null;", "")]
    public async Task A_check_by_search_pattern_or_local_function_guards(string body, string expected)
        => Assert.Equal(expected, await RuleRunner.AccessIdsAsync(RuleRunner.InBody(body)));

    public static TheoryData<string, string> Helpers => new()
    {
        {
            "",
            """
            public class G(HashSet<IPAddress> proxies)
            {
                public string? A(HttpContext c) => FromProxy(c) ? c.Request.Headers["X-Real-IP"].ToString() : null;
                public string? B(HttpContext c) { if (!FromProxy(c)) return null; return Read(c); }
                private string? Read(HttpContext c) => null;
                private bool FromProxy(HttpContext c) => c.Connection.RemoteIpAddress is { } p && proxies.Contains(p);
            }
            """
        },
        {
            "",
            """
            public class G(HashSet<IPAddress> proxies)
            {
                public async Task<string?> A(HttpContext c) => await FromProxyAsync(c) ? c.Request.Headers["X-Real-IP"].ToString() : null;
                private async Task<bool> FromProxyAsync(HttpContext c) { await Task.Yield(); return proxies.Contains(c.Connection.RemoteIpAddress!); }
            }
            """
        },
        {
            "",
            """
            public class G(HashSet<IPAddress> proxies, HttpContext c)
            {
                public string? A() => IsProxied ? c.Request.Headers["X-Real-IP"].ToString() : null;
                private bool IsProxied => proxies.Contains(c.Connection.RemoteIpAddress!);
            }
            """
        },
        {
            "CIP002",
            """
            public class G(HashSet<IPAddress> proxies)
            {
                public string? A(HttpContext c) => Weird(c) ? c.Request.Headers["X-Real-IP"].ToString() : null;
                private bool Weird(HttpContext c) => c.Request.Path == "/" || proxies.Contains(c.Connection.RemoteIpAddress!);
            }
            """
        },
        {
            "",
            """
            public class G(List<System.Net.IPNetwork> nets)
            {
                public string? A(HttpContext c)
                {
                    EnsureProxy(c.Connection.RemoteIpAddress);
                    return c.Request.Headers["X-Real-IP"].ToString();
                }
                private void EnsureProxy(IPAddress? peer) { if (peer is null || !nets.Any(n => n.Contains(peer))) throw new InvalidOperationException(); }
            }
            """
        },
        {
            "",
            """
            public class G(List<System.Net.IPNetwork> nets)
            {
                public bool TryGet(HttpContext c, out string? ip)
                {
                    ip = null;
                    if (!TryCheck(c, out var peer)) return false;
                    ip = c.Request.Headers["X-Real-IP"];
                    return peer is not null;
                }
                private bool TryCheck(HttpContext c, out IPAddress? peer) { var p = peer = c.Connection.RemoteIpAddress; return p is not null && nets.Any(n => n.Contains(p)); }
            }
            """
        },
        {
            "",
            """
            public class Mw(RequestDelegate next, HashSet<IPAddress> known)
            {
                public Task Invoke(HttpContext c)
                {
                    if (c.Connection.RemoteIpAddress is { } peer && known.Contains(peer))
                    {
                        Apply(c);
                    }
                    return next(c);
                }
                private static void Apply(HttpContext c) => c.Items["ip"] = c.Request.Headers["X-Real-IP"].ToString();
            }
            """
        },
        {
            "CIP002",
            """
            public class Mw(RequestDelegate next, HashSet<IPAddress> known)
            {
                public Task Invoke(HttpContext c)
                {
                    if (c.Connection.RemoteIpAddress is { } peer && known.Contains(peer))
                    {
                        Apply(c);
                    }
                    Apply(c);
                    return next(c);
                }
                private static void Apply(HttpContext c) => c.Items["ip"] = c.Request.Headers["X-Real-IP"].ToString();
            }
            """
        },
    };

    [Theory]
    [MemberData(nameof(Helpers))]
    public async Task A_helper_that_checks_the_peer_is_a_check_and_its_callers_guard_it(string expected, string source)
        => Assert.Equal(expected, await RuleRunner.AccessIdsAsync(source));

    [Theory]
    [InlineData("IPAddress.TryParse(c.Request.Headers[\"X-Claimed\"], out var claimed); return Known(claimed!) ? READ : null;")]
    [InlineData("IPAddress.TryParse(c.Request.Headers[\"X-Claimed\"], out var claimed); Ensure(claimed!); return READ;")]
    public async Task A_helper_that_is_given_another_address_proves_nothing(string body)
        => Assert.Equal("CIP002", await RuleRunner.AccessIdsAsync("""
            public class G(HashSet<IPAddress> proxies)
            {
                public string? A(HttpContext c) { BODY }
                private bool Known(IPAddress address) => proxies.Contains(address);
                private void Ensure(IPAddress address) { if (!proxies.Contains(address)) { throw new InvalidOperationException(); } }
                private object B(IPAddress a) { Ensure(a); return Known(a); }
            }
            """.Replace("BODY", body, StringComparison.Ordinal).Replace("READ", "c.Request.Headers[\"X-Real-IP\"].ToString()", StringComparison.Ordinal)));

    [Theory]
    [InlineData("private readonly Func<HttpContext, string?> later = Read;")]
    [InlineData("public string? C(HttpContext c) => Read(c);")]
    [InlineData("public Func<HttpContext, string?> Later { get; } = Read;")]
    public async Task A_private_method_that_is_also_reached_without_a_check_is_not_guarded(string member)
        => Assert.Equal("CIP002", await RuleRunner.AccessIdsAsync("""
            public class G(HashSet<IPAddress> proxies)
            {
                MEMBER
                public string? A(HttpContext c) => proxies.Contains(c.Connection.RemoteIpAddress!) ? Read(c) : null;
                private static string? Read(HttpContext c) => c.Request.Headers["X-Real-IP"].ToString();
            }
            """.Replace("MEMBER", member, StringComparison.Ordinal)));
}
