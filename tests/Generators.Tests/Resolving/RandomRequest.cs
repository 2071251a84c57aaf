using ClientIpAnalyzers.Conformance.Vectors;
using Microsoft.AspNetCore.Http;

namespace ClientIpAnalyzers.Generators.Tests.Resolving;

/// <summary>Requests that a proxy, a misconfigured proxy and an attacker would send.</summary>
internal sealed class RandomRequest(Random random, RandomPolicy policy)
{
    private static readonly string[] s_peers =
    [
        "10.0.0.1", "10.0.1.1", "10.0.1.200", "10.0.2.1", "192.0.2.1", "192.0.2.200", "198.51.100.7", "198.51.100.8", "198.51.100.9", "100.64.0.1",
        "100.127.255.255", "2001:db8::7", "2001:db8:aaaa::1", "64:ff9b::1", "127.0.0.1", "::1", "fe80::1", "2002::1", "203.0.113.1", "203.0.113.9",
        "8.8.8.8", "200.1.1.1", "a001::1", "224.0.0.1", "169.254.1.1", "::ffff:10.0.0.1", "::ffff:192.0.2.1", "::", "0.0.0.0", "::ffff:0:0",
    ];

    private static readonly string[] s_odd =
    [
        "", " ", "\t", "unknown", "UNKNOWN", "un\u212Anown", "un\u212Bnown", "_hidden", "_", "x", "-", "\"", "\"10.0.0.1\"", "\"203.0.113.9", "203.0.113.9\"", "0.0.0.0", "::", "[::]", "[::]:1",
        "0.0.0.0:0", "256.1.1.1", "1.2.3", "1.2.3.4.5", "01.2.3.4", "0x1.2.3.4", "1.2.3.04", "1.2.3.4:", "1.2.3.4:0", "1.2.3.4:65535", "1.2.3.4:65536", "1.2.3.4:00080",
        "1.2.3.4:000080", "1.2.3.4:99999", "1.2.3.4:+1", "1.2.3.4:8 0", "1.2.3.4 :80", "1. 2.3.4", "1.2.3.4/32", "1.2.3.4%1", "[1.2.3.4]", "[1.2.3.4]:80", "fe80::1%eth0", "[fe80::1%1]:2",
        "[2001:db8::9]", "[2001:db8::9]:443", "[2001:db8::9]:", "[2001:db8::9]443", "[2001:db8::9", "2001:db8::9]", "[[2001:db8::9]]", "2001:db8::9:443",
        "1:2:3:4:5:6:7:8", "1:2:3:4:5:6:7:8:9", "1:2:3:4:5:6:7::", "::2:3:4:5:6:7:8", "1::3:4:5:6:7:8", "1:2:3:4::5:6:7:8", "1::2::3", ":::", ":", ":1", "1:", "12345::1", "g::1",
        "2001:DB8::9", "::ffff:203.0.113.9", "::FFFF:203.0.113.9", "[::ffff:203.0.113.9]:80", "::ffff:203.0.113.09", "::203.0.113.9", "0:0:0:0:0:ffff:203.0.113.9", "1:2:3:4:5:6:1.2.3.4",
        "1:2:3:4:5:6:7:1.2.3.4", "::ffff:cb00:7109", "64:ff9b::203.0.113.9", "::1.2.3.4:80", "1.2.3.4::", "::ffff:1.2.3", "\u0661.2.3.4", "１.2.3.4", "1.2.3.4\u00A0", "\u00A01.2.3.4", "\u000B1.2.3.4",
        "1.2.3.4\0", "\r1.2.3.4", "1.2.3.4\n", "\u00FF", "\u0100", "\uD800", "\uFFFF", "\u0131.2.3.4", "1;2", "for=1.2.3.4", "for=\"", "255.255.255.255", "127.0.0.1", "[::1]:80", "169.254.9.9", "fe80::9", "febf::1",
        "fec0::1", "224.1.2.3", "239.255.255.255", "240.0.0.1", "ff02::1", "[fe80::1]", "0000:0000:0000:0000:0000:ffff:255.255.255.255", "[0000:0000:0000:0000:0000:ffff:203.0.113.255]:65535",
        "[0000:0000:0000:0000:0000:ffff:203.0.113.255]:065535", "0000000000000000000000000000000000000000000000000000", "203.0.113.9:0000000000000000000000000000000000000000000",
        "_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "10.0.0.2:443", "[2001:db8:aaaa::2]:8443",
    ];

