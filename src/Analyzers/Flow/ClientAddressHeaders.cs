using System.Collections.Immutable;

namespace ClientIpAnalyzers.Analyzers.Flow;

/// <summary>The header names under which proxies, CDNs and vendors' pages pass a client's address on.</summary>
internal sealed class ClientAddressHeaders
{
    /// <summary>Proxies append to these, so that the leftmost entry stays the client's even behind a trusted one.</summary>
    private static readonly ImmutableHashSet<string> Lists = ImmutableHashSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "X-Forwarded-For", "Forwarded", "Forwarded-For", "X-Forwarded", "X-Original-Forwarded-For", "X-Original-For",
        "X-Vercel-Forwarded-For");

    private static readonly ImmutableHashSet<string> Singles = ImmutableHashSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "X-Real-IP", "X-Real-Client-IP", "Real-IP", "X-Client-IP", "Client-IP", "X-Client-Real-IP", "client-real-ip",
        "Ali-Cdn-Real-Ip", "Ali-Real-Client-IP", "True-Client-IP", "X-True-Client-IP", "Cdn-Src-Ip", "X-Cdn-Src-Ip",
        "CF-Connecting-IP", "CF-Connecting-IPv6", "CF-Pseudo-IPv4", "Fastly-Client-IP", "Fly-Client-IP",
        "X-Cluster-Client-IP", "X-Azure-ClientIP", "X-Azure-SocketIP", "X-Appengine-User-IP", "X-Envoy-External-Address",
        "CloudFront-Viewer-Address", "Incap-Client-IP", "Akamai-Client-IP", "Do-Connecting-IP", "X-Connecting-IP",
        "X-Nf-Client-Connection-Ip", "Proxy-Client-IP", "WL-Proxy-Client-IP", "X-ProxyUser-Ip", "X-Remote-IP",
        "X-Remote-Addr", "X-Originating-IP", "X-Source-IP", "X-User-IP", "X-Client-Address");

    private readonly ImmutableHashSet<string> _more;
    private readonly ImmutableHashSet<string> _names;

    private ClientAddressHeaders(IEnumerable<string> more, IEnumerable<string>? names = null)
    {
        _more = more.ToImmutableHashSet(StringComparer.OrdinalIgnoreCase);
        _names = (names ?? Lists.Concat(Singles)).Concat(_more).ToImmutableHashSet(StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>The names that options add to the known ones.</summary>
    public IReadOnlyCollection<string> Added => _more;

    public static ClientAddressHeaders Known { get; } = new([]);

    /// <summary>
    /// The names that CGI gives to the peer and to headers. In a request they are headers like any other, which no
    /// proxy sets and no server fills in.
    /// </summary>
    public static ClientAddressHeaders Cgi { get; } = new([], [
        "REMOTE_ADDR", "REMOTE_HOST",
        .. Lists.Concat(Singles).Select(name => "HTTP_" + name.Replace('-', '_')),
        .. Lists.Concat(Singles).Select(name => "HTTP-" + name)]);

    public ClientAddressHeaders With(IReadOnlyCollection<string> more)
        => more.Count == 0 ? this : new ClientAddressHeaders(_more.Concat(more));

    public bool Contains(string name) => _names.Contains(name);

    /// <summary>Whether a name of C# spells one: <c>xForwardedFor</c>, <c>x_real_ip</c>.</summary>
    public bool ContainsWithoutPunctuation(string name)
    {
        var letters = Letters(name);
        return letters.Length > 6 && _names.Any(header => string.Equals(Letters(header), letters, StringComparison.OrdinalIgnoreCase));

        static string Letters(string text) => text.Replace("-", "").Replace("_", "");
    }

    /// <summary>Whether a trusted proxy overwrites the header as a whole.</summary>
    public static bool IsSingleValue(string name) => Singles.Contains(name);
}
