using CsCheck;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace ClientIpAnalyzers.Runtime.Tests.Policies;

/// <summary>Policies and random requests that meet them: addresses of every hop, clients, and rubbish.</summary>
internal static class Requests
{
    private const string Hops = """
        "hops": { "alb": ["100.64.0.0/10"], "waf": ["198.51.100.0/24", "2001:db8:aaaa::/48"], "cdn": ["192.0.2.0/24"] }
        """;

    /// <summary>One of each kind of source.</summary>
    public static readonly string[] Policies =
    [
        $$"""{ "sources": [{ "header": "X-Forwarded-For", "via": ["cdn+", "waf", "alb"] }], {{Hops}} }""",
        $$"""{ "sources": [{ "header": "X-Forwarded-For", "trust": ["100.64.0.0/10", "198.51.100.0/24", "192.0.2.0/24"] }] }""",
        $$"""{ "sources": [{ "header": "X-Forwarded-For", "trust": ["100.64.0.0/10", "198.51.100.0/24"], "hopCount": 2 }] }""",
        $$"""{ "sources": [{ "header": "Forwarded", "via": ["waf", "alb"] }], {{Hops}}, "allowDirect": true }""",
        $$"""{ "sources": [{ "header": "Forwarded", "trust": ["100.64.0.0/10", "198.51.100.0/24"] }] }""",
        $$"""{ "sources": [{ "header": "Ali-Cdn-Real-Ip", "via": ["cdn", "waf", "alb"] }], {{Hops}} }""",
        $$"""{ "sources": [{ "header": "Ali-Cdn-Real-Ip", "via": ["cdn", "alb"], "chainHeader": "Forwarded" }, { "header": "Forwarded", "via": ["alb"] }], {{Hops}} }""",
    ];

    public static readonly Gen<string> Address = Gen.OneOf(
        OneOf("8.8.8.8", "9.9.9.9", "2001:4860::8888", "10.1.2.3", "127.0.0.1", "0.0.0.0", "fe80::1", "192.0.2.7", "192.0.2.8"),
        OneOf("100.64.3.4", "100.64.3.5", "198.51.100.9", "2001:db8:aaaa::9", "::ffff:198.51.100.9", "192.0.2.7"));

    public static readonly Gen<string> Rubbish = OneOf(
        "", " ", "unknown", "garbage", "\"", "\\", "1.2.3", "8.8.8.8:80", "[2001:4860::8888]:443", "[::1", "_hidden", "for=", "=", ";", "\"\\\"", "\u00e9", "\uFFFF", "\0");

    public static readonly Gen<string> Entry = Gen.Frequency((6, Address), (1, Rubbish));

    /// <summary>An element whose quotes are balanced, so that a comma after it stands outside quotes.</summary>
    public static readonly Gen<string> BalancedElement = Gen.Frequency(
        (5, Address.Select(Quote)),
        (1, Address.Select(text => $"for={text}")),
        (1, Address.Select(text => $"{Quote(text)};proto=https;by=_x")),
        (1, Address.Select(text => $"ext=\"a, \\\" b\";{Quote(text)}")));

    public static readonly Gen<string> Element = Gen.Frequency((8, BalancedElement), (2, Rubbish));

    /// <summary>A peer that passes the peer test of every policy above.</summary>
    public static readonly Ip Alb = Ip.Parse("100.64.3.4");

    public static PolicyResolver Resolver(string policy) => new(ClientIpPolicy.FromJson(policy));

    public static HeaderDictionary Headers(params (string Name, string Value)[] lines)
    {
        var headers = new HeaderDictionary();
        foreach (var (name, value) in lines)
        {
            headers[name] = StringValues.Concat(headers[name], value);
        }

        return headers;
    }

    /// <summary>The headers with a list in both spellings, and a claim.</summary>
    public static HeaderDictionary Headers(IEnumerable<string> entries, IEnumerable<string> elements, string claim)
        => Headers(
            ("X-Forwarded-For", string.Join(", ", entries)),
            ("Forwarded", string.Join(",", elements)),
            ("Ali-Cdn-Real-Ip", claim));

    private static Gen<string> OneOf(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(index => texts[index]);

    private static string Quote(string address)
        => address.Contains(':', StringComparison.Ordinal) ? $"for=\"[{address}]\"" : $"for=\"{address}\"";
}
