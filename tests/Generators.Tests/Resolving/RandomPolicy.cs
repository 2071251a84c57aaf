using System.Text.Json;
using System.Text.Json.Nodes;

namespace ClientIpAnalyzers.Generators.Tests.Resolving;

/// <summary>A random policy in JSON: every mode and setting, sensible or not, that both engines accept.</summary>
internal sealed class RandomPolicy
{
    private static readonly string[] s_hops = ["cdn", "waf", "alb", "ingress"];

    private static readonly string[] s_headers =
        ["X-Forwarded-For", "Forwarded", "X-Real-IP", "Ali-Cdn-Real-Ip", "CloudFront-Viewer-Address", "X-Proxies", "x-forwarded-for"];

    private static readonly string[] s_ranges =
    [
        "10.0.0.0/24", "10.0.1.0/25", "::ffff:10.0.2.0/120", "192.0.2.0/24", "192.0.2.128/25", "198.51.100.7", "198.51.100.8/31", "::ffff:198.51.100.9",
        "100.64.0.0/10", "2001:db8::/32", "2001:db8:aaaa::/48", "2001:db8::7/128", "64:ff9b::/96", "unix", "127.0.0.0/8", "::1", "fe80::/10", "2002::/16",
        "203.0.113.0/28", "203.0.113.9", "0.0.0.0/1", "8000::/1", "224.0.0.0/4", "169.254.0.0/16",
    ];

    private readonly Random _random;

    public RandomPolicy(Random random)
    {
        _random = random;
        var hops = new JsonObject();
        foreach (var hop in s_hops)
        {
            hops.Add(hop, Texts(Some(s_ranges, 1, Chance(8) ? 9 : 3)));
        }

        var policy = new JsonObject
        {
            ["sources"] = new JsonArray([.. Enumerable.Range(0, Chance(2) ? 1 : _random.Next(2, 5)).Select(_ => Source())]),
            ["hops"] = hops,
        };
        if (Chance(2))
        {
            policy["allowDirect"] = true;
        }

        if (Chance(3))
        {
            policy["internalClients"] = Texts(Some(s_ranges, 1, 3));
        }

        if (Chance(3))
        {
            policy["healthProbePaths"] = Texts(Some(["/healthz", "/Ready", "/k"], 1, 2));
            if (Chance(2))
            {
                policy["probeRanges"] = Texts(Some(s_ranges, 1, 2));
            }
        }

        // Hops that no source names are a mistake of their own; without any, the policy needs none.
        foreach (var unused in s_hops.Where(hop => !policy["sources"]!.ToJsonString().Contains(hop, StringComparison.Ordinal) || Chance(50)).ToList())
        {
            if (!policy["sources"]!.ToJsonString().Contains(unused, StringComparison.Ordinal))
            {
                hops.Remove(unused);
            }
        }

        Json = policy.ToJsonString(new JsonSerializerOptions { WriteIndented = false });
    }

    public string Json { get; }

    /// <summary>A secret that ends where texts in UTF-8 and UTF-16 differ, and one that is longer than a line usually is.</summary>
    public static string[] Secrets { get; } = ["secret-0123456789", "older-0123456789é", "lossy-0123456789\uFFFD", new string('s', 300)];

    private JsonObject Source()
    {
        var header = Pick(s_headers);
        var source = new JsonObject { ["header"] = header };
        var isList = header is "X-Forwarded-For" or "Forwarded" or "x-forwarded-for";
        if (header == "X-Proxies" || (!isList && Chance(4)))
        {
            source["kind"] = "list";
            isList = true;
        }
        else if (isList)
        {
            if (Chance(6))
            {
                source["kind"] = "list";
            }
        }
        else if (header == "CloudFront-Viewer-Address" || Chance(5))
        {
            source["kind"] = "single-port";
        }
        else if (Chance(4))
        {
            source["kind"] = "single";
        }

        switch (_random.Next(5))
        {
            case < 3:
                source["via"] = Texts(Some(s_hops, 1, 4).Select(hop => Chance(4) ? hop + "+" : hop));
                if (!isList && Chance(2))
                {
                    source["chainHeader"] = Pick(["Forwarded", "X-Proxies", "X-Forwarded-For", "forwarded", "x-forwarded-for"]);
                }

                break;
            case 3:
                source["trust"] = Texts(Some(s_ranges, 1, 6));
                AddCount(source, isList);
                break;
            default:
                source["anyPeer"] = true;
                if (Chance(2))
                {
                    source["trust"] = Texts(Some(s_ranges, 1, 4));
                }

                AddCount(source, isList);
                break;
        }

        if (Chance(4))
        {
            source["proof"] = new JsonObject { ["header"] = Pick(["X-Origin-Token", "X-Other-Token"]), ["secrets"] = Texts(Some(Secrets, 1, 4)) };
        }

        return source;
    }

    private void AddCount(JsonObject source, bool isList)
    {
        if (isList && Chance(2))
        {
            source["hopCount"] = Chance(6) ? 32 : _random.Next(1, 5);
        }
    }

    private string[] Some(string[] texts, int least, int most)
    {
        var shuffled = texts.ToArray();
        _random.Shuffle(shuffled);
        return shuffled[.._random.Next(least, Math.Min(most, shuffled.Length) + 1)];
    }

    private static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(text => JsonValue.Create(text))]);

    private string Pick(string[] texts) => texts[_random.Next(texts.Length)];

    private bool Chance(int oneIn) => _random.Next(oneIn) == 0;
}
