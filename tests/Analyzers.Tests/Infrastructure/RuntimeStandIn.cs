using System.Text.RegularExpressions;

namespace ClientIpAnalyzers.Analyzers.Tests.Infrastructure;

/// <summary>The part of the runtime library's surface that rules and fixes name; the attributes are the real ones.</summary>
internal static class RuntimeStandIn
{
    public static IEnumerable<string> Sources
        => Directory.GetFiles(Path.Combine(TestReferences.RepositoryRoot, "src", "Runtime", "Declarations"), "*.cs")
            .Select(file => ImplicitUsings + WithoutConstraints(File.ReadAllText(file)))
            .Prepend(Source);

    private const string ImplicitUsings = "using System; using System.Collections.Generic;\n#nullable enable\n";

    /// <summary>What the generator would add to a policy type is not there to meet them.</summary>
    private static string WithoutConstraints(string source)
        => Regex.Replace(source, @"\s+where TPolicy : [^;]*", "");

    private const string Source = """
        #nullable enable
        using System;
        using System.Net;
        using Microsoft.AspNetCore.Http;

        namespace ClientIpAnalyzers
        {
            public readonly struct Ip
            {
                public static Ip FromIPAddress(IPAddress address) => default;
                public static Ip Parse(string s) => default;
                public static Ip Parse(ReadOnlySpan<char> s) => default;
                public static bool TryParse(string? s, out Ip result) { result = default; return true; }
                public static bool TryParse(ReadOnlySpan<char> s, out Ip result) { result = default; return true; }
                public IPAddress ToIPAddress() => IPAddress.None;
                public static bool operator ==(Ip left, Ip right) => true;
                public static bool operator !=(Ip left, Ip right) => false;
                public override bool Equals(object? other) => true;
                public override int GetHashCode() => 0;
            }

            public readonly struct Cidr { }

            public readonly struct ClientIp
            {
                public Ip? Address => null;
                public Cidr? RateLimitKey => null;
                public IPAddress? ToIPAddress() => null;
            }

            public sealed class CidrSet
            {
                public static CidrSet Parse(string text) => new();
                public bool Contains(Ip address) => true;
                public bool ContainsPeer(Ip? peer) => true;
            }

            public interface IClientIpResolver { ClientIp Resolve(HttpContext context); }
        }

        namespace ClientIpAnalyzers.CompilerServices { }

        namespace Microsoft.AspNetCore.Http
        {
            public static class ClientIpHttpContextExtensions
            {
                public static ClientIpAnalyzers.ClientIp GetClientIp(this HttpContext context) => default;
                public static bool IsLocalRequest(this HttpContext context) => false;
            }
        }

        namespace Microsoft.AspNetCore.Builder
        {
            public sealed class ClientIpMiddlewareOptions { public bool RewriteRemoteIpAddress { get; set; } }

            public static class ClientIpApplicationBuilderExtensions
            {
                public static IApplicationBuilder UseClientIp(this IApplicationBuilder app) => app;
                public static IApplicationBuilder UseClientIp(this IApplicationBuilder app, ClientIpMiddlewareOptions options) => app;
                public static IApplicationBuilder UseClientIp(this IApplicationBuilder app, Action<ClientIpMiddlewareOptions> configure) => app;
            }
        }
        """;
}
