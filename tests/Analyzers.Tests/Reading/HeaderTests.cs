using ClientIpAnalyzers.Analyzers.Tests.Infrastructure;

namespace ClientIpAnalyzers.Analyzers.Tests.Reading;

public class HeaderTests
{
    [Theory]
    [InlineData("return ctx.Request.Headers[\"X-Forwarded-For\"].ToString();")]
    [InlineData("return ctx.Request.Headers[\"x-real-ip\"].FirstOrDefault();")]
    [InlineData("string? ip = ctx.Request.Headers[\"CF-Connecting-IP\"]; return ip;")]
    [InlineData("return ctx?.Request?.Headers?[\"X-Forwarded-For\"];")]
    [InlineData("return ctx.Request.Headers.TryGetValue(\"X-Forwarded-For\", out var values) ? values.ToString() : null;")]
    [InlineData("if (ctx.Request.Headers.ContainsKey(\"X-Real-IP\")) { return ctx.Request.Headers[\"X-Real-IP\"][0]; } return null;")]
    [InlineData("return ctx.Request.Headers.GetCommaSeparatedValues(\"X-Forwarded-For\").Last();")]
    [InlineData("return ctx.Request.Headers.GetCommaSeparatedValues(\"X-Forwarded-For\")[^1];")]
    [InlineData("return ctx.Request.Headers[\"X-Forwarded-For\"].ToString().Split(',').Last();")]
    [InlineData("return ctx.Request.Headers[\"X-Forwarded-For\"].ToString().Split(',').Reverse().First();")]
    [InlineData("return ctx.Request.Headers[\"X-Real-IP\"].ToString().Split(':')[0];")]
    [InlineData("const string Name = \"X-Forwarded-For\"; return ctx.Request.Headers[Name].ToString();")]
    [InlineData("return ctx.Request.Headers[settings.RealIpHeader].ToString();")]
    [InlineData("string? configured = null; return ctx.Request.Headers[configured ?? \"X-Forwarded-For\"].ToString();")]
    [InlineData("return ctx.Request.Headers[ForwardedHeadersDefaults.XForwardedForHeaderName].ToString();")]
    [InlineData("var headers = ctx.Request.Headers; return headers[\"X-Forwarded-For\"].ToString();")]
    [InlineData("foreach (var name in new[] { \"A\", \"X-Real-IP\" }) { var value = ctx.Request.Headers[name].ToString(); if (value != \"\") { return value; } } return null;")]
    [InlineData("string[] names = [\"A\", \"X-Real-IP\"]; return names.Select(name => ctx.Request.Headers[name].ToString()).ToList();")]
    [InlineData("HttpListenerRequest request = null!; return request.Headers[\"X-Forwarded-For\"];")]
    [InlineData("HttpListenerRequest request = null!; var headers = request.Headers; return headers[\"X-Forwarded-For\"];")]
    [InlineData("return ctx.Request.Headers[settings.Verbose ? \"X-Real-IP\" : \"Accept\"].ToString();")]
    [InlineData("return new { Ip = ctx.Request.Headers[\"X-Real-IP\"] };")]
    [InlineData("return ctx.Request.Headers[\"X-Real-IP\"] is [var only] ? only : null;")]
    [InlineData("return ctx.Request.Headers is { } headers && headers.TryGetValue(\"X-Real-IP\", out var v) ? v[0] : null;")]
    [InlineData("return ctx.Features.Get<IHttpRequestFeature>()?.Headers[\"X-Real-IP\"].ToString();")]
    [InlineData("HttpListenerRequest request = null!; return request.Headers.Get(\"X-Forwarded-For\");")]
    [InlineData("string? Read(string name) => ctx.Request.Headers[name]; return Read(\"X-Forwarded-For\");")]
    [InlineData("Func<string, string?> read = name => ctx.Request.Headers[name]; return read(\"X-Forwarded-For\");")]
    [InlineData("return ctx.Request.Headers.FirstOrDefault(pair => pair.Key == \"X-Real-IP\").Value.ToString();")]
    [InlineData("var headers = ctx.Request.Headers.ToList(); return headers.First(pair => pair.Key.Equals(\"X-Real-IP\", StringComparison.OrdinalIgnoreCase)).Value.ToString();")]
    [InlineData("return ctx.Request.Headers.Where(pair => pair.Key.ToLower() == \"x-forwarded-for\").Select(pair => pair.Value.ToString()).ToList();")]
    public async Task A_header_read_by_a_client_address_name_is_reported(string body)
        => Assert.Equal("CIP002", await RuleRunner.IdsInBodyAsync(body));