    private static readonly string[] s_parameters =
    [
        "proto=https", "by=10.0.0.9", "host=\"a,b\"", "host=\"a;b\"", "proto=\"\"", "proto=", "proto", "=x", "secret=\"q\\\"uoted\"", "x=\"\\\\\"", "x=\"\\", "x=\"\\\"", "x=\"a", "x=a\"", "x=\"a\"b", "x=\"\u00E9\"",
        "x=\u00E9", "x=\"\u0100\"", "x=\"\\\u0100\"", "x=\"\\\u00FF\"", "x=\"\u007F\"", "x=\"\t\"", "x=\"\u0001\"", "x=\"\\\u0001\"", "x= a", "x =a", " x=a", "x=a ", "x=(a)", "x=[::1]", "for=8.8.8.8", "FOR=8.8.8.8", "foR=\"\"", "for=",
        "For", "fo\\r=1", "X=a", "x=a", "x=b", "", ";", "for=unknown", "for=_x", "for=\"_x:80\"", "for=\"unknown:_p\"", "for=\"8.8.8.8:_p\"", "for=\"8.8.8.8:_\"", "for=\"8.8.8.8:_p p\"", "for=8.8.8.8:80",
        "for=\"8.8.8.8:80\"", "for=\"8.8.8.8:65536\"", "for=\"8.8.8.8:123456\"", "for=\"8.8.8.8:\"", "for=\"[2001:db8::9]:_x-y.z\"", "for=\"[2001:db8::9]\"", "for=[2001:db8::9]", "for=\"2001:db8::9\"", "for=\"\\8.8.8.8\"",
        "for=\"8\\.8.8.8\"", "for=\" 8.8.8.8\"", "for=\"8.8.8.8 \"", "for=\"[8.8.8.8]\"", "for=\"[]\"", "for=\"[\"", "for=\":80\"", "for=\"_\"", "for=\"Unknown\"", "for=UNKNOWN", "for=\"[::ffff:8.8.8.8]:_a\"", "for=0.0.0.0", "for=\"[::]\"",
        "for=\"[fe80::1%25eth0]\"", "x-1_~!#$%&'*+-.^`|=1", "x@=1",
    ];

    private static readonly string[] s_paths = ["/", "/healthz", "/HEALTHZ", "/healthz/", "/ready", "/K", "/\u212A", ""];

    private readonly string[] _headers = [.. new[] { "X-Forwarded-For", "Forwarded", "X-Real-IP", "Ali-Cdn-Real-Ip", "CloudFront-Viewer-Address", "X-Proxies" }
        .Where(header => policy.Json.Contains(header, StringComparison.OrdinalIgnoreCase))];

    public Vector Next()
    {
        var lines = new List<(string, string)>();
        if (!Chance(12))
        {
            foreach (var header in _headers)
            {
                AddHeader(lines, header);
            }

            foreach (var token in new[] { "X-Origin-Token", "X-Other-Token" })
            {
                for (var i = Chance(5) ? random.Next(3) : 1; i > 0; i--)
                {
                    lines.Add((token, Chance(6)
                        ? Pick(["", " ", "wrong", "secret-0123456789 ", "SECRET-0123456789", "lossy-0123456789\uD800", "lossy-0123456789?", "older-0123456789e\u0301", "older-0123456789Ã©", new string('s', 299)])
                        : Pick(RandomPolicy.Secrets)));
                }
            }
        }

        var peer = Chance(10) ? null : Pick(s_peers);
        return new Vector("random", policy.Json, peer is null ? null : Ip.Parse(peer), new PathString(Pick(s_paths)), lines, default);
    }

