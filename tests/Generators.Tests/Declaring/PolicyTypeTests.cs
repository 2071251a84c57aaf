using ClientIpAnalyzers.Generators.Tests.Infrastructure;
using Microsoft.AspNetCore.Http;

namespace ClientIpAnalyzers.Generators.Tests.Declaring;

public class PolicyTypeTests
{
    private const string Xff = "X-Forwarded-For: 203.0.113.9, 10.1.1.1";

    [Fact]
    public void A_sealed_partial_class_becomes_a_resolver_with_a_shared_instance()
    {
        var generation = Generation.Run("""
            namespace Shop;
            [ClientIpSource("X-Forwarded-For", Trust = ["10.0.0.0/8"])]
            public sealed partial class ShopClientIp;
            """);

        var resolver = generation.Resolver("Shop.ShopClientIp");

        Assert.Equal("203.0.113.9", resolver.Answer("10.2.2.2", Xff));
        Assert.Same(resolver, generation.PolicyType("Shop.ShopClientIp").GetProperty("Shared")!.GetValue(null));
        Assert.Empty(generation.PolicyType("Shop.ShopClientIp").GetConstructors());
    }

    [Fact]
    public void A_type_can_be_used_as_its_own_resolver_in_code_beside_it()
    {
        Generation.Run("""
            namespace Shop;
            [ClientIpSource("X-Forwarded-For", Trust = ["10.0.0.0/8"])]
            public sealed partial class ShopClientIp;

            [ClientIpSource("X-Forwarded-For", Trust = ["config:Proxies"])]
            public sealed partial class OtherClientIp;

            public static class Use
            {
                public static IServiceCollection Register(IServiceCollection services) => services.AddClientIp<ShopClientIp>();

                public static IServiceCollection RegisterAll(IServiceCollection services) => services.AddClientIp();

                public static ClientIp Ask(HttpContext context) => ShopClientIp.Shared.Resolve(context);

                public static ClientIpPolicy Policy => ShopClientIp.Shared.Policy;

                public static IClientIpResolver Create(Microsoft.Extensions.Configuration.IConfiguration configuration)
                    => OtherClientIp.Create(configuration);
            }
            """);
    }

    [Fact]
    public void A_resolver_takes_peer_and_headers_from_the_request()
    {
        var resolver = Generation.Run("""
            [ClientIpSource("X-Forwarded-For", Trust = ["10.0.0.0/8"])]
            public sealed partial class ShopClientIp;
            """).Resolver("ShopClientIp");
        var context = new DefaultHttpContext();
        context.Connection.RemoteIpAddress = System.Net.IPAddress.Parse("::ffff:10.9.9.9");
        context.Request.Headers["X-Forwarded-For"] = "203.0.113.9";

        Assert.Equal("203.0.113.9", Requests.TextOf(resolver.Resolve(context)));
    }

    [Fact]
    public void Configured_ranges_make_a_policy_that_is_created_and_not_shared()
    {
        var generation = Generation.Run("""
            [ClientIpSource("X-Forwarded-For", Via = ["alb"])]
            [TrustedHop("alb", "config:ClientIp:Alb", "10.0.0.0/24")]
            public sealed partial class ShopClientIp;
            """);
        var resolver = generation.Resolver("ShopClientIp", ("ClientIp:Alb", "192.0.2.0/24, 198.51.100.0/24"));

        Assert.Null(generation.PolicyType("ShopClientIp").GetProperty("Shared"));
        Assert.Equal("203.0.113.9", resolver.Answer("192.0.2.1", "X-Forwarded-For: 203.0.113.9"));
        Assert.Equal("203.0.113.9", resolver.Answer("198.51.100.1", "X-Forwarded-For: 203.0.113.9"));
        Assert.Equal("203.0.113.9", resolver.Answer("10.0.0.7", "X-Forwarded-For: 203.0.113.9"));
        Assert.Equal("PeerNotTrusted", resolver.Answer("10.0.1.7", "X-Forwarded-For: 203.0.113.9"));
    }