    [Theory]
    [InlineData("return ctx.Request.Headers[\"X-Forwarded-For\"].ToString().Split(',')[0];")]
    [InlineData("return ctx.Request.Headers[\"X-Forwarded-For\"].ToString().Split(',')[0].Trim();")]
    [InlineData("return ctx.Request.Headers[\"X-Forwarded-For\"].FirstOrDefault()?.Split(',').FirstOrDefault()?.Trim();")]
    [InlineData("return ctx.Request.Headers[\"X-Forwarded-For\"].ToString().Split(new[] { ',' }).First();")]
    [InlineData("return ctx.Request.Headers[\"X-Forwarded-For\"].ToString().Split(',', StringSplitOptions.TrimEntries).Select(part => part.Trim()).First();")]
    [InlineData("return ctx.Request.Headers.GetCommaSeparatedValues(\"X-Forwarded-For\")[0];")]
    [InlineData("return ctx.Request.Headers.GetCommaSeparatedValues(\"X-Forwarded-For\").FirstOrDefault();")]
    [InlineData("var text = ctx.Request.Headers[\"X-Forwarded-For\"].ToString(); return text.Substring(0, text.IndexOf(','));")]
    [InlineData("var text = ctx.Request.Headers[\"X-Forwarded-For\"].ToString(); var comma = text.IndexOf(','); return text[..comma];")]
    [InlineData("var text = ctx.Request.Headers[\"X-Forwarded-For\"].ToString().AsSpan(); var comma = text.IndexOf(','); return text.Slice(0, comma).ToString();")]
    [InlineData("ctx.Request.Headers.TryGetValue(\"X-Forwarded-For\", out var v); var parts = v.ToString().Split(','); return parts[0];")]
    [InlineData("var xff = ctx.Request.Headers[\"X-Forwarded-For\"].FirstOrDefault(); if (!string.IsNullOrEmpty(xff)) { return xff.Split(',')[0]; } return null;")]
    [InlineData("if (ctx.Request.Headers.TryGetValue(\"X-Forwarded-For\", out var v)) { var first = v.FirstOrDefault(); if (first is not null) { return first.Split(',', 2).ElementAt(0); } } return null;")]
    [InlineData("return ctx.Request.Headers[\"X-Forwarded-For\"].ToString().Split(',') is [var first, ..] ? first : null;")]
    [InlineData("var parts = ctx.Request.Headers[\"X-Forwarded-For\"].SelectMany(line => line!.Split(',')).ToArray(); return parts.Length > 0 ? parts[0] : null;")]
    [InlineData("return ctx.Request.Headers[\"X-Forwarded-For\"].Select(line => line!.Split(',')[0]).ToList();")]
    [InlineData("foreach (var part in ctx.Request.Headers[\"X-Forwarded-For\"].ToString().Split(',')) { if (IPAddress.TryParse(part, out var ip)) { return ip; } } return null;")]
    [InlineData("if (proxies.Contains(ctx.Connection.RemoteIpAddress!)) { return ctx.Request.Headers[\"X-Forwarded-For\"].ToString().Split(',')[0]; } return null;")]
    public async Task The_leftmost_entry_is_reported_once_and_nothing_beside_it(string body)
        => Assert.Equal("CIP003", await RuleRunner.IdsInBodyAsync(body));

    [Theory]
    [InlineData("ctx.Response.Headers[\"X-Forwarded-For\"] = \"1\"; return ctx.Response.Headers[\"X-Forwarded-For\"].ToString();")]
    [InlineData("ctx.Request.Headers[\"X-Forwarded-For\"] = \"1\"; ctx.Request.Headers.Remove(\"X-Real-IP\"); return null;")]
    [InlineData("return ctx.Request.Headers.ContainsKey(\"X-Forwarded-For\");")]
    [InlineData("return ctx.Request.Headers.TryGetValue(\"X-Forwarded-For\", out _);")]
    [InlineData("return ctx.Request.Headers[\"User-Agent\"].ToString();")]
    [InlineData("const string Name = \"X-Forwarded-For\"; return Name;")]
    [InlineData("var outbound = new System.Net.Http.HttpRequestMessage(); outbound.Headers.TryGetValues(\"X-Forwarded-For\", out var v); return v;")]
    [InlineData("var other = new Dictionary<string, string>(); return other[\"X-Forwarded-For\"];")]
    public async Task Other_headers_writes_and_outbound_requests_are_not(string body)
        => Assert.Equal("", await RuleRunner.IdsInBodyAsync(body));

    [Fact]
    public async Task A_header_that_only_reaches_a_log_is_an_information()
        => Assert.Equal("CIP002i", await RuleRunner.IdsInBodyAsync(
            "logger.LogInformation(\"{Xff}\", ctx.Request.Headers[\"X-Forwarded-For\"].ToString()); return null;"));

