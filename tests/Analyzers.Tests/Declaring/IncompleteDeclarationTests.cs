using Microsoft.CodeAnalysis;

namespace ClientIpAnalyzers.Analyzers.Tests.Declaring;

/// <summary>While someone types, most declarations are incomplete.</summary>
public sealed class IncompleteDeclarationTests
{
    private const string Whole = """
        [assembly: ClientIpSource("X-Forwarded-For", Trust = ["10.0.0.0/8", "config:A"], HopCount = 2)]
        [ClientIpSource("Ali-Cdn-Real-Ip", Via = ["cdn+", "waf", "alb"], Kind = ClientIpHeaderKind.Single, ChainHeader = "X-Forwarded-For", ProofHeader = "X-Origin-Token", ProofSecret = "config:ClientIp:OriginSecret", Order = 1)]
        [TrustedHop("alb", TrustedRanges.AlibabaCloudLegacyAlb, "10.20.0.1/24")]
        [TrustedHop("waf", ranges: new string[] { "file:ranges/waf.txt", null }, Shared = true)]
        [ClientIpPolicy(InternalClients = ["10.0.0.0/8"], HealthProbePaths = ["/healthz"])]
        public sealed partial class ShopClientIp;
        [ClientIpAccessor<ShopClientIp>]
        partial class C(IHttpContextAccessor accessor) : ControllerBase { [ClientIpPolicy] partial class D<T> { string ClientIp; } }
        """;

    [Fact]
    public async Task No_prefix_of_a_declaration_makes_a_rule_fail()
    {
        for (var length = 0; length <= Whole.Length; length++)
        {
            await DeclaringTest.Reports(Whole[..length]);
        }
    }

    [Fact]
    public async Task No_declaration_with_a_token_missing_makes_a_rule_fail()
    {
        var tokens = Microsoft.CodeAnalysis.CSharp.SyntaxFactory.ParseTokens(Whole).ToList();
        foreach (var token in tokens)
        {
            await DeclaringTest.Reports(Whole.Remove(token.SpanStart, token.Span.Length));
        }
    }

    [Theory]
    [InlineData("[ClientIpSource( partial class P { }")]
    [InlineData("[ClientIpSource()] partial class P { }")]
    [InlineData("[ClientIpSource(] partial class P { }")]
    [InlineData("[ClientIpSource(1)] partial class P { }")]
    [InlineData("[ClientIpSource(\"X-Forwarded-For\", Via = )] partial class P { }")]
    [InlineData("[ClientIpSource(\"X-Forwarded-For\", Via = [unknown])] partial class P { }")]
    [InlineData("[ClientIpSource(\"X-Forwarded-For\", Via = \"alb\")] partial class P { }")]
    [InlineData("[ClientIpSource(\"X-Forwarded-For\", Trust = [1, 2])] partial class P { }")]
    [InlineData("[ClientIpSource(\"X-Forwarded-For\", HopCount = \"2\")] partial class P { }")]
    [InlineData("[ClientIpSource(\"X-Forwarded-For\", Trus = [\"10.0.0.0/24\"])] partial class P { }")]
    [InlineData("[ClientIpSource(\"X-Forwarded-For\", Trust = [System.Environment.NewLine])] partial class P { }")]
    public async Task Where_the_compiler_objects_already_the_rules_are_silent(string source)
        => Assert.Empty(await DeclaringTest.Reports(source));

    [Fact]
    public Task Null_where_text_belongs_is_reported()
        => DeclaringTest.Verify("""
            [ClientIpSource({|CIP501!:null|}, Trust = ["10.0.0.0/24", {|CIP502!:null|}])] partial class P { }
            """);

    [Fact]
    public Task A_hop_that_is_being_typed_does_not_make_its_uses_unknown()
        => DeclaringTest.Verify("""
            [ClientIpSource("X-Forwarded-For", Via = ["waf", "alb"])]
            [TrustedHop("alb", "10.0.0.0/24")]
            [TrustedHop(]
            partial class P { }
            """);
}