    [Fact]
    public void The_bare_form_takes_its_ranges_from_configuration_and_says_so_where_they_are_missing()
    {
        var generation = Generation.Run("""
            [ClientIpSource("Ali-Cdn-Real-Ip")]
            public sealed partial class ShopClientIp;
            """);
        var resolver = generation.Resolver("ShopClientIp", ("ClientIp:TrustedProxies:0", "10.0.0.0/8"));

        Assert.Equal("203.0.113.9", resolver.Answer("10.0.0.1", "Ali-Cdn-Real-Ip: 203.0.113.9"));
        var missing = Assert.Throws<ClientIpPolicyException>(() => generation.Resolver("ShopClientIp"));
        Assert.Contains("ClientIp:TrustedProxies", missing.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Parts_in_several_files_are_one_policy_ordered_by_Order()
    {
        var generation = Generation.Run(
            """
            namespace Shop;
            [ClientIpSource("X-Second", Trust = ["10.0.0.0/8"], Order = 2)]
            [TrustedHop("alb", "192.0.2.0/24")]
            public sealed partial class ShopClientIp;
            """,
            """
            namespace Shop;
            [ClientIpSource("X-First", Via = ["alb"], Order = 1)]
            [ClientIpPolicy(AllowDirect = true)]
            partial class ShopClientIp;
            """);
        var resolver = generation.Resolver("Shop.ShopClientIp");

        Assert.Single(generation.Files, file => file.Key.Contains("ShopClientIp", StringComparison.Ordinal));
        Assert.Equal(["X-First", "X-Second"], resolver.Policy.Sources.Select(source => source.Header));
        Assert.Equal("1.1.1.1", resolver.Answer("192.0.2.1", "X-First: 1.1.1.1", "X-Second: 2.2.2.2"));
        Assert.Equal("2.2.2.2", resolver.Answer("10.0.0.1", "X-First: 1.1.1.1", "X-Second: 2.2.2.2"));
        Assert.Equal("8.8.8.8", resolver.Answer("8.8.8.8", "X-First: 1.1.1.1"));
    }

    [Fact]
    public void Nested_policies_stand_in_all_their_containing_types()
    {
        var generation = Generation.Run("""
            namespace Shop
            {
                public partial struct Outer
                {
                    public partial interface IMiddle
                    {
                        partial record Inner
                        {
                            [ClientIpSource("X-Forwarded-For", Trust = ["10.0.0.0/8"])]
                            internal sealed partial class Policy1;
                        }
                    }

                    public static partial class Static
                    {
                        [ClientIpSource("X-Forwarded-For", Trust = ["10.0.0.0/8"])]
                        private sealed partial class Hidden;
                    }
                }
            }
            """);

        Assert.Equal("203.0.113.9", generation.Resolver("Shop.Outer+IMiddle+Inner+Policy1").Answer("10.2.2.2", Xff));
        Assert.Equal("203.0.113.9", generation.Resolver("Shop.Outer+Static+Hidden").Answer("10.2.2.2", Xff));
    }

    [Fact]
    public void Names_may_be_keywords_unicode_or_differ_in_case_only()
    {
        var generation = Generation.Run("""
            namespace @namespace.@record
            {
                [ClientIpSource("X-Forwarded-For", Trust = ["10.0.0.0/8"])]
                public sealed partial class @class;

                [ClientIpSource("X-Forwarded-For", Trust = ["10.0.0.0/8"])]
                public sealed partial class @required;
            }

            namespace Каталог
            {
                [ClientIpSource("X-Forwarded-For", Trust = ["10.0.0.0/8"])]
                public sealed partial class Ёлка;

                [ClientIpSource("X-Forwarded-For", Trust = ["10.0.0.0/8"])]
                public sealed partial class Ёлкб;
            }

            [ClientIpSource("X-Forwarded-For", Trust = ["10.0.0.0/8"])]
            public sealed partial class Same;

            [ClientIpSource("X-Forwarded-For", Trust = ["10.0.0.0/8"])]
            public sealed partial class SAME;

            [ClientIpSource("X-Forwarded-For", Trust = ["10.0.0.0/8"])]
            public sealed partial record @Record;
            """);

        string[] types = ["namespace.record.class", "namespace.record.required", "Каталог.Ёлка", "Каталог.Ёлкб", "Same", "SAME", "Record"];
        Assert.All(types, type => Assert.Equal("203.0.113.9", generation.Resolver(type).Answer("10.2.2.2", Xff)));
        Assert.Equal(generation.Files.Count, generation.Files.Keys.Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.All(generation.Files.Keys, name => Assert.DoesNotContain(name, c => c > 127));
    }

    [Fact]
    public void Members_of_the_users_part_and_hop_names_of_any_kind_do_not_collide()
    {
        var generation = Generation.Run("""
            [ClientIpSource("X-Forwarded-For", Via = ["a-b", "aB", "IsProxy", "类 1"])]
            [TrustedHop("a-b", "192.0.2.1", "config:A")]
            [TrustedHop("aB", "192.0.2.2", "config:B")]
            [TrustedHop("IsProxy", "192.0.2.3")]
            [TrustedHop("类 1", "192.0.2.4")]
            [TrustedHop("configuration", "config:C")]
            [TrustedHop("<&>*/", "192.0.2.5")]
            [ClientIpPolicy(AllowDirect = true)]
            public sealed partial class Odd
            {
                private static readonly int _aB = 1;
                internal static int IsInAB => _aB;
                internal static int IsProxy() => 2;
                internal static int Resolve(int a, int b) => a + b;
                public class IsPeerIn类1 { }
            }
            """);
        var resolver = generation.Resolver("Odd", ("A", "192.0.2.101"), ("B", "192.0.2.102"), ("C", "192.0.2.103"));

        Assert.Equal("203.0.113.9", resolver.Answer("192.0.2.4", "X-Forwarded-For: 203.0.113.9, 192.0.2.101, 192.0.2.2, 192.0.2.3"));
        Assert.Equal("8.8.8.8", resolver.Answer("8.8.8.8"));
        Assert.Equal("PeerNotTrusted", resolver.Answer("192.0.2.5"));
    }

    [Fact]
    public void The_policy_is_there_as_data_with_every_setting()
    {
        var policy = Generation.Run("""
            [ClientIpSource("Ali-Cdn-Real-Ip", Via = ["cdn+", "alb"], ChainHeader = "Forwarded", ProofHeader = "X-Token", ProofSecret = "config:Secret")]
            [ClientIpSource("X-Forwarded-For", Trust = ["10.0.0.0/8"], HopCount = 2)]
            [ClientIpSource("CloudFront-Viewer-Address", TrustAnyPeer = true, Kind = ClientIpHeaderKind.SingleWithPort)]
            [TrustedHop("cdn", "192.0.2.0/24", Shared = true)]
            [TrustedHop("alb", "unix", "config:Alb")]
            [ClientIpPolicy(AllowDirect = true, InternalClients = ["192.0.2.7"], HealthProbePaths = ["/healthz"], ProbeRanges = ["10.3.0.0/16"])]
            public sealed partial class Full;
            """).Resolver("Full", ("Secret", "0123456789abcdef"), ("Alb", "198.51.100.0/24")).Policy;

        Assert.Equal(["cdn+", "alb"], policy.Sources[0].Via);
        Assert.Equal("Forwarded", policy.Sources[0].ChainHeader);
        Assert.Equal("X-Token", policy.Sources[0].ProofHeader);
        Assert.Equal(1, policy.Sources[0].ProofSecrets!.Count);
        Assert.Equal(2, policy.Sources[1].HopCount);
        Assert.Equal("10.0.0.0/8", policy.Sources[1].Trust!.ToString());
        Assert.True(policy.Sources[2].TrustAnyPeer);
        Assert.Equal(ClientIpHeaderKind.SingleWithPort, policy.Sources[2].Kind);
        Assert.Equal(["192.0.2.0/24 True", "198.51.100.0/24,unix False"], policy.Hops.Select(hop => $"{hop.Ranges} {hop.Shared}"));
        Assert.True(policy.AllowDirect);
        Assert.Equal(Cidr.Parse("192.0.2.7/32"), policy.InternalClients.Single());
        Assert.Equal(["/healthz"], policy.HealthProbePaths);
        Assert.Equal("10.3.0.0/16", policy.ProbeRanges.ToString());
    }
}
