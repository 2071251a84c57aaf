using CsCheck;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace ClientIpAnalyzers.Runtime.Tests.Policies;

/// <summary>What must hold for every input, by the trust model's list of properties.</summary>
public class PropertyTests
{
    public static TheoryData<string> Policies { get; } = [.. Requests.Policies];

    [Theory]
    [MemberData(nameof(Policies))]
    public void No_text_put_before_a_list_changes_an_answer_that_was_decided_before_its_left_end(string policy)
    {
        var resolver = Requests.Resolver(policy);
        var prefixes = Gen.OneOf(Requests.Entry, Requests.Element, Gen.Char[" \t\",;=\\[]:.0123456789abcdfor%\u00ff\u0100"].Array[0, 40].Select(c => new string(c)));
        Gen.Select(Requests.Entry.Array[1, 6], Requests.Element.Array[1, 6], Requests.Entry, prefixes).Sample((entries, elements, claim, prefix) =>
        {
            var headers = Requests.Headers(entries, elements, claim);
            var before = resolver.Resolve(Requests.Alb, headers, "/");
            if (before.Reason is ClientIpReason.ChainTooShort or ClientIpReason.HeaderMissing or ClientIpReason.AllTrusted)
            {
                return;
            }

            var after = resolver.Resolve(
                Requests.Alb,
                Requests.Headers(
                    ("X-Forwarded-For", prefix + "," + headers["X-Forwarded-For"]),
                    ("Forwarded", prefix + "," + headers["Forwarded"]),
                    ("Ali-Cdn-Real-Ip", claim)),
                "/");

            Assert.Equal(before.Address, after.Address);
            if (elements.All(element => element.Count(character => character == '"') % 2 == 0 && !element.Contains('\\', StringComparison.Ordinal)))
            {
                Assert.Equal(before.Reason, after.Reason);
            }
        }, iter: 20_000);
    }

    [Theory]
    [MemberData(nameof(Policies))]
    public void Splitting_a_list_into_lines_changes_nothing(string policy)
    {
        var resolver = Requests.Resolver(policy);
        var entries = Requests.Entry.Where(entry => !string.IsNullOrWhiteSpace(entry)).Array[2, 6];
        var elements = Requests.BalancedElement.Array[2, 6];
        Gen.Select(entries, elements, Requests.Entry, Gen.Int[1, 5]).Sample((xff, forwarded, claim, at) =>
        {
            var whole = Requests.Headers(xff, forwarded, claim);
            var split = new HeaderDictionary
            {
                ["X-Forwarded-For"] = Split(xff, ", ", at),
                ["Forwarded"] = Split(forwarded, ",", at),
                ["Ali-Cdn-Real-Ip"] = claim,
            };

            Assert.Equal(resolver.Resolve(Requests.Alb, whole, "/"), resolver.Resolve(Requests.Alb, split, "/"));
        });

        static StringValues Split(string[] parts, string separator, int at)
        {
            at = Math.Min(at, parts.Length - 1);
            return new StringValues([string.Join(separator, parts[..at]), string.Join(separator, parts[at..])]);
        }
    }

    [Theory]
    [MemberData(nameof(Policies))]
    public void Headers_from_a_peer_that_passes_no_peer_test_never_change_the_answer(string policy)
    {
        var resolver = Requests.Resolver(policy);
        Gen.Select(Requests.Entry.Array[0, 4], Requests.Element.Array[0, 4], Requests.Entry).Sample((entries, elements, claim) =>
        {
            var peer = Ip.Parse("9.9.9.9");
            Assert.Equal(
                resolver.Resolve(peer, new HeaderDictionary(), "/"),
                resolver.Resolve(peer, Requests.Headers(entries, elements, claim), "/"));
        });
    }

    [Theory]
    [MemberData(nameof(Policies))]
    public void IPv4_and_its_mapped_form_give_the_same_answer(string policy)
    {
        var resolver = Requests.Resolver(policy);
        Gen.Select(Requests.Address.Array[1, 5], Requests.Address).Sample((entries, claim) =>
        {
            var plain = Requests.Headers(entries, entries.Select(Element), claim);
            var mapped = Requests.Headers(entries.Select(Map), entries.Select(Map).Select(Element), Map(claim));
            Assert.Equal(
                resolver.Resolve(Requests.Alb, plain, "/"),
                resolver.Resolve(Ip.Parse("::ffff:100.64.3.4"), mapped, "/"));
        });

        static string Map(string address) => address.Contains(':', StringComparison.Ordinal) ? address : "::ffff:" + address;

        static string Element(string address)
            => address.Contains(':', StringComparison.Ordinal) ? $"for=\"[{address}]\"" : $"for={address}";
    }

    [Theory]
    [MemberData(nameof(Policies))]
    public void No_bytes_make_it_throw_allocate_or_name_a_declared_proxy(string policy)
    {
        var resolver = Requests.Resolver(policy);
        var proxies = CidrSet.Parse("100.64.0.0/10,198.51.100.0/24");
        var noise = Gen.OneOf(Gen.String[0, 200], Gen.Char[" \t\",;=\\[]:.0123456789abcdfor%\u00ff\u0100\uffff\0"].Array[0, 200].Select(c => new string(c)));
        Gen.Select(noise.Array[0, 3], noise.Array[0, 3], noise.Array[0, 2]).Sample((xff, forwarded, claim) =>
        {
            var headers = new HeaderDictionary
            {
                ["X-Forwarded-For"] = xff,
                ["Forwarded"] = forwarded,
                ["Ali-Cdn-Real-Ip"] = claim,
            };
            resolver.Resolve(Requests.Alb, headers, "/");
            var before = GC.GetAllocatedBytesForCurrentThread();
            var answer = resolver.Resolve(Requests.Alb, headers, "/");
            Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
            Assert.False(answer.Address is { } address && proxies.Contains(address));
        }, iter: 20_000);
    }

    [Fact]
    public void Trusting_one_more_range_never_moves_the_answer_to_the_right()
        => Gen.Select(Requests.Address.Array[1, 6], Requests.Address).Sample((entries, added) =>
        {
            var narrow = Requests.Resolver("""{ "sources": [{ "header": "X-Forwarded-For", "trust": ["100.64.0.0/10"] }] }""");
            var wide = Requests.Resolver($$"""{ "sources": [{ "header": "X-Forwarded-For", "trust": ["100.64.0.0/10", "{{added}}"] }] }""");
            var headers = Requests.Headers(("X-Forwarded-For", string.Join(",", entries)));
            Assert.True(wide.Resolve(Requests.Alb, headers, "/").EntriesWalked >= narrow.Resolve(Requests.Alb, headers, "/").EntriesWalked);
        });
}
