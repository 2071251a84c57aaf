namespace ClientIpAnalyzers.Analyzers.Searching;

/// <summary>
/// The words without which a file has nothing to say about clients' addresses. Rules about members do not see other
/// files at all, so a rule that looks for something new adds its word here. Too many words only cost time.
/// </summary>
internal static class Vocabulary
{
    /// <summary>Types of addresses, and HttpListener, which every .NET has: all there is without ASP.NET Core.</summary>
    private static readonly (string, WordKind)[] Sockets =
    [
        ("HttpListener", WordKind.ExactPart), ("IPAddress", WordKind.ExactPart), ("IPEndPoint", WordKind.ExactPart),
        ("RemoteEndPoint", WordKind.ExactPart), ("IPNetwork", WordKind.ExactPart), ("IPHostEntry", WordKind.ExactPart),
        ("MapToIPv", WordKind.ExactPart), ("Forwarded-For", WordKind.Part), ("-IP", WordKind.ExactPart), ("-Addr", WordKind.Part),
    ];

    private static readonly (string, WordKind)[] Web =
    [
        .. Sockets,

        // ClientIp, RemoteIpAddress, GetIP, ip, _ip, X-Real-IP; not "description" or "zip".
        ("Ip", WordKind.ExactPart), ("IP", WordKind.ExactPart), ("ip", WordKind.ExactStart),
        ("header", WordKind.Part), ("forward", WordKind.Part), ("proxy", WordKind.Part), ("proxies", WordKind.Part), ("peer", WordKind.Part),
        ("remoteaddr", WordKind.Part), ("remote_", WordKind.Part), ("clientaddr", WordKind.Part), ("EndPoint", WordKind.ExactPart),

        // Whether a request is local, and what limits count by.
        ("Loopback", WordKind.Part), ("localhost", WordKind.Part), ("IsLocal", WordKind.ExactPart), ("127.", WordKind.Part), ("::1", WordKind.Part),
        ("Host", WordKind.Whole), ("RateLimit", WordKind.Part), ("Limiter", WordKind.Part), ("KnownNetworks", WordKind.Part), ("CidrSet", WordKind.Part),
    ];

    /// <summary>For a compilation with ASP.NET Core, gRPC or Functions.</summary>
    public static WordSearch OfWeb { get; } = new(Web);

    /// <summary>For all others.</summary>
    public static WordSearch OfSockets { get; } = new(Sockets);

    /// <summary>Types whose values are of interest under any name, wherever they are declared.</summary>
    public static WordSearch OfTypes { get; } = new(
    [
        ("IPAddress", WordKind.Whole), ("IPEndPoint", WordKind.Whole), ("IPNetwork", WordKind.Whole), ("IHeaderDictionary", WordKind.Whole),
        ("HeaderDictionary", WordKind.Whole), ("RequestHeaders", WordKind.Whole), ("ConnectionInfo", WordKind.Whole),
        ("IHttpConnectionFeature", WordKind.Whole), ("HttpListenerRequest", WordKind.Whole), ("ServerCallContext", WordKind.Whole),
    ]);

    /// <summary>What helpers return an address as, or a verdict on it.</summary>
    public static WordSearch OfAnswers { get; } = new(
    [
        ("string", WordKind.Part), ("bool", WordKind.Part), ("object", WordKind.Part), ("Span", WordKind.Part),
    ]);
}
