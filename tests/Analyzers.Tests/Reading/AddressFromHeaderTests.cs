using ClientIpAnalyzers.Analyzers.Tests.Infrastructure;

namespace ClientIpAnalyzers.Analyzers.Tests.Reading;

public class AddressFromHeaderTests
{
    [Theory]
    [InlineData("ctx.Connection.RemoteIpAddress = IPAddress.Parse(ctx.Request.Headers[\"X-Real-IP\"]!); return null;", "CIP004")]
    [InlineData("if (ctx.Request.Headers.TryGetValue(\"X-Real-IP\", out var v) && IPAddress.TryParse(v, out var ip)) { ctx.Connection.RemoteIpAddress = ip; } return null;", "CIP004")]
    [InlineData("var xff = ctx.Request.Headers[\"X-Forwarded-For\"].FirstOrDefault(); if (!string.IsNullOrEmpty(xff)) { ctx.Connection.RemoteIpAddress = IPAddress.Parse(xff.Split(',')[0]); } return null;", "CIP004 CIP003")]
    [InlineData("if (proxies.Contains(ctx.Connection.RemoteIpAddress!)) { ctx.Connection.RemoteIpAddress = IPAddress.Parse(ctx.Request.Headers[\"X-Real-IP\"]!); } return null;", "")]
    [InlineData("ctx.Connection.RemoteIpAddress = IPAddress.Parse(\"10.0.0.1\"); return null;", "")]
    [InlineData("ctx.Features.Set<IHttpConnectionFeature>(new HttpConnectionFeature { RemoteIpAddress = IPAddress.Parse(ctx.Request.Headers[\"X-Our-Thing\"]!) }); return null;", "CIP004")]
    [InlineData("if (settings.TrustProxyHeaders) { ctx.Connection.RemoteIpAddress = IPAddress.Parse(ctx.Request.Headers[\"X-Real-IP\"]!); } return null;", "CIP004i")]
    public async Task The_address_taken_from_a_header_is_reported_at_the_assignment(string body, string expected)
        => Assert.Equal(expected, await RuleRunner.AccessIdsAsync(RuleRunner.InBody(body)));
}
