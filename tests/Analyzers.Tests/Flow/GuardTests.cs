using ClientIpAnalyzers.Analyzers.Tests.Infrastructure;

namespace ClientIpAnalyzers.Analyzers.Tests.Flow;

public class GuardTests
{
    private const string Read = "ctx.Request.Headers[\"X-Real-IP\"].ToString()";

    [Theory]
    [InlineData("if (IsTrustedProxy(peer)) { return HEADER; } return null;")]
    [InlineData("if (!IsTrustedProxy(peer)) { return null; } return HEADER;")]
    [InlineData("if (!IsTrustedProxy(peer)) { throw new InvalidOperationException(); } return HEADER;")]
    [InlineData("return IsTrustedProxy(peer) ? HEADER : null;")]
    [InlineData("return !IsTrustedProxy(peer) ? null : HEADER;")]
    [InlineData("return IsTrustedProxy(peer) && HEADER.Length > 0;")]
    [InlineData("return !IsTrustedProxy(peer) || HEADER.Length > 0;")]
    [InlineData("var trusted = IsTrustedProxy(peer); if (trusted) { return HEADER; } return null;")]
    [InlineData("var trusted = peer is not null && settings.Verbose && proxies.Contains(peer); return trusted ? HEADER : null;")]
    [InlineData("var trusted = false; if (peer is not null) { trusted = proxies.Contains(peer); } return trusted ? HEADER : null;")]
    [InlineData("if (peer is null || !proxies.Contains(peer)) { return null; } return HEADER;")]
    [InlineData("if (networks.Any(network => network.Contains(peer!))) { return HEADER; } return null;")]
    [InlineData("if (IsTrustedProxy(peer) is true) { return HEADER; } return null;")]
    [InlineData("if (IsTrustedProxy(peer) is not true) { return null; } return HEADER;")]
    [InlineData("if (IsTrustedProxy(peer) == false) { return null; } return HEADER;")]
    [InlineData("switch (IsTrustedProxy(peer)) { case true: return HEADER; default: return null; }")]
    [InlineData("return IsTrustedProxy(peer) switch { true => HEADER, false => null };")]
    [InlineData("return peer switch { { } p when IsTrustedProxy(p) => HEADER, _ => null };")]
    [InlineData("while (IsTrustedProxy(peer)) { return HEADER; } return null;")]
    [InlineData("if (IPAddress.Loopback.Equals(peer)) { return HEADER; } return null;")]
    [InlineData("if (peer!.Equals(IPAddress.Loopback)) { return HEADER; } return null;")]
    [InlineData("var known = peer!.IsIPv4MappedToIPv6 ? peer.MapToIPv4() : peer; if (proxies.Contains(known)) { return HEADER; } return null;")]
    [InlineData("if (!IsTrustedProxy(peer)) { Fail(); } return HEADER; [System.Diagnostics.CodeAnalysis.DoesNotReturn] static void Fail() => throw new Exception();")]
    [InlineData("if (!IsTrustedProxy(peer)) { return null; } Func<string> read = () => HEADER; return read();")]
    [InlineData("if (!IsTrustedProxy(peer)) { return null; } return Read(); string Read() => HEADER;")]
    [InlineData("if (proxies?.Contains(peer!) == true) { return HEADER; } return null;")]
    [InlineData("if (proxies?.Contains(peer!) ?? false) { return HEADER; } return null;")]
    [InlineData("if (IsTrustedProxyAsync(peer).Result) { return null; } if (IsTrustedProxy(peer)) { try { return HEADER; } catch (Exception) { return HEADER; } } return null;")]
    [InlineData("try { if (!IsTrustedProxy(peer)) { return null; } return HEADER; } finally { logger.LogInformation(\"done\"); }")]
    [InlineData("if (IsTrustedProxy(peer)) { using var scope = logger.BeginScope(\"x\"); foreach (var i in new[] { 1 }) { var s = HEADER; if (s != \"\") { return s; } } } return null;")]
    [InlineData("bool trusted = true; trusted &= IsTrustedProxy(peer); if (trusted) { return HEADER; } return null;")]
    [InlineData("if (!IsTrustedProxy(peer)) { goto end; } return HEADER; end: return null;")]
    [InlineData("if (peer is { } p && IsTrustedProxy(p)) { return HEADER; } return null;")]
    [InlineData("if (!IPAddress.TryParse(peer?.ToString(), out var parsed) || !proxies.Contains(parsed)) { return null; } return HEADER;")]
    [InlineData("if ((settings.Verbose, IsTrustedProxy(peer)) is (_, true)) { return IsTrustedProxy(peer) ? HEADER : null; } return null;")]
    [InlineData("if (!(IsTrustedProxy(peer) && settings.Verbose)) { return null; } return HEADER;")]
    [InlineData("if (IsTrustedProxy(peer) != true) { return null; } return HEADER;")]
    [InlineData("Func<IPAddress?, bool> check = IsTrustedProxy; if (check(peer)) { return HEADER; } return null;")]
    public async Task A_check_of_the_peer_on_every_path_guards(string body)
        => Assert.Equal("", await RuleRunner.IdsInBodyAsync(
            "var peer = ctx.Connection.RemoteIpAddress; " + body.Replace("HEADER", Read, StringComparison.Ordinal)));

