using ClientIpAnalyzers.Analyzers.Tests.Infrastructure;
using Microsoft.CodeAnalysis;

namespace ClientIpAnalyzers.Analyzers.Tests.Reading;

public class RemoteAddressTests
{
    [Theory]
    [InlineData("return ctx.Connection.RemoteIpAddress;")]
    [InlineData("return ctx.Connection.RemoteIpAddress?.ToString();")]
    [InlineData("return ctx?.Connection?.RemoteIpAddress?.ToString() ?? \"none\";")]
    [InlineData("return ctx.Request.HttpContext.Connection.RemoteIpAddress!.ToString();")]
    [InlineData("var connection = ctx.Connection; return connection.RemoteIpAddress;")]
    [InlineData("return ctx.Connection is { RemoteIpAddress: { } address } ? address : null;")]
    [InlineData("return ctx is { Connection.RemoteIpAddress: { } address } ? address : null;")]
    [InlineData("return ctx.Connection.RemoteIpAddress is IPAddress address ? address : null;")]
    [InlineData("return ctx.Connection.RemoteIpAddress?.ToString() is string text ? text : null;")]
    [InlineData("return new { Address = ctx.Connection.RemoteIpAddress };")]
    [InlineData("return ctx.Features.Get<IHttpConnectionFeature>()?.RemoteIpAddress;")]
    [InlineData("return ctx.Features.GetRequiredFeature<IHttpConnectionFeature>().RemoteIpAddress;")]
    [InlineData("return new HttpContextAccessor().HttpContext?.Connection.RemoteIpAddress;")]
    [InlineData("HttpListenerRequest request = null!; return request.RemoteEndPoint.Address;")]
    [InlineData("Func<IPAddress?> read = () => ctx.Connection.RemoteIpAddress; return read();")]
    public async Task A_read_is_reported_through_any_receiver_and_syntax(string body)
        => Assert.Equal("CIP001", await RuleRunner.IdsInBodyAsync(body));

    [Theory]
    [InlineData("return nameof(ctx.Connection.RemoteIpAddress);")]
    [InlineData("ctx.Connection.RemoteIpAddress = IPAddress.Loopback; return null;")]
    [InlineData("return IsTrustedProxy(ctx.Connection.RemoteIpAddress);")]
    [InlineData("var peer = ctx.Connection.RemoteIpAddress; logger.LogInformation(\"{Peer}\", peer); return peer is not null && proxies.Contains(peer) ? null : peer;")]
    [InlineData("return networks.Any(network => network.Contains(ctx.Connection.RemoteIpAddress!));")]
    [InlineData("return ctx.Connection.LocalIpAddress;")]
    public async Task What_is_no_use_as_the_client_is_not_reported(string body)
        => Assert.Equal("", await RuleRunner.IdsInBodyAsync(body));

    [Theory]
    [InlineData("logger.LogInformation(\"{Peer}\", ctx.Connection.RemoteIpAddress); return null;")]
    [InlineData("var peer = ctx.Connection.RemoteIpAddress?.ToString() ?? \"-\"; logger.LogWarning($\"from {peer}\"); return null;")]
    [InlineData("Console.WriteLine(\"peer \" + ctx.Connection.RemoteIpAddress); return null;")]
    [InlineData("if (ctx.Connection.RemoteIpAddress is { } peer) { System.Diagnostics.Debug.WriteLine($\"{peer}\"); } return null;")]
    [InlineData("if (settings.TrustProxyHeaders) { return null; } return ctx.Connection.RemoteIpAddress;")]
    public async Task What_only_reaches_a_log_or_stands_behind_a_mode_flag_is_an_information(string body)
        => Assert.Equal("CIP001i", await RuleRunner.IdsInBodyAsync(body));

    [Fact]
    public async Task A_logged_value_that_also_decides_stays_a_warning()
        => Assert.Equal("CIP001", await RuleRunner.IdsInBodyAsync(
            "var peer = ctx.Connection.RemoteIpAddress?.ToString(); logger.LogInformation(\"{Peer}\", peer); return peer;"));

