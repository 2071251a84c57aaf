using System.Reflection;
using ClientIpAnalyzers.Generators.Tests.Infrastructure;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Connections.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewComponents;
using Microsoft.AspNetCore.SignalR;

namespace ClientIpAnalyzers.Generators.Tests.Declaring;

public class AccessorTests
{
    private const string Policy = """
        [ClientIpSource("X-Forwarded-For", Trust = ["10.0.0.0/8"])]
        public sealed partial class ShopClientIp;

        """;

    private const string Own = """[ClientIpSource("X-Forwarded-For", Trust = ["10.0.0.0/8"])]""";

    [Theory]
    [InlineData("[ClientIpAccessor<ShopClientIp>]")]
    [InlineData(Own)]
    public void A_controller_gets_a_protected_member(string attribute)
    {
        var generation = Generation.Run(Policy + attribute + """

            public partial class Orders : Microsoft.AspNetCore.Mvc.ControllerBase
            {
                public string Get() => ClientIp.ToString();
            }
            """);
        var controller = (ControllerBase)Activator.CreateInstance(generation.PolicyType("Orders"))!;

        Assert.Equal("unknown", TextOf(controller));
        controller.ControllerContext.HttpContext = Context(generation);
        Assert.Equal("203.0.113.9", TextOf(controller));
        Assert.True(Member(controller).GetMethod!.IsFamily);
    }

    [Theory]
    [InlineData("[ClientIpAccessor<ShopClientIp>]")]
    [InlineData(Own)]
    public void In_a_sealed_type_the_member_is_private(string attribute)
    {
        var generation = Generation.Run(Policy + attribute + """

            public sealed partial class Orders : Microsoft.AspNetCore.Mvc.Controller
            {
                public string Get() => ClientIp.ToString();
            }
            """);
        var controller = (Controller)Activator.CreateInstance(generation.PolicyType("Orders"))!;
        controller.ControllerContext.HttpContext = Context(generation);

        Assert.Equal("203.0.113.9", TextOf(controller));
        Assert.True(Member(controller).GetMethod!.IsPrivate);
    }

    [Theory]
    [InlineData("[ClientIpAccessor<ShopClientIp>] public partial class Index")]
    [InlineData("[ClientIpAccessor<ShopClientIp>] public sealed partial class Index")]
    [InlineData(Own + " public sealed partial class Index")]
    public void On_a_page_model_the_member_is_public_so_that_the_page_can_read_it(string declaration)
    {
        var generation = Generation.Run(Policy + declaration + " : Microsoft.AspNetCore.Mvc.RazorPages.PageModel { public string Get() => ClientIp.ToString(); }");
        var page = (PageModel)Activator.CreateInstance(generation.PolicyType("Index"))!;
        page.PageContext = new PageContext { HttpContext = Context(generation) };

        Assert.Equal("203.0.113.9", TextOf(page));
        Assert.True(Member(page).GetMethod!.IsPublic);
    }

    [Theory]
    [InlineData("[ClientIpAccessor<ShopClientIp>]")]
    [InlineData(Own)]
    public void A_hub_reaches_the_request_through_its_caller(string attribute)
    {
        var generation = Generation.Run(Policy + attribute + " public partial class Chat : Microsoft.AspNetCore.SignalR.Hub { public string Get() => ClientIp.ToString(); }");
        var hub = (Hub)Activator.CreateInstance(generation.PolicyType("Chat"))!;

        Assert.Equal("unknown", TextOf(hub));
        hub.Context = new Caller(null);
        Assert.Equal("unknown", TextOf(hub));
        hub.Context = new Caller(Context(generation));
        Assert.Equal("203.0.113.9", TextOf(hub));
    }

    [Fact]
    public void A_view_component_gets_the_member()
    {
        var generation = Generation.Run(Policy + "[ClientIpAccessor<ShopClientIp>] public partial class Menu : Microsoft.AspNetCore.Mvc.ViewComponent { public string Invoke() => ClientIp.ToString(); }");
        var component = (ViewComponent)Activator.CreateInstance(generation.PolicyType("Menu"))!;
        component.ViewComponentContext = new ViewComponentContext { ViewContext = new ViewContext { HttpContext = Context(generation) } };

        Assert.Equal("203.0.113.9", TextOf(component));
    }

