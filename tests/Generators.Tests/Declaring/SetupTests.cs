using ClientIpAnalyzers.Generators.Emit;
using ClientIpAnalyzers.Generators.Tests.Infrastructure;

namespace ClientIpAnalyzers.Generators.Tests.Declaring;

public class SetupTests
{
    private const string HintName = SetupEmitter.HintName + ".g.cs";

    private const string Usings = "using Microsoft.AspNetCore.Builder; using Microsoft.AspNetCore.HttpOverrides; using System.Net; ";

    [Theory]
    [InlineData("app.UseForwardedHeaders(new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor });")]
    [InlineData("var o = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor }; o.KnownProxies.Clear(); o.KnownProxies.Add(IPAddress.Parse(\"192.0.2.1\")); app.UseForwardedHeaders(o);")]
    public void A_setup_is_stated_to_those_who_reference_the_assembly(string statements)
        => Assert.Contains("[assembly: global::ClientIpAnalyzers.TrustedProxySetup]", Run(statements).Files[HintName], StringComparison.Ordinal);

    [Theory]
    [InlineData("_ = app;")]
    [InlineData("app.UseForwardedHeaders(new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedProto });")]
    [InlineData("var o = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor }; o.KnownProxies.Clear(); o.KnownNetworks.Clear(); app.UseForwardedHeaders(o);")]
    public void What_makes_nobody_known_is_not_stated(string statements)
        => Assert.DoesNotContain(HintName, Run("#pragma warning disable ASPDEPR005\n" + statements).Files.Keys);

    [Fact]
    public void A_setup_that_says_so_by_itself_is_not_stated_twice()
        => Assert.DoesNotContain(HintName, Generation.Run(
            "[assembly: TrustedProxySetup]",
            Code("app.UseForwardedHeaders(new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor });")).Files.Keys);

    private static Generation Run(string statements) => Generation.Run(Code(statements));

    private static string Code(string statements)
        => Usings + "public static class Defaults { public static void Apply(IApplicationBuilder app) {\n" + statements + "\n} }";
}
