namespace ClientIpAnalyzers.Analyzers.Tests.Infrastructure;

/// <summary>The part of the runtime library's surface that rules and fixes name.</summary>
internal static class RuntimeStandIn
{
    public const string Source = """
        #nullable enable
        using System;
        using System.Net;
        using Microsoft.AspNetCore.Http;

        namespace ClientIpAnalyzers
        {
            public readonly struct Ip { }

            public readonly struct ClientIp
            {
                public Ip? Address => null;
                public IPAddress? ToIPAddress() => null;
            }

            public sealed class CidrSet { public bool Contains(Ip address) => true; public bool ContainsPeer(Ip? peer) => true; }

            public interface IClientIpResolver { ClientIp Resolve(HttpContext context); }

            [AttributeUsage(AttributeTargets.Class | AttributeTargets.Assembly, AllowMultiple = true)]
            public sealed class ClientIpSourceAttribute : Attribute { public ClientIpSourceAttribute(string header) { } }

            [AttributeUsage(AttributeTargets.Method)]
            public sealed class TrustedProxyCheckAttribute : Attribute { }

            [AttributeUsage(AttributeTargets.Assembly)]
            public sealed class TrustedProxySetupAttribute : Attribute { }

            public sealed class ClientIpMiddlewareOptions { public bool RewriteRemoteIpAddress { get; set; } }
        }

        namespace Microsoft.AspNetCore.Http
        {
            public static class ClientIpHttpContextExtensions
            {
                public static ClientIpAnalyzers.ClientIp GetClientIp(this HttpContext context) => default;
            }
        }

        namespace Microsoft.AspNetCore.Builder
        {
            public static class ClientIpApplicationBuilderExtensions
            {
                public static IApplicationBuilder UseClientIp(this IApplicationBuilder app) => app;
                public static IApplicationBuilder UseClientIp(this IApplicationBuilder app, ClientIpAnalyzers.ClientIpMiddlewareOptions options) => app;
                public static IApplicationBuilder UseClientIp(this IApplicationBuilder app, Action<ClientIpAnalyzers.ClientIpMiddlewareOptions> configure) => app;
            }
        }
        """;
}
