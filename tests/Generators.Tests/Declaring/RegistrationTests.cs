using System.Reflection;
using ClientIpAnalyzers.Generators.Tests.Infrastructure;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace ClientIpAnalyzers.Generators.Tests.Declaring;

public class RegistrationTests
{
    private const string First = """[ClientIpSource("X-First", Trust = ["10.0.0.0/8"])] public sealed partial class First;""";
    private const string Second = """[ClientIpSource("X-Second", Trust = ["10.0.0.0/8"])] public sealed partial class Second;""";
    private const string OnAssembly = """[assembly: ClientIpSource("X-Assembly", Trust = ["10.0.0.0/8"])]""";

    private const string Controller = """
        [ClientIpSource("X-Controller", Trust = ["10.0.0.0/8"])]
        public partial class Orders : Microsoft.AspNetCore.Mvc.ControllerBase;
        """;

    [Fact]
    public void The_policy_on_the_assembly_is_the_default_beside_any_others()
    {
        var generation = Generation.Run(
            OnAssembly, """[assembly: TrustedHop("alb", "192.0.2.0/24"), ClientIpPolicy(AllowDirect = true)]""", First, Second, Controller);
        var services = generation.AddClientIp();

        Assert.Equal("X-Assembly", DefaultOf(services));
        Assert.NotNull(services.GetService(generation.PolicyType("First")));
        Assert.NotNull(services.GetService(generation.PolicyType("OrdersClientIpResolver")));
        Assert.Equal(
            "8.8.8.8",
            ((IClientIpResolver)services.GetRequiredService(generation.PolicyType("ClientIpAnalyzers.Generated.AssemblyClientIp"))).Answer("8.8.8.8"));
    }

    [Fact]
    public void The_only_policy_type_is_the_default()
    {
        var generation = Generation.Run(First, Controller);
        var services = generation.AddClientIp();

        Assert.Equal("X-First", DefaultOf(services));
        Assert.NotNull(services.GetService(generation.PolicyType("OrdersClientIpResolver")));
    }

    [Fact]
    public void Between_two_policy_types_none_is_the_default()
    {
        var generation = Generation.Run(First, Second);
        var services = generation.AddClientIp();

        Assert.Null(DefaultOf(services));
        Assert.NotNull(services.GetService(generation.PolicyType("First")));
        Assert.NotNull(services.GetService(generation.PolicyType("Second")));
    }

    [Fact]
    public void A_controllers_own_policy_is_registered_and_never_the_default()
    {
        var generation = Generation.Run(Controller);
        var services = generation.AddClientIp();

        Assert.Null(DefaultOf(services));
        Assert.NotNull(services.GetService(generation.PolicyType("OrdersClientIpResolver")));
    }

    [Fact]
    public void Choosing_one_policy_registers_the_others_too()
    {
        var generation = Generation.Run(
            First,
            Second,
            Controller,
            "public static class Setup { public static void Add(IServiceCollection services) => services.AddClientIp<Second>(); }");
        var collection = new ServiceCollection().AddSingleton(Generation.Configuration());
        generation.PolicyType("Setup").GetMethod("Add")!.Invoke(null, [collection]);
        var services = collection.BuildServiceProvider();

        Assert.Equal("X-Second", DefaultOf(services));
        Assert.NotNull(services.GetService(generation.PolicyType("First")));
        Assert.NotNull(services.GetService(generation.PolicyType("OrdersClientIpResolver")));
    }

    [Fact]
    public void What_is_done_with_the_client_can_be_changed_in_the_same_call()
    {
        var generation = Generation.Run(
            First,
            """
            public static class Setup
            {
                public static void Add(IServiceCollection services) => services.AddClientIp(options => options.RejectUnknown = true);
            }
            """);
        var collection = new ServiceCollection().AddSingleton(Generation.Configuration());
        generation.PolicyType("Setup").GetMethod("Add")!.Invoke(null, [collection]);
        using var services = collection.BuildServiceProvider();

        Assert.Equal("X-First", DefaultOf(services));
        Assert.True(services.GetRequiredService<IOptions<ClientIpMiddlewareOptions>>().Value.RejectUnknown);
    }

    [Fact]
    public void A_configured_policy_follows_its_configuration_and_an_instance_never_changes()
    {
        var generation = Generation.Run("""
            [ClientIpSource("X-A", Trust = ["192.0.2.0/24", "config:Proxies"], ProofHeader = "X-Token", ProofSecret = "config:Secret")]
            public sealed partial class P;
            """);
        var configuration = Generation.Configuration(("Proxies", "10.0.0.0/8"), ("Secret", "0123456789abcdef"));
        var collection = new ServiceCollection().AddSingleton(configuration);
        generation.Assembly.GetType("Microsoft.Extensions.DependencyInjection.ClientIpAssemblyServiceCollectionExtensions", throwOnError: true)!
            .GetMethod("AddClientIp", BindingFlags.Static | BindingFlags.NonPublic, [typeof(IServiceCollection)])!
            .Invoke(null, [collection]);
        using var services = collection.BuildServiceProvider();
        using var scope = services.CreateScope();
        var application = services.GetRequiredService<IClientIpResolver>();
        var instance = (IClientIpResolver)scope.ServiceProvider.GetRequiredService(generation.PolicyType("P"));
        string[] first = ["X-A: 8.8.8.8", "X-Token: 0123456789abcdef"];
        string[] second = ["X-A: 8.8.8.8", "X-Token: fedcba9876543210"];
        Assert.Equal("8.8.8.8", application.Answer("10.1.1.1", first));

        Change(("Proxies", "172.20.0.0/16"), ("Secret", "fedcba9876543210"));

        Assert.Equal("PeerNotTrusted", application.Answer("10.1.1.1", second));
        Assert.Equal("ProofMismatch", application.Answer("172.20.1.1", first));
        Assert.Equal("8.8.8.8", application.Answer("172.20.1.1", second));
        Assert.Equal("8.8.8.8", instance.Answer("10.1.1.1", first));

        Change(("Proxies", "10.0.0.0/8"), ("Secret", "short"));

        Assert.Equal("8.8.8.8", application.Answer("172.20.1.1", second));

        void Change(params (string Key, string Value)[] settings)
        {
            foreach (var (key, value) in settings)
            {
                configuration[key] = value;
            }

            ((IConfigurationRoot)configuration).Reload();
        }
    }

    [Fact]
    public void An_assembly_without_a_policy_gets_nothing()
        => Assert.Empty(Generation.Run("public class Nothing;").Files);

    private static string? DefaultOf(ServiceProvider services)
        => services.GetService<IClientIpResolver>()?.Policy.Sources[0].Header;
}
