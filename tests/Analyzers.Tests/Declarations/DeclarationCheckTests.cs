using System.Collections.Immutable;
using ClientIpAnalyzers.Declarations;

namespace ClientIpAnalyzers.Analyzers.Tests.Declarations;

/// <summary>What can be emitted; what is reported, and where, the tests of the rules say.</summary>
public sealed class DeclarationCheckTests
{
    private static readonly HopDeclaration Alb = new("alb", Texts("10.20.0.0/24"), Shared: false, AttributeIndex: 1);
    private static readonly SourceDeclaration ForwardedFor = new(
        "X-Forwarded-For", Texts("alb"), default, null, false, HeaderKind.Auto, null, null, null, 0, AttributeIndex: 0);

    [Fact]
    public void A_sound_policy_can_be_emitted() => Assert.True(IsEmittable(ForwardedFor, Alb));

    [Fact]
    public void A_policy_that_trusts_everybody_has_a_meaning_and_is_left_to_start_up_to_refuse()
        => Assert.True(IsEmittable(ForwardedFor, Alb with { Ranges = Texts("0.0.0.0/0") }));

    [Fact]
    public void Whatever_has_no_definite_meaning_cannot_be_emitted()
    {
        Assert.False(IsEmittable(ForwardedFor));
        Assert.False(IsEmittable(ForwardedFor with { IsComplete = false }, Alb));
        Assert.False(IsEmittable(ForwardedFor, Alb with { IsComplete = false }));
        Assert.False(IsEmittable(ForwardedFor with { Header = "a b" }, Alb));
        Assert.False(IsEmittable(ForwardedFor with { Via = Texts("alb", "waf") }, Alb));
        Assert.False(IsEmittable(ForwardedFor with { Trust = Texts("10.0.0.0/8") }, Alb));
        Assert.False(IsEmittable(ForwardedFor with { Kind = (HeaderKind)7 }, Alb));
        Assert.False(IsEmittable(ForwardedFor with { ProofHeader = "A" }, Alb));
        Assert.False(IsEmittable(ForwardedFor with { ProofHeader = "A", ProofSecret = "secret" }, Alb));
        Assert.False(IsEmittable(ForwardedFor with { Via = default, TrustAnyPeer = true, HopCount = 0 }));
        Assert.False(IsEmittable(ForwardedFor, Alb with { Ranges = Texts("nowhere") }));
        Assert.False(IsEmittable(ForwardedFor, Alb with { Ranges = Texts("file:absent.txt") }));
        Assert.False(IsEmittable(ForwardedFor, Alb with { Ranges = default }));
        Assert.False(IsEmittable(ForwardedFor, Alb, Alb with { AttributeIndex = 2 }));
        Assert.False(DeclarationCheck.IsEmittable(Declaration([], [Alb]), _ => null));
    }

    [Fact]
    public void Range_sets_know_what_they_do_not_know()
    {
        var set = RangeSet.Of(["10.0.0.0/24,config:A", "unix", "config:a", "file:f"], path => path == "f" ? RangeFile.Parse("10.0.1.0/24") : null);
        Assert.True(set.IsReadable && set.HasUnixSocket);
        Assert.Equal(["A"], set.ConfigurationKeys);
        Assert.Equal("10.0.0.0 10.0.1.255", $"{set.Addresses.Items.Single().First} {set.Addresses.Items.Single().Last}");
        Assert.False(RangeSet.Of(["file:g"], _ => null).IsReadable);
    }

    private static bool IsEmittable(SourceDeclaration source, params HopDeclaration[] hops)
        => DeclarationCheck.IsEmittable(Declaration([source], hops), _ => null);

    private static PolicyDeclaration Declaration(SourceDeclaration[] sources, HopDeclaration[] hops)
        => new(sources.ToEquatableArray(), hops.ToEquatableArray(), new SettingsDeclaration(false, default, default, default, -1));

    private static EquatableArray<string> Texts(params string[] texts) => new(texts.ToImmutableArray());
}
