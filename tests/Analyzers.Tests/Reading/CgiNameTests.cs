using ClientIpAnalyzers.Analyzers.Tests.Infrastructure;

namespace ClientIpAnalyzers.Analyzers.Tests.Reading;

public class CgiNameTests
{
    [Theory]
    [InlineData("return ctx.Request.Headers[\"REMOTE_ADDR\"].FirstOrDefault();", "CIP006")]
    [InlineData("return ctx.Request.Headers.TryGetValue(\"HTTP_X_FORWARDED_FOR\", out var v) ? v.ToString() : null;", "CIP006")]
    [InlineData("return ctx.GetServerVariable(\"REMOTE_ADDR\");", "")]
    public async Task A_CGI_name_is_no_header(string body, string expected)
        => Assert.Equal(expected, await RuleRunner.AccessIdsAsync(RuleRunner.InBody(body)));

    public static TheoryData<string, string> Helpers => new()
    {
        {
            "CIP006",
            """
            public class S(IHttpContextAccessor a)
            {
                string? Get() => GetHeaderValueAs<string>("REMOTE_ADDR");
                public T? GetHeaderValueAs<T>(string headerName)
                {
                    if (a.HttpContext?.Request?.Headers?.TryGetValue(headerName, out var values) ?? false) { return (T)Convert.ChangeType(values.ToString(), typeof(T)); }
                    return default;
                }
            }
            """
        },
    };

    [Theory]
    [MemberData(nameof(Helpers))]
    public async Task A_helper_is_reported_where_it_is_given_the_name(string expected, string source)
        => Assert.Equal(expected, await RuleRunner.AccessIdsAsync(source));
}
