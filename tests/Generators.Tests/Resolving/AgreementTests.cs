using ClientIpAnalyzers.Conformance.Engines;
using ClientIpAnalyzers.Generators.Tests.Infrastructure;
using Microsoft.AspNetCore.Http;

namespace ClientIpAnalyzers.Generators.Tests.Resolving;

public class AgreementTests
{
    private const int RequestsPerPolicy = 2000;

    private const string Hops = """
        "hops":{"alb":["100.64.0.0/10"],"waf":["198.51.100.0/24","2001:db8:aaaa::/48"],"cdn":["192.0.2.0/24"],"ingress":["unix","10.0.0.0/16"]}
        """;

    private const string Proof = """
        "proof":{"header":"X-Origin-Token","secrets":["secret-0123456789","older-0123456789"]}
        """;

    public static TheoryData<string> Policies { get; } =
    [
        """{"sources":[{"header":"X-Forwarded-For","trust":["10.0.0.0/16","100.64.0.0/10","unix"]}]}""",
        """{"sources":[{"header":"Forwarded","trust":["10.0.0.0/16","100.64.0.0/10"]}],"allowDirect":true}""",
        """{"sources":[{"header":"X-Forwarded-For","trust":["10.0.0.0/16","192.0.2.0/24"],"hopCount":2}]}""",
        """{"sources":[{"header":"X-Forwarded-For","trust":["10.0.0.0/16","192.0.2.0/24"],"hopCount":1}]}""",
        """{"sources":[{"header":"X-Forwarded-For","anyPeer":true,"hopCount":3}]}""",
        """{"sources":[{"header":"X-Forwarded-For","anyPeer":true}]}""",
        """{"sources":[{"header":"X-Forwarded-For","anyPeer":true,"trust":["10.0.0.0/16","192.0.2.0/24"]}]}""",
        """{"sources":[{"header":"X-Forwarded-For","anyPeer":true,"trust":["10.0.0.0/16","192.0.2.0/24"],"hopCount":2}]}""",
        """{"sources":[{"header":"X-Real-IP","anyPeer":true}]}""",
        """{"sources":[{"header":"X-Real-IP","kind":"single-port","trust":["10.0.0.0/16"]}],"internalClients":["10.0.9.0/24","127.0.0.0/8"],"allowDirect":true}""",
        """{"sources":[{"header":"X-Real-IP","kind":"list","trust":["10.0.0.0/8"]}],"internalClients":["10.0.9.0/24"],"allowDirect":true}""",
        $$"""{"sources":[{"header":"X-Forwarded-For","via":["cdn","waf","alb"]}],{{Hops}}}""",
        $$"""{"sources":[{"header":"X-Forwarded-For","via":["cdn+","waf+","ingress+"]}],{{Hops}},"internalClients":["198.51.100.9"]}""",
        $$"""{"sources":[{"header":"X-Forwarded-For","via":["ingress+"]}],{{Hops}}}""",
        $$"""{"sources":[{"header":"X-Real-IP","via":["cdn+","waf+","alb+"]}],{{Hops}}}""",
        $$"""{"sources":[{"header":"X-Real-IP","via":["alb+"]}],{{Hops}},"allowDirect":true}""",
        $$"""{"sources":[{"header":"X-Real-IP","via":["cdn","waf"],"chainHeader":"Forwarded",{{Proof}}}],{{Hops}}}""",
        $$"""{"sources":[{"header":"X-Real-IP","via":["cdn","waf"],{{Proof}}},{"header":"X-Forwarded-For","via":["cdn","waf"]},{"header":"X-Forwarded-For","via":["waf"]}],{{Hops}}}""",
        $$"""{"sources":[{"header":"X-Forwarded-For","via":["cdn","waf"],{{Proof}}},{"header":"X-Real-IP","via":["waf","ingress"]},{"header":"X-Real-IP","anyPeer":true,{{Proof}}}],{{Hops}},"allowDirect":true}""",
        $$"""{"sources":[{"header":"X-Forwarded-For","anyPeer":true,{{Proof}}},{"header":"X-Forwarded-For","trust":["8.8.8.0/24"]}],{{Hops}},"allowDirect":true,"healthProbePaths":["/healthz"]}""",
        $$"""{"sources":[{"header":"X-Forwarded-For","via":["alb"]}],{{Hops}},"healthProbePaths":["/healthz","/ready"],"probeRanges":["8.8.8.0/24","unix"],"internalClients":["100.64.9.0/24"]}""",
    ];

