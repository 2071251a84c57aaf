using System.Collections;
using ClientIpAnalyzers.Generators.Tests.Infrastructure;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace ClientIpAnalyzers.Generators.Tests.Resolving;

public class HeaderLookupTests
{
    private const string Policy = """
        [ClientIpSource("Ali-Cdn-Real-Ip", Via = ["cdn", "waf", "alb"], ProofHeader = "X-Origin-Token", ProofSecret = "config:Secret")]
        [ClientIpSource("X-Forwarded-For", Via = ["cdn", "waf", "alb"])]
        [ClientIpSource("x-forwarded-for", Via = ["waf", "alb"], ProofHeader = "x-origin-token", ProofSecret = "config:Secret")]
        [ClientIpSource("X-Other", Trust = ["10.0.0.0/8"])]
        [TrustedHop("alb", "100.64.0.0/10")]
        [TrustedHop("waf", "198.51.100.0/24")]
        [TrustedHop("cdn", "192.0.2.0/24")]
        """;

    [Theory]
    [InlineData("/")]
    [InlineData("/healthz")]
    public void Each_header_is_looked_up_at_most_once_whatever_the_request(string path)
    {
        var probes = path == "/" ? string.Empty : "[ClientIpPolicy(HealthProbePaths = [\"/healthz\"], AllowDirect = true)]";
        var resolver = Generation.Run(Policy + probes + " public sealed partial class P;").Resolver("P", ("Secret", "secret-0123456789"));
        string[] lines = ["X-Origin-Token: secret-0123456789", "X-Origin-Token: wrong", "X-Forwarded-For: 203.0.113.9, 192.0.2.1, 198.51.100.1",
            "X-Forwarded-For: 203.0.113.9, 198.51.100.1", "X-Forwarded-For: x", "Ali-Cdn-Real-Ip: 203.0.113.9", "X-Other: 203.0.113.9"];

        for (var choice = 0; choice < 1 << lines.Length; choice++)
        {
            foreach (var peer in (string?[])["100.64.0.1", "10.0.0.1", "8.8.8.8", null])
            {
                var headers = new CountingHeaders(Requests.HeadersOf([.. lines.Where((_, i) => (choice >> i & 1) != 0)]));
                resolver.Resolve(Requests.PeerOf(peer), headers, new PathString(path));

                Assert.All(headers.Lookups, lookup => Assert.True(lookup.Value == 1, $"{lookup.Key}: {lookup.Value} for {choice} from {peer}"));
            }
        }
    }

    [Fact]
    public void No_header_is_looked_up_for_a_peer_that_passes_no_test()
    {
        var resolver = Generation.Run(Policy + " public sealed partial class P;").Resolver("P", ("Secret", "secret-0123456789"));
        var headers = new CountingHeaders(Requests.HeadersOf("X-Forwarded-For: 203.0.113.9", "Ali-Cdn-Real-Ip: 203.0.113.9"));

        foreach (var peer in (string?[])["8.8.8.8", "::", null])
        {
            resolver.Resolve(Requests.PeerOf(peer), headers, new PathString("/"));
        }

        Assert.Empty(headers.Lookups);
    }

    private sealed class CountingHeaders(HeaderDictionary headers) : IHeaderDictionary
    {
        public Dictionary<string, int> Lookups { get; } = new(StringComparer.OrdinalIgnoreCase);

        public long? ContentLength { get; set; }

        public ICollection<string> Keys => throw new NotSupportedException();

        public ICollection<StringValues> Values => throw new NotSupportedException();

        public int Count => throw new NotSupportedException();

        public bool IsReadOnly => true;

        public StringValues this[string key]
        {
            get
            {
                Lookups[key] = Lookups.GetValueOrDefault(key) + 1;
                return headers[key];
            }
            set => throw new NotSupportedException();
        }

        public void Add(string key, StringValues value) => throw new NotSupportedException();

        public void Add(KeyValuePair<string, StringValues> item) => throw new NotSupportedException();

        public void Clear() => throw new NotSupportedException();

        public bool Contains(KeyValuePair<string, StringValues> item) => throw new NotSupportedException();

        public bool ContainsKey(string key) => throw new NotSupportedException();

        public void CopyTo(KeyValuePair<string, StringValues>[] array, int arrayIndex) => throw new NotSupportedException();

        public IEnumerator<KeyValuePair<string, StringValues>> GetEnumerator() => throw new NotSupportedException();

        public bool Remove(string key) => throw new NotSupportedException();

        public bool Remove(KeyValuePair<string, StringValues> item) => throw new NotSupportedException();

        public bool TryGetValue(string key, out StringValues value) => throw new NotSupportedException();

        IEnumerator IEnumerable.GetEnumerator() => throw new NotSupportedException();
    }
}
