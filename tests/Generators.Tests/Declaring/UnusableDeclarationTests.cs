using ClientIpAnalyzers.Generators.Tests.Infrastructure;

namespace ClientIpAnalyzers.Generators.Tests.Declaring;

public class UnusableDeclarationTests
{
    [Theory]
    [InlineData("[ClientIpSource(\"X-Forwarded-For\", Via = [\"nobody\"])]", "nobody")]
    [InlineData("[ClientIpSource(\"X-Forwarded-For\", Trust = [\"10.0.0.0/33\"])]", "10.0.0.0/33")]
    [InlineData("[ClientIpSource(\"no token\", Trust = [\"10.0.0.0/8\"])]", "no token")]
    [InlineData("[ClientIpSource(\"X-Forwarded-For\", Trust = [\"file:ranges/missing.txt\"])]", "missing.txt")]
    [InlineData("[ClientIpSource(\"X-A\", Trust = [\"10.0.0.0/8\"], ProofHeader = \"X-Token\", ProofSecret = \"literal\")]", "ProofSecret")]
    [InlineData("[ClientIpSource(\"X-A\", Trust = [\"10.0.0.0/8\"], ProofHeader = \"X-Token\")]", "X-Token")]
    [InlineData("[ClientIpSource(\"X-Forwarded-For\", Trust = [\"10.0.0.0/8\"], HopCount = 33)]", "33")]
    [InlineData("[TrustedHop(\"alb\", \"10.0.0.0/8\")]", "ClientIpSource")]
    [InlineData("[ClientIpPolicy(AllowDirect = true)]", "ClientIpSource")]
    public void A_policy_without_a_definite_meaning_compiles_and_names_the_problem_when_it_is_created(string attribute, string named)
    {
        var generation = Generation.Run(attribute + """
             public sealed partial class Broken;

            public static class Use
            {
                public static IServiceCollection Add(IServiceCollection services) => services.AddClientIp<Broken>();

                public static ClientIp Ask(Broken resolver, HttpContext context) => resolver.Resolve(context);
            }
            """);

        var problem = Assert.Throws<ClientIpPolicyException>(() => generation.Resolver("Broken"));
        Assert.Contains(named, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_resolver_of_such_a_policy_never_answers_with_an_address()
    {
        var generation = Generation.Run("""[ClientIpSource("X-Forwarded-For", Via = ["nobody"])] public sealed partial class Broken;""");
        var resolver = (IClientIpResolver)Activator.CreateInstance(generation.PolicyType("Broken"))!;

        Assert.Equal("PeerNotTrusted", resolver.Answer("10.0.0.1", "X-Forwarded-For: 203.0.113.9"));
        Assert.Throws<ClientIpPolicyException>(() => resolver.Policy);
    }

    [Fact]
    public void A_controller_with_such_a_policy_still_compiles()
        => Generation.Run("""
            [ClientIpSource("X-Forwarded-For", Via = ["nobody"])]
            public partial class Orders : Microsoft.AspNetCore.Mvc.ControllerBase { public string Get() => ClientIp.ToString(); }
            """);

    [Theory]
    [InlineData("[ClientIpSource(\"X-Forwarded-For\", Trust = [\"10.0.0.0/8\"])] public abstract partial class Odd;", "sealed")]
    [InlineData("[ClientIpSource(\"X-Forwarded-For\", Trust = [\"10.0.0.0/8\"])] public sealed partial class Odd(int number) { public int N => number; }", "constructor")]
    [InlineData("[ClientIpSource(\"X-Forwarded-For\", Trust = [\"10.0.0.0/8\"])] public sealed partial class Odd { public Odd() { } }", "constructor")]
    public void A_type_that_cannot_be_a_resolver_says_so_when_it_is_created(string source, string named)
        => Assert.Contains(
            named,
            Assert.Throws<ClientIpPolicyException>(() => Generation.Run(source).Resolver("Odd")).Message,
            StringComparison.Ordinal);

    [Theory]
    [InlineData("[ClientIpSource(\"X-A\", Trust = [\"10.0.0.0/8\"])] public sealed class NotPartial;")]
    [InlineData("[ClientIpSource(\"X-A\", Trust = [\"10.0.0.0/8\"])] public static partial class Static;")]
    [InlineData("[ClientIpSource(\"X-A\", Trust = [\"10.0.0.0/8\"])] public sealed partial class Generic<T>;")]
    [InlineData("[ClientIpSource(\"X-A\", Trust = [\"10.0.0.0/8\"])] file sealed partial class Local;")]
    [InlineData("public class Outer { [ClientIpSource(\"X-A\", Trust = [\"10.0.0.0/8\"])] public sealed partial class InNotPartial; }")]
    [InlineData("[ClientIpSource(\"X-A\", Trust = [\"10.0.0.0/8\"])] public sealed partial class ByHand { public object? Policy => null; }")]
    [InlineData("[ClientIpSource(\"X-A\", Trust = [\"10.0.0.0/8\"])] public partial class C { public int Shared; }")]
    public void Where_the_language_allows_no_further_part_nothing_is_emitted(string source)
        => Assert.Empty(Generation.Run(source).Files);

    [Theory]
    [InlineData("[ClientIpSource(")]
    [InlineData("[ClientIpSource()] public sealed partial class P;")]
    [InlineData("[ClientIpSource(null!)] public sealed partial class P;")]
    [InlineData("[ClientIpSource(\"X-A\", Trust = [Missing.Constant])] public sealed partial class P;")]
    [InlineData("[ClientIpSource(\"X-A\", Trust = [null!])] public sealed partial class P;")]
    [InlineData("[ClientIpSource(\"X-A\", Via = null!, Trust = null!)] public sealed partial class P;")]
    [InlineData("[ClientIpSource(\"X-A\", HopCount = \"text\")] public sealed partial class P;")]
    [InlineData("[ClientIpSource(\"X-A\", Kind = (ClientIpHeaderKind)99)] public sealed partial class P;")]
    [InlineData("[ClientIpSource(\"X-A\", Via = [\"+\", \"\", \"a++\"])] [TrustedHop(null!, null!)] [TrustedHop(\"\")] public sealed partial class P;")]
    [InlineData("[ClientIpSource(\"X-A\", Via = [\"a\"])] [TrustedHop(\"a\", \"1.1.1.1\")] [TrustedHop(\"a\", \"1.1.1.2\")] public sealed partial class P;")]
    [InlineData("[ClientIpAccessor<Missing>] public partial class P : Microsoft.AspNetCore.Mvc.ControllerBase { ClientIp Get() => ClientIp; }")]
    [InlineData("[ClientIpAccessor<string>] public partial class P : Microsoft.AspNetCore.Mvc.ControllerBase { ClientIp Get() => ClientIp; }")]
    [InlineData("[ClientIpAccessor<>] public partial class P;")]
    [InlineData("[assembly: ClientIpSource(\"\")]")]
    [InlineData("[ClientIpSource(\"X-A\")] public struct S;")]
    public void Half_typed_code_never_stops_the_generator(string source)
        => Generation.Run([source], [], expectErrors: true);

    [Theory]
    [InlineData("Missing", "CS0246")]
    [InlineData("string", "CS0311")]
    public void An_accessor_of_no_policy_leaves_the_error_about_the_attribute_alone(string policy, string expected)
    {
        var generation = Generation.Run(
            [$"[ClientIpAccessor<{policy}>] public partial class P : Microsoft.AspNetCore.Mvc.ControllerBase {{ public string Get() => ClientIp.ToString(); }}"],
            [],
            expectErrors: true);

        Assert.Equal([expected], generation.Diagnostics.Where(id => id != "CS1591").Distinct());
    }

    [Fact]
    public void An_accessor_where_no_request_can_be_reached_answers_unknown()
    {
        var generation = Generation.Run("""
            [ClientIpSource("X-A", Trust = ["10.0.0.0/8"])] public sealed partial class Policy1;
            [ClientIpAccessor<Policy1>] public partial class Lonely { public string Get() => ClientIp.ToString(); }
            """);
        var lonely = Activator.CreateInstance(generation.PolicyType("Lonely"))!;

        Assert.Equal("unknown", lonely.GetType().GetMethod("Get")!.Invoke(lonely, null));
    }
}
