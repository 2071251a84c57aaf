namespace ClientIpAnalyzers;

/// <summary>How the value of a header is read.</summary>
public enum ClientIpHeaderKind
{
    /// <summary><see cref="List"/> for <c>X-Forwarded-For</c> and <c>Forwarded</c>, else <see cref="Single"/>.</summary>
    Auto,

    /// <summary>
    /// Proxies append the address of their own peer. Read from the right, as <c>X-Forwarded-For</c> is; the header
    /// named <c>Forwarded</c> by the grammar of RFC 7239, section 4.
    /// </summary>
    List,

    /// <summary>A proxy overwrites the header with one address, with or without a port.</summary>
    Single,

    /// <summary>
    /// A proxy overwrites the header with <c>address:port</c>, the port always present and an IPv6 address without
    /// brackets, as <c>CloudFront-Viewer-Address</c> does.
    /// </summary>
    SingleWithPort,
}
