using ClientIpAnalyzers.Analyzers.Tests.Infrastructure;

namespace ClientIpAnalyzers.Analyzers.Tests.Reading;

public class BoundHeaderTests
{
    public static TheoryData<string, string> Sources => new()
    {
        {
            "CIP005 CIP005",
            """
            public class C : ControllerBase { public string? Get([FromHeader(Name = "X-Forwarded-For")] string? ip, [FromHeader(Name = "X-Request-Id")] string? id) => ip; const string N = "X-Real-IP"; string? Post([FromHeader(Name = N)] string? a) => a; }
            """
        },
        {
            "CIP005",
            """
            var app = WebApplication.Create(args); app.MapGet("/", ([FromHeader(Name = "CF-Connecting-IP")] string ip) => ip);
            """
        },
        {
            "CIP005",
            """
            public record Dto([property: FromHeader(Name = "X-Real-IP")] string? Ip); public class C : ControllerBase { public string? Get(Dto d) => d.Ip; }
            """
        },
        {
            "",
            """
            public class Outgoing { [FromHeader(Name = "X-Real-IP")] public string? Ip { get; set; } } public class Client { public object Make() => new Outgoing { Ip = "1" }; }
            """
        },
        {
            "",
            """
            public class FromHeaderAttribute : Attribute { public string? Name { get; set; } } public class C { public string? Get([FromHeader(Name = "X-Forwarded-For")] string? ip) => ip; }
            """
        },
        {
            "CIP005",
            """
            public class C : ControllerBase { public string? Get([FromHeader(Name = "X-Real-IP")] IPAddress clientIp) => null; }
            """
        },
        {
            "CIP005 CIP005",
            """
            public class C : ControllerBase { public string? Get([FromHeader(Name = "X-Real-IP")] string a, [FromHeader(Name = "X-Real-IP")] string b) => a + b; }
            """
        },
    };

    [Theory]
    [MemberData(nameof(Sources))]
    public async Task A_header_is_reported_where_it_is_bound(string expected, string source)
        => Assert.Equal(expected, await RuleRunner.AccessIdsAsync(source));
}
