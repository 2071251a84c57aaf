namespace ClientIpAnalyzers.Analyzers.Tests.Declaring;

public sealed class CarrierAnalyzerTests
{
    private const string Source = """[ClientIpSource("X-Forwarded-For", Trust = ["10.0.0.0/24"])] """;

    [Theory]
    [InlineData("sealed partial class P;")]
    [InlineData("sealed partial record P;")]
    [InlineData("partial class P : ControllerBase { }")]
    [InlineData("abstract partial class P : ControllerBase { }")]
    [InlineData("partial class P<T>(IHttpContextAccessor accessor) { }")]
    [InlineData("partial class P { void Resolve() { } static P() { } }")]
    public Task These_carry_a_policy(string type) => DeclaringTest.Verify(Source + type);

    [Theory]
    [InlineData("class {|CIP503!:P|} { }")]
    [InlineData("static partial class {|CIP503!:P|} { }")]
    [InlineData("abstract partial class {|CIP503!:P|} { }")]
    [InlineData("partial class {|CIP503!:P|}<T> { }")]
    [InlineData("file partial class {|CIP503!:P|} { }")]
    [InlineData("partial class {|CIP503!:P|}(int count) { int Count => count; }")]
    [InlineData("partial record {|CIP503!:P|}(int Count);")]
    [InlineData("partial class {|CIP503!:P|} { P(string name) { } }")]
    [InlineData("partial class {|CIP503!:P|} { public static int Shared => 1; }")]
    [InlineData("partial class {|CIP503!:P|} { void Resolve(string name) { } }")]
    [InlineData("class {|CIP503!:P|} : ControllerBase { }")]
    public Task These_do_not(string type) => DeclaringTest.Verify(Source + type);

    [Fact]
    public Task Every_type_around_it_must_be_partial_and_not_generic()
        => DeclaringTest.Verify($$"""
            partial class A { {{Source}} partial class P; }
            class B { {{Source}} partial class {|CIP503!:P|}; }
            partial class C<T> { {{Source}} partial class {|CIP503!:P|}; }
            partial struct D { {{Source}} partial class P; }
            """);

    [Theory]
    [InlineData("partial class C : ControllerBase { }")]
    [InlineData("partial class C : Controller { }")]
    [InlineData("partial class C : Microsoft.AspNetCore.Mvc.RazorPages.PageModel { }")]
    [InlineData("partial class C : ViewComponent { }")]
    [InlineData("partial class C : Microsoft.AspNetCore.SignalR.Hub { }")]
    [InlineData("partial class C { HttpContext Current { get; } }")]
    [InlineData("partial class C { static HttpContext Current { get; } }")]
    [InlineData("partial class C { readonly IHttpContextAccessor _accessor; }")]
    [InlineData("partial class C(IHttpContextAccessor accessor) { }")]
    [InlineData("partial class C<T>(HttpContext context) { }")]
    [InlineData("class Base { protected HttpContext Current; } partial class Other : Base { }")]
    public Task These_carry_an_accessor(string type) => DeclaringTest.Verify($$"""
        {{Source}} partial class P;
        {{type.Replace("partial", "[ClientIpAccessor<P>] partial", StringComparison.Ordinal)}}
        """);

    [Theory]
    [InlineData("class {|CIP503!:C|} : ControllerBase { }")]
    [InlineData("partial class {|CIP503!:C|} { }")]
    [InlineData("partial class {|CIP503!:C|} { C(IHttpContextAccessor accessor) { } }")]
    [InlineData("partial class {|CIP503!:C|} : B { } class B { private HttpContext Current; }")]
    [InlineData("static partial class {|CIP503!:C|} { }")]
    public Task These_cannot(string type) => DeclaringTest.Verify($$"""
        {{Source}} partial class P;
        [ClientIpAccessor<P>] {{type}}
        """);

    [Theory]
    [InlineData("string ClientIp;")]
    [InlineData("string ClientIp { get; }")]
    [InlineData("string ClientIp() => null;")]
    [InlineData("class ClientIp { }")]
    public Task A_member_of_that_name_collides_with_the_accessor(string member) => DeclaringTest.Verify($$"""
        {{Source}} partial class P;
        [{|CIP512!:ClientIpAccessor<P>|}] partial class C : ControllerBase { {{member}} }
        """);

    [Fact]
    public Task An_inherited_member_is_hidden_only_by_its_like() => DeclaringTest.Verify($$"""
        {{Source}} partial class P;
        class A : ControllerBase { protected string ClientIp => ""; }
        [{|CIP512!:ClientIpAccessor<P>|}] partial class B : A { }
        class C : ControllerBase { protected ClientIp ClientIp => default; }
        [ClientIpAccessor<P>] partial class D : C { }
        class E : ControllerBase { private string ClientIp => ""; }
        [ClientIpAccessor<P>] partial class F : E { }
        """);

    [Fact]
    public Task A_policy_on_a_controller_brings_an_accessor_as_well() => DeclaringTest.Verify("""
        [{|CIP512!:ClientIpSource("X-Forwarded-For", Trust = ["10.0.0.0/24"])|}] partial class C : ControllerBase { string ClientIp; }
        """);

    [Fact]
    public async Task What_the_generator_adds_is_in_nobodys_way()
        => Assert.Empty(await DeclaringTest.ReportsWithGenerator($$"""
            {{Source}} public sealed partial class P;
            {{Source}} public partial class Q : ControllerBase { }
            {{Source}} public partial class R<T> : ControllerBase { }
            [ClientIpAccessor<P>] public partial class C : ControllerBase { }
            [ClientIpAccessor<P>] public partial class D : C { }
            """));
}
