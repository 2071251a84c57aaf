using ClientIpAnalyzers.Analyzers.Tests.Infrastructure;

namespace ClientIpAnalyzers.Analyzers.Tests.Flow;

public class ValueFlowTests
{
    [Theory]
    [InlineData("string? ip = null; if (ctx.Request.Headers.TryGetValue(\"X-Real-IP\", out StringValues v)) { ip = v.FirstOrDefault(); } return ip;", "CIP002")]
    [InlineData("StringValues v; if (ctx.Request.Headers.TryGetValue(\"X-Real-IP\", out v) && v.Count > 0) { return v[0]; } return null;", "CIP002")]
    [InlineData("var xff = ctx.Request.Headers[\"X-Forwarded-For\"]; var first = xff.ToString().Split(',', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault(); return first?.Trim();", "CIP003")]
    [InlineData("var list = ctx.Request.Headers[\"X-Forwarded-For\"].ToString().Split(',').ToList(); var client = list[0]; return client;", "CIP003")]
    [InlineData("string forwarded = ctx.Request.Headers[\"X-Forwarded-For\"]!; var comma = forwarded.IndexOf(','); if (comma > 0) { forwarded = forwarded.Substring(0, comma); } return forwarded;", "CIP003")]
    [InlineData("var (a, b) = (ctx.Request.Headers[\"X-Forwarded-For\"].ToString(), 1); return a.Split(',')[0] + b;", "CIP003")]
    [InlineData("var t = (Ip: ctx.Request.Headers[\"X-Forwarded-For\"].ToString(), N: 1); return t.Ip.Split(',')[0];", "CIP003")]
    [InlineData("var q = new Queue<string>(ctx.Request.Headers[\"X-Forwarded-For\"].ToString().Split(',')); return q.Dequeue();", "CIP003")]
    [InlineData("var e = ctx.Request.Headers[\"X-Forwarded-For\"].ToString().Split(',').Where(x => !string.IsNullOrWhiteSpace(x)).Select(x => x.Trim()).FirstOrDefault(); return e;", "CIP003")]
    [InlineData("var parts = ctx.Request.Headers[\"X-Forwarded-For\"].ToString().Split(','); for (var i = 0; i < parts.Length; i++) { if (IPAddress.TryParse(parts[i], out var ip)) { return ip; } } return null;", "CIP003")]
    [InlineData("var parts = ctx.Request.Headers[\"X-Forwarded-For\"].ToString().Split(','); for (var i = parts.Length - 1; i >= 0; i--) { if (IPAddress.TryParse(parts[i], out var ip)) { return ip; } } return null;", "CIP002")]
    [InlineData("return ctx.Request.Headers[\"X-Forwarded-For\"].FirstOrDefault()?.Split(new char[] { ',' }, StringSplitOptions.RemoveEmptyEntries)?.FirstOrDefault()?.Trim() ?? \"-\";", "CIP003")]
    [InlineData("if (ctx.Request.Headers.ContainsKey(\"X-Forwarded-For\")) { return ctx.Request.Headers[\"X-Forwarded-For\"].ToString().Split(',')[0]; } return null;", "CIP003")]
    [InlineData("return ctx.Request.Headers[\"X-Forwarded-For\"].ToString().Split(',') switch { [var only] => only, [var first, ..] => first, _ => null };", "CIP003")]
    [InlineData("var s = $\"{ctx.Request.Headers[\"X-Forwarded-For\"]}\"; return s.Split(',').First();", "CIP003")]
    [InlineData("ReadOnlySpan<char> span = ctx.Request.Headers[\"X-Forwarded-For\"].ToString(); var i = span.IndexOf(','); return (i < 0 ? span : span[..i]).ToString();", "CIP003")]
    [InlineData("string? First(string? s) => s?.Split(',')[0]; return First(ctx.Request.Headers[\"X-Forwarded-For\"]);", "CIP003")]
    [InlineData("foreach (var name in new List<string> { \"X-Real-IP\", \"CF-Connecting-IP\" }) { if (ctx.Request.Headers.TryGetValue(name, out var v)) { return v.ToString(); } } return ctx.Request.Headers[\"X-Real-IP\"];", "CIP002 CIP002")]
    [InlineData("var h = ctx.Request.Headers; return h.TryGetValue(\"X-Real-IP\", out var v) && !StringValues.IsNullOrEmpty(v) ? v.ToString() : null;", "CIP002")]
    [InlineData("IHeaderDictionary h = ctx.Request.Headers; string? s = h[\"X-Real-IP\"].Count > 0 ? h[\"X-Real-IP\"][0] : null; return s;", "CIP002 CIP002")]
    [InlineData("using (logger.BeginScope(new Dictionary<string, object> { [\"ip\"] = ctx.Request.Headers[\"X-Real-IP\"].ToString() })) { } return null;", "CIP002i")]
    [InlineData("var ip = ctx.Request.Headers[\"X-Real-IP\"].ToString(); if (string.IsNullOrEmpty(ip)) { ip = \"none\"; } logger.LogInformation(\"from {Ip}\", ip); return null;", "CIP002i")]
    [InlineData("var sb = new System.Text.StringBuilder(); sb.Append(\"x\").Append(ctx.Connection.RemoteIpAddress); logger.LogInformation(sb.ToString()); return null;", "CIP001i")]
    [InlineData("var ip = ctx.Connection.RemoteIpAddress; var text = ip == null ? \"none\" : ip.MapToIPv4().ToString(); logger.LogInformation(\"{Ip}\", text); return null;", "CIP001i")]
    [InlineData("logger.LogInformation(\"{@Req}\", new { Ip = ctx.Connection.RemoteIpAddress?.ToString(), Path = ctx.Request.Path }); return null;", "CIP001i")]
    public async Task A_value_is_followed_the_way_real_code_passes_it_on(string body, string expected)
        => Assert.Equal(expected, await RuleRunner.AccessIdsAsync(RuleRunner.InBody(body)));
}