    [Fact]
    public async Task Generated_log_methods_and_console_error_are_logs()
        => Assert.Equal("CIP001i CIP001i CIP001i", await RuleRunner.IdsAsync("""
            public static partial class Log
            {
                [LoggerMessage(1, LogLevel.Information, "from {Peer}")]
                public static partial void From(ILogger logger, IPAddress? peer);
                public static partial void From(ILogger logger, IPAddress? peer) { }
            }

            public class User(ILogger<User> logger)
            {
                private static readonly Action<ILogger, IPAddress?, Exception?> Defined = LoggerMessage.Define<IPAddress?>(LogLevel.Information, 1, "from {Peer}");
                public void A(HttpContext c) => Log.From(logger, c.Connection.RemoteIpAddress);
                public void B(HttpContext c) => Defined(logger, c.Connection.RemoteIpAddress, null);
                public void C(HttpContext c) => Console.Error.WriteLine(c.Connection.RemoteIpAddress);
            }
            """));

    [Fact]
    public async Task In_a_library_it_is_an_information()
        => Assert.Equal("CIP001i", await RuleRunner.IdsAsync(
            RuleRunner.InBody("return ctx.Connection.RemoteIpAddress;"), OutputKind.DynamicallyLinkedLibrary));

    [Fact]
    public async Task Two_reads_on_one_line_are_two_reports()
        => Assert.Equal("CIP001 CIP001", await RuleRunner.IdsInBodyAsync(
            "return ctx.Connection.RemoteIpAddress != null ? ctx.Connection.RemoteIpAddress.ToString() : null;"));

    [Fact]
    public async Task Types_that_only_look_alike_stay_silent()
        => Assert.Equal("", await RuleRunner.IdsAsync("""
            public class ConnectionInfo { public IPAddress? RemoteIpAddress { get; set; } }
            public class Fake { public ConnectionInfo Connection { get; } = new(); }
            public class User { public IPAddress? Get(Fake ctx) => ctx.Connection.RemoteIpAddress; }
            """));

    [Fact]
    public async Task A_type_that_declares_a_policy_is_left_alone()
        => Assert.Equal("", await RuleRunner.IdsAsync("""
            [ClientIpAnalyzers.ClientIpSource("X-Forwarded-For")]
            public class Policy { public IPAddress? Get(HttpContext ctx) => ctx.Connection.RemoteIpAddress; }
            public class Resolver : ClientIpAnalyzers.IClientIpResolver
            {
                public ClientIpAnalyzers.ClientIp Resolve(HttpContext ctx) { _ = ctx.Request.Headers["X-Forwarded-For"].ToString(); return default; }
            }
            """));

    [Fact]
    public async Task Test_projects_are_left_alone()
    {
        var xunit = TestReferences.Compile("xunit.core", "public class Fact { }", TestReferences.Net);
        Assert.Empty(await RuleRunner.RunAsync(
            RuleRunner.InBody("return ctx.Connection.RemoteIpAddress;") + " class Uses { Fact? f; }",
            references: [.. TestReferences.WebAndRuntime, xunit]));
    }

    [Fact]
    public async Task Generated_code_is_reported_only_where_it_stands_for_a_line_somebody_wrote()
    {
        const string Generated = "// <auto-generated/>\n#nullable enable\npublic class Page { public object? Get(HttpContext Context) {\n{0}\nreturn Context.Connection.RemoteIpAddress; } }";
        Assert.Empty(await RuleRunner.RunAsync(Generated.Replace("{0}", "", StringComparison.Ordinal), path: "Page.g.cs"));
        var mapped = Assert.Single(await RuleRunner.RunAsync(
            Generated.Replace("{0}", "#line 7 \"Index.cshtml\"", StringComparison.Ordinal), path: "Index_cshtml.g.cs"));
        Assert.Equal("Index.cshtml", mapped.Location.GetMappedLineSpan().Path);
        Assert.Equal(6, mapped.Location.GetMappedLineSpan().StartLinePosition.Line);
    }

    [Fact]
    public async Task Without_ASP_NET_Core_nothing_happens()
        => Assert.Empty(await RuleRunner.RunAsync(
            "public class A { public object? RemoteIpAddress; public object? Get() => RemoteIpAddress; }",
            references: TestReferences.Net, mustCompile: false));
}