    private void AddHeader(List<(string, string)> lines, string header)
    {
        var isForwarded = header == "Forwarded";
        var isList = isForwarded || header is "X-Forwarded-For" or "X-Proxies" || Chance(4);
        for (var line = random.Next(10) switch { 0 => 0, 1 => 2, 2 => 3, _ => 1 }; line > 0; line--)
        {
            var count = !isList ? 1 : Chance(15) ? random.Next(30, 36) : random.Next(6);
            var isLongWalk = count > 20;
            var proxy = Proxy();
            var entries = Enumerable.Range(0, count).Select(_ => isForwarded ? Element(isLongWalk, proxy) : Entry(isLongWalk, proxy));
            var name = Chance(8) ? header.ToLowerInvariant() : header;
            lines.Add((name, Chance(30) ? Pick(["", " ", "\t \t", ",", ", ,", "\u00A0", "\r", "\0"]) : string.Join(Pick([",", ", ", ",\t", " , "]), entries)));
        }
    }

    private string Entry(bool isLongWalk, string proxy)
        => isLongWalk && !Chance(100) ? proxy
            : random.Next(6) switch
            {
                0 => Pick(s_odd),
                1 => Mutate(Chance(2) ? Proxy() : Pick(s_odd)),
                2 => Pick(["203.0.113.99", "198.18.0.1:4711", "2a00::1", "[2a00::1]:80", "203.0.113.9:80", "5.6.7.8"]),
                _ => Proxy(),
            };

    private string Element(bool isLongWalk, string proxy)
    {
        if (isLongWalk && !Chance(100))
        {
            return Node(proxy);
        }

        return random.Next(8) switch
        {
            0 => string.Join(";", Enumerable.Range(0, random.Next(1, 5)).Select(_ => Pick(s_parameters))),
            1 => Node(Proxy()) + ";" + Pick(s_parameters),
            2 => Pick(s_parameters) + ";" + Node(Proxy()),
            3 => Mutate(Node(Proxy()) + ";" + Pick(s_parameters)),
            4 => Node(Pick(s_odd)),
            5 when Chance(6) => ManyParameters(),
            _ => Node(Proxy()),
        };
    }

    private string ManyParameters()
    {
        var parameters = Enumerable.Range(0, Chance(8) ? random.Next(500, 1100) : random.Next(30, 35)).Select(i => "p" + i + "=1").ToList();
        parameters.Insert(random.Next(parameters.Count + 1), Node(Proxy()));
        if (Chance(2))
        {
            parameters.Insert(random.Next(parameters.Count + 1), Chance(2) ? Pick(s_parameters) : "P" + random.Next(parameters.Count) + "=\";,\"");
        }

        return string.Join(";", parameters);
    }

    private string Node(string address)
    {
        var isBare = address.Count(c => c == ':') > 1 && !address.StartsWith('[');
        var name = Pick(["for", "for", "For", "FOR"]);
        return isBare ? $"{name}=\"[{address}]\"" : Chance(3) || address.Contains(':', StringComparison.Ordinal) ? $"{name}=\"{address}\"" : $"{name}={address}";
    }

    private string Mutate(string text)
    {
        const string Noise = " \t\",;=\\[]:.%0129afF_-/@\u00E9\u0100\u212A\0\r\n\u000B\u00A0\u0661";
        for (var i = random.Next(1, 4); i > 0; i--)
        {
            var at = random.Next(text.Length + 1);
            text = random.Next(3) switch
            {
                0 => text.Insert(at, Noise[random.Next(Noise.Length)].ToString()),
                1 when at < text.Length => text.Remove(at, 1),
                2 when at < text.Length => text[..at] + Noise[random.Next(Noise.Length)] + text[(at + 1)..],
                _ => text,
            };
        }

        return text;
    }

    private string Proxy() => Pick(s_peers[..^3]);

    private string Pick(string[] texts) => texts[random.Next(texts.Length)];

    private bool Chance(int oneIn) => random.Next(oneIn) == 0;
}
