using ClientIpAnalyzers.Analyzers.Tests.Infrastructure;

namespace ClientIpAnalyzers.Analyzers.Tests.Handling;

public class AddressAsTextTests
{
    [Theory]
    [InlineData("return ctx.Connection.RemoteIpAddress!.ToString() == \"10.0.0.1\";")]
    [InlineData("return ctx.Connection.RemoteIpAddress?.ToString() != \"::1\";")]
    [InlineData("return \"10.0.0.1\".Equals(ip.ToString());")]
    [InlineData("return string.Equals(ip.ToString(), \"10.0.0.1\", StringComparison.Ordinal);")]
    [InlineData("return ip.ToString().Equals(other.ToString());")]
    [InlineData("return ip.ToString().StartsWith(\"192.168.\");")]
    [InlineData("return ip.ToString().StartsWith(\"10.\", StringComparison.Ordinal) ? 1 : 0;")]
    [InlineData("return ip.ToString().EndsWith(\".1\");")]
    [InlineData("var text = ip.ToString(); return text.Contains(\"127.0.0\");")]
    [InlineData("return $\"{ip}\" == \"10.0.0.1\";")]
    [InlineData("return ip.ToString() is \"127.0.0.1\" or \"::1\";")]
    [InlineData("return ip.ToString() switch { \"10.0.0.1\" => 1, _ => 2 };")]
    [InlineData("switch (ip.ToString()) { case \"10.0.0.1\": return 1; default: return 2; }")]
    [InlineData("return ip.ToString() == \"::1\" ? \"admin\" : null;")]
    [InlineData("if (GetClientIp(ctx) == \"127.0.0.1\") { ctx.Response.StatusCode = 403; } return null;")]
    [InlineData("return _allowed.Contains(ip.ToString());")]
    [InlineData("if (!_allowed.Contains(ctx.Connection.RemoteIpAddress?.ToString() ?? \"\")) { return 403; } return null;")]
    [InlineData("var remote = ctx.Connection.RemoteIpAddress; var text = remote!.ToString(); return settings.Blocked.Contains(text);")]
    [InlineData("return settings.Blocked.Any(entry => entry == ip.ToString());")]
    [InlineData("return settings.Blocked.Any(entry => ip.ToString().StartsWith(entry));")]
    [InlineData("foreach (var entry in settings.Blocked) { if (entry == ip.ToString()) { return 403; } } return null;")]
    [InlineData("return ip.ToString() == settings.AdminIp;")]
    [InlineData("return settings.AdminIp.Contains(ip.ToString());")]
    [InlineData("return ctx.Request.Headers[\"X-Real-IP\"] == \"10.0.0.1\";")]
    [InlineData("return ctx.Request.Headers[\"X-Real-IP\"].ToString().StartsWith(\"10.\");")]
    [InlineData("var text = ctx.Request.Headers[\"X-Forwarded-For\"].FirstOrDefault(); return text != null && text.Contains(\"10.0.0.1\");")]
    [InlineData("return ctx.Request.Headers[\"X-Forwarded-For\"].ToString().Split(',').Contains(\"10.0.0.1\");")]
    [InlineData("return ctx.Request.Headers.TryGetValue(\"X-Real-IP\", out var values) && _allowed.Contains(values.ToString());")]
    [InlineData("return _allowed.Contains(GetClientIp(ctx)!);")]
    [InlineData("var client = GetClientIp(ctx); return client == \"127.0.0.1\";")]
    [InlineData("return ip.MapToIPv6().ToString() == \"::ffff:10.0.0.1\";")]
    public async Task A_decision_by_the_text_of_an_address_is_reported(string body)
        => Assert.Equal("CIP302", await HandlingTest.IdsAsync(body));

