using ClientIpAnalyzers.Analyzers.Tests.Infrastructure;
using Microsoft.CodeAnalysis;

namespace ClientIpAnalyzers.Analyzers.Tests.Reading;

/// <summary>Hosts beside ASP.NET Core's own types, told apart by stand-ins of their packages.</summary>
public class HostTests
{
    private static readonly MetadataReference Packages = TestReferences.Compile(
        "Packages",
        """
        #nullable enable
        namespace Grpc.Core
        {
            public class Metadata : System.Collections.Generic.List<Metadata.Entry> { public string? GetValue(string key) => null; public class Entry { public string Key => ""; public string Value => ""; } }
            public abstract class ServerCallContext { public string Peer => ""; public Metadata RequestHeaders => new(); public Metadata ResponseTrailers => new(); }
        }

        namespace Microsoft.Azure.Functions.Worker.Http
        {
            public sealed class HttpHeadersCollection : System.Net.Http.Headers.HttpHeaders { }
            public abstract class HttpRequestData { public abstract HttpHeadersCollection Headers { get; } }
        }

        namespace Yarp.ReverseProxy.Transforms
        {
            public class RequestTransformContext { public Microsoft.AspNetCore.Http.HttpContext HttpContext => null!; }
            public abstract class RequestTransform { public abstract void Apply(RequestTransformContext context); }
        }

        namespace Serilog { public interface ILogger { void Information(string template, object? value); } }
        """,
        TestReferences.Web);

    [Theory]
    [InlineData("object? G(Grpc.Core.ServerCallContext c) => c.Peer;", "CIP001")]
    [InlineData("object? G(Grpc.Core.ServerCallContext c) => c.RequestHeaders.GetValue(\"x-forwarded-for\");", "CIP002")]
    [InlineData("object? G(Grpc.Core.ServerCallContext c) => c.RequestHeaders.FirstOrDefault(h => h.Key == \"x-real-ip\")?.Value;", "CIP002")]
    [InlineData("object? G(Grpc.Core.ServerCallContext c) => c.RequestHeaders.FirstOrDefault(h => h.Key == \"x-trace-id\")?.Value;", "")]
    [InlineData("object? G(Grpc.Core.ServerCallContext c) => c.ResponseTrailers.GetValue(\"x-forwarded-for\");", "")]
    [InlineData("object? G(Microsoft.Azure.Functions.Worker.Http.HttpRequestData r) => r.Headers.TryGetValues(\"X-Forwarded-For\", out var v) ? v.Last() : null;", "CIP002")]
    [InlineData("object? G(Microsoft.Azure.Functions.Worker.Http.HttpRequestData r) => r.Headers.GetValues(\"X-Forwarded-For\").First().Split(',')[0];", "CIP003")]
    [InlineData("void G(Yarp.ReverseProxy.Transforms.RequestTransformContext c) => Use(c.HttpContext.Connection.RemoteIpAddress); void Use(object? o) { }", "")]
    [InlineData("Action<Yarp.ReverseProxy.Transforms.RequestTransformContext> F => c => Use(c.HttpContext.Request.Headers[\"X-Real-IP\"]); void Use(object? o) { }", "")]
    [InlineData("void G(HttpContext c, Serilog.ILogger log) => log.Information(\"{Peer}\", c.Connection.RemoteIpAddress);", "CIP001i")]
    public async Task Other_hosts_are_known_by_their_types(string members, string expected)
        => Assert.Equal(expected, string.Join(" ", (await RuleRunner.RunAsync(
            "public class A { " + members + " }", references: [.. TestReferences.WebAndRuntime, Packages]))
            .Select(diagnostic => diagnostic.Id + (diagnostic.Severity == DiagnosticSeverity.Info ? "i" : ""))));

    [Fact]
    public async Task The_much_copied_snippet_is_caught_as_a_whole()
        => Assert.Equal("CIP003 CIP001 CIP001", await RuleRunner.IdsAsync("""
            public class Snippet(IHttpContextAccessor accessor)
            {
                public string? GetRequestIP(bool tryUseXForwardHeader = true)
                {
                    string? ip = null;
                    if (tryUseXForwardHeader)
                    {
                        ip = SplitCsv(GetHeaderValueAs<string>("X-Forwarded-For")).FirstOrDefault();
                    }

                    if (string.IsNullOrWhiteSpace(ip) && accessor.HttpContext?.Connection?.RemoteIpAddress != null)
                    {
                        ip = accessor.HttpContext.Connection.RemoteIpAddress.ToString();
                    }

                    return ip;
                }

                public T? GetHeaderValueAs<T>(string headerName)
                {
                    StringValues values = default;
                    if (accessor.HttpContext?.Request?.Headers?.TryGetValue(headerName, out values) ?? false)
                    {
                        string rawValues = values.ToString();
                        if (!string.IsNullOrEmpty(rawValues))
                        {
                            return (T)Convert.ChangeType(rawValues, typeof(T));
                        }
                    }

                    return default;
                }

                private static List<string> SplitCsv(string? csvList) => string.IsNullOrWhiteSpace(csvList) ? new List<string>() : csvList.TrimEnd(',').Split(',').Select(s => s.Trim()).ToList();
            }
            """));

    [Fact]
    public async Task A_resolver_that_checks_the_peer_and_walks_from_the_right_is_silent()
        => Assert.Equal("", await RuleRunner.IdsAsync("""
            public class Resolver(List<System.Net.IPNetwork> proxies)
            {
                public IPAddress? Resolve(HttpContext context)
                {
                    var peer = context.Connection.RemoteIpAddress;
                    if (peer is null || !proxies.Any(network => network.Contains(peer)))
                    {
                        return peer;
                    }

                    var entries = context.Request.Headers["X-Forwarded-For"].ToString().Split(',');
                    for (var i = entries.Length - 1; i >= 0; i--)
                    {
                        if (!IPAddress.TryParse(entries[i], out var entry))
                        {
                            return null;
                        }

                        if (!proxies.Any(network => network.Contains(entry)))
                        {
                            return entry;
                        }
                    }

                    return null;
                }
            }
            """));

    [Fact]
    public async Task Middleware_that_passes_the_request_on_is_looked_into()
        => Assert.Equal("CIP002 CIP001", await RuleRunner.IdsAsync("""
            var app = WebApplication.Create(args);
            app.Use(async (context, next) =>
            {
                context.Items["client"] = context.Request.Headers["X-Real-IP"].FirstOrDefault() ?? context.Connection.RemoteIpAddress?.ToString();
                await next();
            });
            app.Run();
            """));
}