    [Theory]
    [InlineData("if (IsTrustedProxy(peer)) { } return HEADER;")]
    [InlineData("if (IsTrustedProxy(peer)) { return null; } return HEADER;")]
    [InlineData("if (IsTrustedProxy(peer) || settings.Verbose) { return HEADER; } return null;")]
    [InlineData("if (settings.Verbose && !IsTrustedProxy(peer)) { return null; } return HEADER;")]
    [InlineData("var value = HEADER; return IsTrustedProxy(peer) ? value : null;")]
    [InlineData("var trusted = IsTrustedProxy(peer); trusted = settings.Verbose; return trusted ? HEADER : null;")]
    [InlineData("var trusted = IsTrustedProxy(peer) || settings.Verbose; return trusted ? HEADER : null;")]
    [InlineData("if (IsTrustedProxy(IPAddress.Parse(ctx.Request.Headers[\"Forwarding-Peer\"].ToString()))) { return HEADER; } return proxies.Contains(peer!);")]
    [InlineData("var text = ctx.Request.Headers[\"Some\"].ToString(); if (LooksValid(text)) { return HEADER; } return proxies.Contains(peer!);")]
    [InlineData("try { if (!IsTrustedProxy(peer)) { return null; } } catch (Exception) { return HEADER; } return null;")]
    [InlineData("Func<string> read = () => HEADER; if (!IsTrustedProxy(peer)) { return null; } return read();")]
    [InlineData("if (IsTrustedProxy(peer)) { return Read(); } return Read(); string Read() => HEADER;")]
    [InlineData("if (proxies.Add(peer!)) { return HEADER; } return proxies.Contains(peer!);")]
    [InlineData("if (networks.Any(network => network.PrefixLength > 3)) { return HEADER; } return proxies.Contains(peer!);")]
    [InlineData("if (string.IsNullOrEmpty(peer?.ToString())) { return null; } return HEADER + proxies.Contains(peer!);")]
    [InlineData("foreach (var network in networks) { if (network.Contains(peer!)) { break; } } return HEADER;")]
    [InlineData("IPAddress.TryParse(ctx.Request.Headers[\"Peer\"], out var claimed); if (IsTrustedProxy(claimed)) { return HEADER; } return proxies.Contains(peer!);")]
    [InlineData("if (peer == null) { return HEADER; } return proxies.Contains(peer);")]
    [InlineData("if (!IsTrustedProxy(peer)) { return null; } Func<string> read = () => HEADER; ctx = new DefaultHttpContext(); return read();")]
    public async Task A_check_that_some_path_avoids_does_not(string body)
        => Assert.Equal("CIP002", await RuleRunner.IdsInBodyAsync(
            "var peer = ctx.Connection.RemoteIpAddress; " + body.Replace("HEADER", Read, StringComparison.Ordinal)));

    [Theory]
    [InlineData("if (settings.TrustProxyHeaders) { return HEADER; } return null;", "CIP002i")]
    [InlineData("if (!settings.TrustProxyHeaders) { return null; } return HEADER;", "CIP002i")]
    [InlineData("if (settings.TrustProxyHeaders) { logger.LogInformation(\"on\"); } else { logger.LogInformation(\"off\"); } return HEADER;", "CIP002")]
    [InlineData("if (settings.Verbose) { return HEADER; } return null;", "CIP002")]
    public async Task A_mode_flag_is_no_proof(string body, string expected)
        => Assert.Equal(expected, await RuleRunner.IdsInBodyAsync(body.Replace("HEADER", Read, StringComparison.Ordinal)));

    [Theory]
    [InlineData("if (ctx.Request.Headers[\"X-Origin-Token\"] != settings.OriginSecret) { return null; } return HEADER;", "")]
    [InlineData("var sent = System.Text.Encoding.UTF8.GetBytes(ctx.Request.Headers[\"X-Origin\"].ToString()); if (!System.Security.Cryptography.CryptographicOperations.FixedTimeEquals(sent, System.Text.Encoding.UTF8.GetBytes(settings.OriginSecret!))) { return null; } return HEADER;", "")]
    [InlineData("if (settings.OriginSecret is not null && ctx.Request.Headers[\"X-Origin-Token\"] != settings.OriginSecret) { return null; } return HEADER;", "CIP002")]
    [InlineData("if (ctx.Request.Headers[\"X-Debug\"] != \"1\") { return null; } return HEADER;", "CIP002")]
    public async Task An_origin_secret_guards_only_where_it_is_compared_on_every_path(string body, string expected)
        => Assert.Equal(expected, await RuleRunner.IdsInBodyAsync(body.Replace("HEADER", Read, StringComparison.Ordinal)));

    [Fact]
    public async Task A_marked_or_named_method_is_a_check()
    {
        const string Source = """
            public class A
            {
                [ClientIpAnalyzers.TrustedProxyCheck] private static bool Marked(HttpContext ctx) => ctx is not null;
                private static bool Named(HttpContext ctx) => ctx is not null;
                public string? B(HttpContext ctx) => Marked(ctx) ? ctx.Request.Headers["X-Real-IP"].ToString() : null;
                public string? C(HttpContext ctx) => Named(ctx) ? ctx.Request.Headers["X-Real-IP"].ToString() : null;
            }
            """;
        Assert.Equal("CIP002", await RuleRunner.IdsAsync(Source));
        Assert.Equal("", await RuleRunner.IdsAsync(Source, options: new Dictionary<string, string> { ["clientip_trusted_proxy_checks"] = "A.Named" }));
    }
}