    [Theory]
    [InlineData("return ip.ToString() == \"\";")]
    [InlineData("return ip.ToString() == \"::1\" ? \"127.0.0.1\" : ip.ToString();")]
    [InlineData("var text = GetClientIp(ctx); if (text == \"::1\") { text = \"127.0.0.1\"; } return text;")]
    [InlineData("var text = GetClientIp(ctx); if (text == null || text == \"::1\") return \"127.0.0.1\"; return text;")]
    [InlineData("return GetClientIp(ctx) == null;")]
    [InlineData("return ip.ToString() == string.Empty;")]
    [InlineData("return ctx.Request.Headers[\"X-Real-IP\"] == \"unknown\";")]
    [InlineData("return ctx.Request.Headers[\"X-Forwarded-For\"].ToString().Contains(',');")]
    [InlineData("return ctx.Request.Headers[\"X-Forwarded-For\"].ToString().Contains(\",\");")]
    [InlineData("return ip.ToString().Contains(':');")]
    [InlineData("return ip.ToString().Contains(\":\");")]
    [InlineData("return ip.ToString().StartsWith(\"::ffff:\");")]
    [InlineData("return _hits.ContainsKey(ip.ToString());")]
    [InlineData("return _hits.TryGetValue(ip.ToString(), out var hits) ? hits : 0;")]
    [InlineData("_hits[ip.ToString()] = 1; return null;")]
    [InlineData("if (!_seen.Contains(ip.ToString())) { _seen.Add(ip.ToString()); } return null;")]
    [InlineData("return _seen.Add(ip.ToString());")]
    [InlineData("return table.Where(entry => entry.Ip == ip.ToString()).Count();")]
    [InlineData("var text = ip.ToString(); return table.Any(entry => entry.Ip == text);")]
    [InlineData("var text = ip.ToString(); return table.Select(entry => entry.Ip).Contains(text);")]
    [InlineData("return new List<Entry>().FirstOrDefault(entry => entry.Ip == ip.ToString());")]
    [InlineData("var entry = new Entry(); if (entry.Ip != ip.ToString()) { entry.Ip = ip.ToString(); } return entry;")]
    [InlineData("return Describe(ctx) == \"10.0.0.1\";")]
    [InlineData("return ctx.Request.Headers[\"Accept\"] == \"10.0.0.1\";")]
    [InlineData("return ip.ToString() + \"10.0.0.1\";")]
    [InlineData("return ip.ToString().Length == 3;")]
    [InlineData("logger.LogInformation(\"{Ip}\", ip.ToString()); return settings.AdminIp == \"10.0.0.1\";")]
    [InlineData("return ctx.Request.Headers[\"X-Real-IP\"].ToString().StartsWith(\"[\");")]
    public async Task Keys_queries_changes_and_texts_that_are_no_address_are_not(string body)
        => Assert.Equal("", await HandlingTest.IdsAsync(body));

    [Fact]
    public async Task Code_that_does_not_compile_is_survived()
        => await RuleRunner.RunAsync("public class C { public bool M(IPAddress a) => a.ToString() == ; bool N(IPAddress a) => a.ToString().StartsWith(; bool O(IPAddress a) => _x.Contains(a.ToString()); }", mustCompile: false);

    [Theory]
    [InlineData("return ip.ToString() == \"10.0.0.1\";", "return Ip.FromIPAddress(ip) == Ip.Parse(\"10.0.0.1\");")]
    [InlineData("return ip.ToString() != \"10.0.0.1\";", "return Ip.FromIPAddress(ip) != Ip.Parse(\"10.0.0.1\");")]
    [InlineData("return !ip.ToString().Equals(\"10.0.0.1\");", "return !(Ip.FromIPAddress(ip) == Ip.Parse(\"10.0.0.1\"));")]
    [InlineData("return maybe?.ToString() == \"::1\" || ip.ToString().StartsWith(\"192.168.\");", "return (maybe is { } address && Ip.FromIPAddress(address) == Ip.Parse(\"::1\")) || CidrSet.Parse(\"192.168.0.0/16\").Contains(Ip.FromIPAddress(ip));")]
    [InlineData("return maybe?.ToString() != \"::1\" && maybe?.ToString() != \"10.0.0.1\";", "return !(maybe is { } address && Ip.FromIPAddress(address) == Ip.Parse(\"::1\")) && !(maybe is { } address2 && Ip.FromIPAddress(address2) == Ip.Parse(\"10.0.0.1\"));")]
    [InlineData("var text = ip.ToString(); if (text == \"10.0.0.1\") { return 1; } return 2;", "var text = ip.ToString(); if (Ip.TryParse(text, out var address) && address == Ip.Parse(\"10.0.0.1\")) { return 1; } return 2;")]
    [InlineData("return ctx.Request.Headers[\"X-Real-IP\"] == \"10.0.0.1\";", "return Ip.TryParse(ctx.Request.Headers[\"X-Real-IP\"], out var address) && address == Ip.Parse(\"10.0.0.1\");")]
    public async Task The_fix_compares_with_a_constant_as_an_address(string bad, string good)
        => Assert.Equal(good, await HandlingTest.FixAsync("CIP302", bad));
}