    [Fact]
    public async Task A_helper_is_reported_where_the_caller_names_the_header()
    {
        var found = await RuleRunner.RunAsync(
            """
            public static class Names { public const string Xff = "X-Forwarded-For"; public static readonly string Real = "X-Real-IP"; }
            public class User
            {
                public string? A(HttpContext ctx) => Helper.Read(ctx, Names.Xff);
                public string? B(HttpContext ctx) => Helper.First(ctx, "X-Forwarded-For");
                public string? C(HttpContext ctx) => Helper.Read(ctx, "Accept");
                public string? D(HttpContext ctx) => ctx.Request.Headers[Names.Real];
                public string? E(HttpContext ctx) => Helper.Read(ctx, Names.Xff)?.Split(',')[0];
            }
            """,
            more:
            """
            public static class Helper
            {
                public static string? Read(HttpContext ctx, string name) => Inner(ctx, name);
                public static string? First(HttpContext ctx, string name) => ctx.Request.Headers[name].ToString().Split(',')[0];
                private static string? Inner(HttpContext ctx, string name) => ctx.Request.Headers.TryGetValue(name, out var v) ? (string?)v : null;
            }
            """);
        Assert.Equal(["CIP002", "CIP003", "CIP002", "CIP003"], found.Select(diagnostic => diagnostic.Id));
        Assert.All(found, diagnostic => Assert.Equal("Test.cs", diagnostic.Location.SourceTree!.FilePath));
    }

    [Fact]
    public async Task More_names_come_from_the_options()
        => Assert.Equal("CIP002", await RuleRunner.IdsInBodyAsync(
            "return ctx.Request.Headers[\"X-Our-Client\"].ToString();",
            new Dictionary<string, string> { ["clientip_headers"] = "X-Other, X-Our-Client" }));

    [Fact]
    public async Task Behind_a_firewall_only_the_leftmost_entry_is_wrong()
    {
        var options = new Dictionary<string, string> { ["clientip_assume_firewalled_origin"] = "true" };
        Assert.Equal("", await RuleRunner.IdsInBodyAsync("return ctx.Request.Headers[\"X-Real-IP\"].ToString();", options));
        Assert.Equal("CIP003", await RuleRunner.IdsInBodyAsync("return ctx.Request.Headers[\"X-Forwarded-For\"].ToString().Split(',')[0];", options));
    }

    [Fact]
    public async Task Every_header_of_a_cascade_is_a_report()
        => Assert.Equal("CIP002 CIP002 CIP001", await RuleRunner.IdsInBodyAsync(
            "return ctx.Request.Headers[\"CF-Connecting-IP\"].FirstOrDefault() ?? ctx.Request.Headers[\"X-Forwarded-For\"].FirstOrDefault() ?? ctx.Connection.RemoteIpAddress?.ToString();"));

    [Theory]
    [InlineData("public class A { object? G(HttpContext ctx) => ctx.Request.Headers[\"X-Forwarded-For\"].Split(',')[")]
    [InlineData("public class A { object? G(HttpContext ctx) { if (IsT(ctx.Connection.RemoteIpAddress) return ctx.Request.Headers[; } }")]
    [InlineData("public class A { object? G(HttpContext ctx) { foreach (var x in ctx.Request.Headers[\"X-Real-IP\"]) { var y = ctx?.Connection is { RemoteIpAddress: } ; x = x + y; x(); } } }")]
    [InlineData("public class A { string X = X; string N => N; object? G(HttpContext ctx) { var a = b; var b = a; return ctx.Request.Headers[N] + ctx.Request.Headers[X] + ctx.Request.Headers[a]; } }")]
    [InlineData("public class A { void G(HttpContext ctx) { void L() { L(); _ = ctx.Request.Headers[\"X-Real-IP\"]; } Action f = () => L(); L(; } }")]
    [InlineData("app.UseForwardedHeaders(; builder.Services.Configure<ForwardedHeadersOptions>(o => o.; _ = ctx.Connection.RemoteIpAddress;")]
    public async Task Incomplete_code_never_makes_a_rule_fail(string source)
        => await RuleRunner.RunAsync(source, mustCompile: false);

    [Theory]
    [InlineData("private readonly string _name; public HeaderReader(string name) { _name = name; }")]
    [InlineData("private readonly string _name; public HeaderReader(string name) { _name = name ?? throw new ArgumentNullException(nameof(name)); }")]
    public async Task A_name_that_comes_through_a_constructor_is_followed_to_those_who_give_it(string constructor)
        => Assert.Equal("CIP002", await RuleRunner.IdsAsync($$"""
            public class HeaderReader
            {
                {{constructor}}
                public string? Read(HttpContext context) => context.Request.Headers[_name].ToString();
            }

            public class Limits { public string RealIpHeader { get; set; } = "X-Real-IP"; }

            public static class Readers
            {
                public static HeaderReader Create(Limits limits) => new HeaderReader(limits.RealIpHeader);
            }
            """));

    [Fact]
    public async Task A_constructor_that_is_given_other_names_reads_other_headers()
        => Assert.Equal("", await RuleRunner.IdsAsync("""
            public class HeaderReader
            {
                private readonly string _name;
                public HeaderReader(string name) { _name = name; }
                public string? Read(HttpContext context) => context.Request.Headers[_name].ToString();
                public static HeaderReader Create() => new HeaderReader("X-Request-Id");
            }
            """));
}
