using Microsoft.CodeAnalysis;

namespace ClientIpAnalyzers.OldestHost.Tests;

public class GeneratorTests
{
    private const string Application = """
        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddClientIp<ShopClientIp>();
        var app = builder.Build();
        app.UseClientIp();
        app.MapGet("/", (HttpContext context) => $"Hello, {context.GetClientIp()}");
        app.Run();

        [ClientIpSource("X-Forwarded-For", Via = ["alb"])]
        [TrustedHop("alb", "10.20.0.0/24")]
        public sealed partial class ShopClientIp;

        [ClientIpAccessor<ShopClientIp>]
        public partial class OrdersController : Microsoft.AspNetCore.Mvc.ControllerBase
        {
            public Microsoft.AspNetCore.Mvc.IActionResult Get() => Ok(ClientIp.ToString());
        }
        """;

    [Fact]
    public void A_policy_gets_its_resolver_and_a_controller_its_accessor()
    {
        var result = Host.Generate(Host.Compile(Application), out var output, out var diagnostics);

        Assert.Null(Assert.Single(result.Results).Exception);
        Assert.Empty(diagnostics);
        Assert.Empty(output.GetDiagnostics(TestContext.Current.CancellationToken)
            .Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning));
        Assert.NotNull(output.GetTypeByMetadataName("ShopClientIp")!.GetMembers("Resolve").FirstOrDefault());
        Assert.NotNull(output.GetTypeByMetadataName("OrdersController")!.GetMembers("ClientIp").FirstOrDefault());
    }

    [Fact]
    public async Task Nothing_is_reported_on_an_application_that_has_it_right()
        => Assert.Empty(await Host.Analyze(Application));
}
