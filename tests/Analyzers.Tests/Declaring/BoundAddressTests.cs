using ClientIpAnalyzers.Analyzers.Tests.Infrastructure;

namespace ClientIpAnalyzers.Analyzers.Tests.Declaring;

public class BoundAddressTests
{
    public static TheoryData<string, string> Sources => new()
    {
        {
            "CIP515",
            """
            public class C : ControllerBase { public string? Get(IPAddress clientIp, IPAddress ip, [FromServices] IPAddress userIp) => ip.ToString(); }
            """
        },
        {
            "CIP515",
            """
            public class Login { public string? Name { get; set; } public IPAddress? RemoteIp { get; set; } public IPAddress? Gateway { get; set; } } public class C : ControllerBase { public string? Post([FromBody] Login login) => login.Name; }
            """
        },
        {
            "CIP515",
            """
            var app = WebApplication.Create(args); app.MapPost("/", (ClientIpAnalyzers.Ip clientIp) => 1); app.MapPost("/a", (ClientIpAnalyzers.ClientIp clientIp) => 1);
            """
        },
        {
            "CIP515",
            """
            public class H : Microsoft.AspNetCore.SignalR.Hub { public void Send(ClientIpAnalyzers.ClientIp who) { } }
            """
        },
    };

    [Theory]
    [MemberData(nameof(Sources))]
    public async Task An_address_that_the_client_sends_is_reported_by_its_name_and_type(string expected, string source)
        => Assert.Equal(expected, await RuleRunner.AccessIdsAsync(source));
}
