using ClientIpAnalyzers.Analyzers.Tests.Infrastructure;

namespace ClientIpAnalyzers.Analyzers.Tests.Handling;

public class UnknownPassesTests
{
    [Theory]
    [InlineData("return !_denied.Contains(maybe);")]
    [InlineData("return !_denied.Contains(ctx.Connection.RemoteIpAddress);")]
    [InlineData("if (_denied.Contains(ctx.Connection.RemoteIpAddress)) { ctx.Response.StatusCode = 403; return null; } return ctx;")]
    [InlineData("var remote = ctx.Connection.RemoteIpAddress; if (!_denied.Contains(remote)) { return ctx; } return null;")]
    [InlineData("var remote = ctx.Connection.RemoteIpAddress; if (remote != null && _denied.Contains(remote)) { ctx.Response.StatusCode = 403; return null; } return ctx;")]
    [InlineData("if (ctx.Connection.RemoteIpAddress is { } remote && _denied.Contains(remote)) { return 403; } return ctx;")]
    [InlineData("return !(maybe is not null && _denied.Contains(maybe));")]
    [InlineData("return maybe is null || !_denied.Contains(maybe);")]
    [InlineData("if (maybe == null || !_denied.Contains(maybe)) { return ctx; } return null;")]
    [InlineData("return _denied.Contains(maybe) ? null : ctx;")]
    [InlineData("return _denied.Contains(maybe) == false;")]
    [InlineData("if (IPAddress.TryParse(settings.AdminIp, out var parsed) && _denied.Contains(parsed)) { return 403; } return ctx;")]
    [InlineData("IPAddress.TryParse(settings.AdminIp, out var parsed); return !_denied.Contains(parsed);")]
    [InlineData("return !_denied.Contains(ctx.GetClientIp().ToIPAddress());")]
    [InlineData("return !_denied.Any(entry => entry!.Equals(maybe));")]
    [InlineData("var deniedNetworks = s_good; if (maybe is not null && deniedNetworks.Any(network => network.Contains(maybe))) { return 403; } return ctx;")]
    public async Task A_deny_list_that_lets_the_unknown_pass_is_reported(string body)
        => Assert.Equal("CIP306", await HandlingTest.IdsAsync(body));

    [Theory]
    [InlineData("return !_blockedTexts.Contains(ctx.Connection.RemoteIpAddress?.ToString());")]
    [InlineData("var text = GetClientIp(ctx); if (!string.IsNullOrEmpty(text) && _blockedTexts.Contains(text)) { return 403; } return ctx;")]
    [InlineData("var text = ctx.Connection.RemoteIpAddress?.ToString() ?? \"unknown\"; if (_blockedTexts.Contains(text)) { return 403; } return ctx;")]
    [InlineData("return !_blockedTexts.Contains(ctx.Request.Headers[\"X-Real-IP\"].FirstOrDefault());")]
    [InlineData("return !settings.Blocked.Contains(GetClientIp(ctx));")]
    public async Task A_deny_list_of_texts_is_reported_beside_the_comparison_of_text(string body)
        => Assert.Equal("CIP302 CIP306", string.Join(" ", (await HandlingTest.IdsAsync(body)).Split(' ').Order()));

    [Theory]
    [InlineData("return !_denied.Contains(ip);")]
    [InlineData("return maybe is not null && !_denied.Contains(maybe);")]
    [InlineData("if (maybe is null || _denied.Contains(maybe)) { return 403; } return ctx;")]
    [InlineData("if (maybe is null || !_denied.Contains(maybe)) { ctx.Response.StatusCode = 403; } return ctx;")]
    [InlineData("if (maybe is null) { return 403; } return !_denied.Contains(maybe);")]
    [InlineData("if (ctx.Connection.RemoteIpAddress is not { } remote) { return 403; } return !_denied.Contains(remote);")]
    [InlineData("var remote = ctx.Connection.RemoteIpAddress ?? throw new InvalidOperationException(); return !_denied.Contains(remote);")]
    [InlineData("if (!IPAddress.TryParse(settings.AdminIp, out var parsed)) { return 403; } return !_denied.Contains(parsed);")]
    [InlineData("if (maybe != null && _denied.Contains(maybe)) { return 403; } if (maybe == null) { return 403; } return ctx;")]
    [InlineData("if (_denied.Contains(maybe)) { logger.LogWarning(\"denied\"); } return ctx;")]
    [InlineData("if (!_denied.Contains(maybe)) { _denied.Add(maybe); } return ctx;")]
    [InlineData("HashSet<IPAddress?> allowed = new(); return !allowed.Contains(maybe);")]
    [InlineData("var cidrBlocks = s_good; return maybe != null && cidrBlocks.Any(block => block.Contains(maybe)) ? 403 : 0;")]
    [InlineData("var deniedNetworks = s_good; return !deniedNetworks.Any(network => network.Contains(ctx.Connection.RemoteIpAddress!));")]
    [InlineData("var answer = _denied.Contains(maybe); return answer;")]
    public async Task Whoever_has_decided_about_the_unknown_is_not(string body)
        => Assert.Equal("", await HandlingTest.IdsAsync(body));

    [Fact]
    public async Task Code_that_does_not_compile_is_survived()
        => await RuleRunner.RunAsync("public class C { HashSet<IPAddress> denied; object M(IPAddress? a) => !denied.Contains(; object N(IPAddress? a) => !denied.Any(x => ); object O() => !denied.Contains(); }", mustCompile: false);

    [Theory]
    [InlineData("return !_denied.Contains(maybe);", "return maybe is not null && !_denied.Contains(maybe);")]
    [InlineData("return ip.IsIPv6LinkLocal || !_denied.Contains(maybe);", "return ip.IsIPv6LinkLocal || (maybe is not null && !_denied.Contains(maybe));")]
    [InlineData("if (_denied.Contains(maybe)) { return 403; } return ctx;", "if (maybe is null || _denied.Contains(maybe)) { return 403; } return ctx;")]
    [InlineData("if (maybe != null /* known */ && _denied.Contains(maybe)) { return 403; } return ctx;", "if (maybe == null /* known */ || _denied.Contains(maybe)) { return 403; } return ctx;")]
    [InlineData("if (ctx.Connection.RemoteIpAddress is { } remote && _denied.Contains(remote)) { return 403; } return ctx;", "if (ctx.Connection.RemoteIpAddress is not { } remote || _denied.Contains(remote)) { return 403; } return ctx;")]
    [InlineData("return maybe is null || !_denied.Contains(maybe);", "return maybe is not null && !_denied.Contains(maybe);")]
    [InlineData("var text = GetClientIp(ctx); return string.IsNullOrEmpty(text) || !_blockedTexts.Contains(text);", "var text = GetClientIp(ctx); return !string.IsNullOrEmpty(text) && !_blockedTexts.Contains(text);")]
    [InlineData("var text = GetClientIp(ctx); return !_blockedTexts.Contains(text);", "var text = GetClientIp(ctx); return !string.IsNullOrEmpty(text) && !_blockedTexts.Contains(text);")]
    public async Task The_fix_refuses_the_unknown(string bad, string good)
        => Assert.Equal(good, await HandlingTest.FixAsync("CIP306", bad));
}
