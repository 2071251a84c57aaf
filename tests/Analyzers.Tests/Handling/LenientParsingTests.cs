using ClientIpAnalyzers.Analyzers.Tests.Infrastructure;
using Microsoft.CodeAnalysis;

namespace ClientIpAnalyzers.Analyzers.Tests.Handling;

public class LenientParsingTests
{
    [Theory]
    [InlineData("return IPAddress.Parse(ctx.Request.Headers[\"X-Real-IP\"].ToString());")]
    [InlineData("return IPAddress.Parse(ctx.Request.Headers[\"X-Real-IP\"]!);")]
    [InlineData("return IPAddress.TryParse(ctx.Request.Headers[\"X-Real-IP\"], out var address) ? address : null;")]
    [InlineData("var text = ctx.Request.Headers[\"X-Forwarded-For\"].FirstOrDefault(); return IPAddress.TryParse(text?.Split(',').Last().Trim(), out var address) ? address : null;")]
    [InlineData("return ctx.Request.Headers.TryGetValue(\"X-Real-IP\", out var values) && IPAddress.TryParse(values.ToString(), out var address) ? address : null;")]
    [InlineData("foreach (var part in ctx.Request.Headers[\"X-Forwarded-For\"].ToString().Split(',')) { if (IPAddress.TryParse(part.AsSpan(), out var address)) { return address; } } return null;")]
    [InlineData("return ctx.Request.Headers[\"X-Forwarded-For\"].ToString().Split(',').Select(part => IPAddress.Parse(part)).ToList();")]
    [InlineData("return ctx.Request.Headers[\"X-Forwarded-For\"].ToString().Split(',').Select(IPAddress.Parse).ToList();")]
    [InlineData("return IPAddress.Parse(ctx.Request.Headers.First(header => header.Key == \"X-Forwarded-For\").Value.ToString());")]
    [InlineData("var headers = ctx.Request.Headers.ToList(); var text = headers.First(header => header.Key == \"X-Real-IP\").Value.ToString(); return IPAddress.TryParse(text, out var address) ? address : null;")]
    [InlineData("return Read(ctx.Request.Headers[\"X-Real-IP\"].ToString()); static IPAddress Read(string text) => IPAddress.Parse(text.Trim());")]
    [InlineData("return Own(ctx.Request.Headers[\"X-Real-IP\"].ToString()); } private static IPAddress Own(string text) { return IPAddress.Parse(text);")]
    public async Task Header_text_read_by_IPAddress_is_an_information(string body)
    {
        var found = (await RuleRunner.RunAsync(HandlingTest.In(body))).Where(HandlingTest.IsHere).ToList();
        Assert.Equal("CIP305", HandlingTest.Ids(found));
        Assert.Equal(DiagnosticSeverity.Info, found[0].Severity);
    }

    [Theory]
    [InlineData("return IPAddress.Parse(\"10.0.0.1\");")]
    [InlineData("return IPAddress.Parse(settings.AdminIp);")]
    [InlineData("return IPAddress.TryParse(ctx.Request.Query[\"ip\"], out var address) ? address : null;")]
    [InlineData("return IPAddress.TryParse(ctx.Request.Headers[\"Accept\"], out var address) ? address : null;")]
    [InlineData("return Ip.TryParse(ctx.Request.Headers[\"X-Real-IP\"], out var address) ? address : default;")]
    [InlineData("return IPAddress.Parse(ip.ToString());")]
    [InlineData("return Own(settings.AdminIp + ctx.Request.Headers[\"Accept\"]); } private static IPAddress Own(string text) { return IPAddress.Parse(text);")]
    [InlineData("return ctx.Request.Headers[\"X-Real-IP\"].ToString() + Read(settings.AdminIp); static IPAddress Read(string text) => IPAddress.Parse(text);")]
    [InlineData("return IPAddress.Parse(ctx.Request.Headers.First(header => header.Key == \"Accept\").Value.ToString());")]
    [InlineData("return System.Net.IPNetwork.Parse(settings.AdminIp);")]
    public async Task Other_text_and_other_parsers_are_not(string body)
        => Assert.Equal("", await HandlingTest.IdsAsync(body.Replace("Ip.TryParse(", "ClientIpAnalyzers.Ip.TryParse(", StringComparison.Ordinal)));

    [Fact]
    public async Task Code_that_does_not_compile_is_survived()
        => await RuleRunner.RunAsync("public class C { object M(HttpContext c) => IPAddress.Parse(c.Request.Headers[; object N() => IPAddress.TryParse(; object O() => IPAddress.TryParse(out var x); }", mustCompile: false);

    [Theory]
    [InlineData("return IPAddress.Parse(ctx.Request.Headers[\"X-Real-IP\"].ToString());", "return Ip.Parse(ctx.Request.Headers[\"X-Real-IP\"].ToString()).ToIPAddress();")]
    [InlineData("return IPAddress.TryParse(ctx.Request.Headers[\"X-Real-IP\"], out _);", "return Ip.TryParse(ctx.Request.Headers[\"X-Real-IP\"], out _);")]
    [InlineData("return IPAddress.TryParse(ctx.Request.Headers[\"X-Real-IP\"], out var address) ? address.ToString() : null;", "return Ip.TryParse(ctx.Request.Headers[\"X-Real-IP\"], out var address) ? address.ToString() : null;")]
    [InlineData("if (IPAddress.TryParse(ctx.Request.Headers[\"X-Real-IP\"], out IPAddress? address)) { return address.MapToIPv6(); } return null;", "if (Ip.TryParse(ctx.Request.Headers[\"X-Real-IP\"], out Ip address)) { return address.ToIPAddress().MapToIPv6(); } return null;")]
    public async Task The_fix_reads_with_Ip_and_keeps_the_rest(string bad, string good)
        => Assert.Equal(good, await HandlingTest.FixAsync("CIP305", bad));

    [Theory]
    [InlineData("IPAddress.TryParse(ctx.Request.Headers[\"X-Real-IP\"], out var address); return address;")]
    [InlineData("return IPAddress.TryParse(ctx.Request.Headers[\"X-Real-IP\"], out var address) || address is null;")]
    public async Task No_fix_is_offered_where_null_means_something(string body)
    {
        var solution = FixRunner.CreateSolution(FixRunner.GlobalUsings, [HandlingTest.In(body)]);
        var diagnostic = Assert.Single(await FixRunner.DiagnosticsAsync(solution.Projects.Single()), diagnostic => diagnostic.Id == "CIP305");
        Assert.Null(await FixRunner.ActionAsync(solution.GetDocument(diagnostic.Location.SourceTree!)!, diagnostic));
    }
}