    [Theory]
    [InlineData("partial class S(IHttpContextAccessor accessor) { public string Get() => ClientIp.ToString(); }")]
    [InlineData("partial class S(IHttpContextAccessor @class) { public string Get() => ClientIp.ToString(); }")]
    [InlineData("partial class S(IHttpContextAccessor? current) { public string Get() => ClientIp.ToString(); }")]
    [InlineData("partial class S(IHttpContextAccessor accessor) { private readonly IHttpContextAccessor _accessor = accessor; public string Get() => ClientIp.ToString(); }")]
    [InlineData("partial class S { private readonly IHttpContextAccessor? @event; public S(IHttpContextAccessor accessor) => @event = accessor; public string Get() => ClientIp.ToString(); }")]
    [InlineData("sealed partial record S(IHttpContextAccessor Accessor) { public string Get() => ClientIp.ToString(); }")]
    [InlineData("abstract class B(IHttpContextAccessor accessor) { protected IHttpContextAccessor Accessor { get; } = accessor; } [ClientIpAccessor<ShopClientIp>] public partial class S(IHttpContextAccessor accessor) : B(accessor) { public string Get() => ClientIp.ToString(); } public partial class Last")]
    public void A_service_reaches_the_request_through_an_accessor(string declaration)
    {
        var attribute = declaration.EndsWith("Last", StringComparison.Ordinal) ? string.Empty : "[ClientIpAccessor<ShopClientIp>] ";
        var generation = Generation.Run(Policy + attribute + "public " + declaration + (attribute.Length == 0 ? ";" : string.Empty));
        var accessor = new HttpContextAccessor();
        var service = Activator.CreateInstance(generation.PolicyType("S"), accessor)!;

        Assert.Equal("unknown", TextOf(service));
        accessor.HttpContext = Context(generation);
        Assert.Equal("203.0.113.9", TextOf(service));
    }

    [Fact]
    public void A_type_with_a_context_of_its_own_and_a_policy_of_its_own_has_a_resolver_beside_it()
    {
        var generation = Generation.Run("""
            namespace Shop
            {
                public partial class Outer<T>
                {
                    [ClientIpSource("X-Forwarded-For", Trust = ["10.0.0.0/8"])]
                    internal partial class Endpoint(HttpContext context)
                    {
                        public string Get() => ClientIp.ToString();
                    }
                }

                internal class Outer_1_EndpointClientIpResolver { }
            }
            """);
        var endpoint = Activator.CreateInstance(
            generation.PolicyType("Shop.Outer`1+Endpoint").MakeGenericType(typeof(int)), Context(generation))!;

        Assert.Equal("203.0.113.9", TextOf(endpoint));
        Assert.True(generation.PolicyType("Shop.Outer_1_EndpointClientIpResolver_").IsNotPublic);
    }

    [Fact]
    public void A_derived_controller_with_another_policy_hides_the_member_of_its_base()
    {
        var generation = Generation.Run(Policy + """
            [ClientIpAccessor<ShopClientIp>]
            public abstract partial class Base<T> : Microsoft.AspNetCore.Mvc.ControllerBase;

            [ClientIpSource("X-Real-IP", Trust = ["10.0.0.0/8"])]
            public partial class Orders : Base<int> { public string Get() => ClientIp.ToString(); }

            [ClientIpAccessor<ShopClientIp>]
            public partial class More : Orders;
            """);
        var controller = (ControllerBase)Activator.CreateInstance(generation.PolicyType("Orders"))!;
        controller.ControllerContext.HttpContext = Context(generation, "X-Real-IP: 198.51.100.7");

        Assert.Equal("198.51.100.7", controller.GetType().GetMethod("Get")!.Invoke(controller, null));
    }

    [Fact]
    public void A_part_in_another_file_changes_nothing_and_a_member_of_the_users_stays()
    {
        var generation = Generation.Run(
            Policy + "[ClientIpAccessor<ShopClientIp>] public partial class Orders : Microsoft.AspNetCore.Mvc.ControllerBase;",
            "public partial class Orders { public string Get() => ClientIp.ToString(); }",
            "[ClientIpAccessor<ShopClientIp>] public partial class Taken : Microsoft.AspNetCore.Mvc.ControllerBase { public int ClientIp => 1; }");

        Assert.Single(generation.Files.Keys, name => name.Contains("Orders", StringComparison.Ordinal));
        Assert.DoesNotContain(generation.Files.Keys, name => name.Contains("Taken", StringComparison.Ordinal));
    }

    private static DefaultHttpContext Context(Generation generation, string line = "X-Forwarded-For: 203.0.113.9")
        => Requests.ContextOf(generation.AddClientIp(), "10.0.0.1", line);

    private static string TextOf(object instance) => Member(instance).GetValue(instance)!.ToString()!;

    private static PropertyInfo Member(object instance) => instance.GetType().GetProperty(
        "ClientIp", BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)!;

    private sealed class Caller(HttpContext? context) : HubCallerContext
    {
        public override string ConnectionId => "1";

        public override string? UserIdentifier => null;

        public override System.Security.Claims.ClaimsPrincipal? User => null;

        public override IDictionary<object, object?> Items { get; } = new Dictionary<object, object?>();

        public override IFeatureCollection Features { get; } = FeaturesOf(context);

        public override CancellationToken ConnectionAborted => default;

        public override void Abort()
        {
        }

        private static FeatureCollection FeaturesOf(HttpContext? context)
        {
            var features = new FeatureCollection();
            features.Set<IHttpContextFeature>(new ContextFeature { HttpContext = context });
            return features;
        }

        private sealed class ContextFeature : IHttpContextFeature
        {
            public HttpContext? HttpContext { get; set; }
        }
    }
}