    [Theory]
    [MemberData(nameof(Policies))]
    public void Generated_code_and_the_interpreter_give_the_same_answer_and_allocate_nothing(string policy)
    {
        var interpreter = new PolicyResolver(ClientIpPolicy.FromJson(policy));
        var generated = new GeneratedEngine([policy]).Find(policy, out var problem);
        Assert.True(generated is not null, problem);

        var requests = new RandomRequests(Seed(policy));
        var reasons = new HashSet<ClientIpReason>();
        for (var i = 0; i < RequestsPerPolicy; i++)
        {
            var (peer, path, headers, text) = requests.Next();
            var expected = interpreter.Resolve(peer, headers, path);
            var actual = generated.Resolve(peer, headers, path);

            // Again: the first time may compile a method.
            var before = GC.GetAllocatedBytesForCurrentThread();
            generated.Resolve(peer, headers, path);
            var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

            reasons.Add(expected.Reason);
            Assert.True(expected == actual, $"{policy}\n{text}\n{expected.Reason} {expected} {expected.Vouched}\n{actual.Reason} {actual} {actual.Vouched}");
            Assert.True(allocated == 0, $"{allocated} bytes for {text}");
        }

        Assert.True(reasons.Count > 4, "The requests do not reach enough of the policy: " + string.Join(", ", reasons));
    }

    [Fact]
    public void The_policies_compile_without_a_remark_in_C_sharp_12()
    {
        var sources = Policies.Select((row, index) => PolicySource.Write(row.Data, "Policy" + index).Code.Replace("\r", string.Empty, StringComparison.Ordinal));

        Generation.Run([.. sources]);
    }

    /// <summary>The same in every run, other than a text's own hash code.</summary>
    private static int Seed(string text) => text.Aggregate(17, (hash, c) => unchecked((hash * 31) + c));

    private sealed class RandomRequests(int seed)
    {
        private static readonly string?[] s_peers =
            [null, "10.0.0.1", "10.0.9.1", "100.64.0.1", "100.64.9.1", "198.51.100.1", "198.51.100.9", "192.0.2.1", "8.8.8.8", "2001:db8:aaaa::1", "127.0.0.1", "::", "0.0.0.0"];

        private static readonly string[] s_entries =
        [
            "203.0.113.9", "10.0.0.2", "10.0.9.2", "100.64.0.2", "198.51.100.2", "198.51.100.9", "192.0.2.2", "192.0.2.3", "2001:db8:aaaa::2",
            "[2001:db8::9]:443", "203.0.113.9:80", "127.0.0.1", "169.254.1.1", "fe80::1", "224.0.0.1", "unknown", "", "x", "0.0.0.0", "256.1.1.1",
        ];

        private readonly Random _random = new(seed);

        public (Ip? Peer, PathString Path, HeaderDictionary Headers, string Text) Next()
        {
            var lines = new List<string>();
            AddList(lines, "X-Forwarded-For", string.Empty);
            AddList(lines, "Forwarded", "for=");
            for (var i = _random.Next(6) switch { < 2 => 0, 5 => 2, _ => 1 }; i > 0; i--)
            {
                lines.Add("X-Real-IP: " + Pick(s_entries) + (_random.Next(4) == 0 ? ":443" : string.Empty));
            }

            for (var i = _random.Next(6) switch { < 2 => 0, 5 => 2, _ => 1 }; i > 0; i--)
            {
                lines.Add("X-Origin-Token: " + Pick(["secret-0123456789", "secret-0123456789", "older-0123456789", "wrong"]));
            }

            if (_random.Next(5) == 0)
            {
                lines.Clear();
            }

            var (peer, path) = (Pick(s_peers), Pick(["/", "/healthz", "/Ready"]));
            return (
                Requests.PeerOf(peer),
                new PathString(path),
                Requests.HeadersOf([.. lines]),
                $"{peer ?? "unix"} {path} {string.Join(" | ", lines)}");
        }

        private void AddList(List<string> lines, string header, string prefix)
        {
            for (var line = _random.Next(4) == 0 ? _random.Next(3) : 1; line > 0; line--)
            {
                var count = _random.Next(20) == 0 ? 40 : _random.Next(5);
                var entries = Enumerable.Range(0, count).Select(_ => prefix + Quoted(prefix, count == 40 ? Pick(["10.0.0.2", "192.0.2.2"]) : Pick(s_entries)));
                lines.Add(header + ": " + string.Join(", ", entries));
            }
        }

        private static string Quoted(string prefix, string entry)
            => prefix.Length > 0 && entry.Contains(':', StringComparison.Ordinal) ? $"\"{(entry[0] is '[' or '2' ? entry : $"[{entry}]")}\"" : entry;

        private T Pick<T>(T[] items) => items[_random.Next(items.Length)];
    }
}
