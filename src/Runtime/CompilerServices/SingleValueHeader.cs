using System.ComponentModel;
using ClientIpAnalyzers.Headers;
using Microsoft.Extensions.Primitives;

namespace ClientIpAnalyzers.CompilerServices;

/// <summary>Reads a header that a proxy overwrites with one address. For generated code and the interpreter.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class SingleValueHeader
{
    /// <summary>Reads an address with or without a port.</summary>
    /// <returns>
    /// <see cref="ClientIpReason.Resolved"/> with the address, or the reason why there is none. Two lines are never
    /// chosen from, whatever they hold: one of them is not the proxy's.
    /// </returns>
    public static ClientIpReason Read(StringValues lines, out Ip address)
        => Read(lines, withPort: false, out address);

    /// <summary>Reads <c>address:port</c>, the port required and an IPv6 address without brackets.</summary>
    /// <returns>As <see cref="Read(StringValues, out Ip)"/>.</returns>
    public static ClientIpReason ReadWithPort(StringValues lines, out Ip address)
        => Read(lines, withPort: true, out address);

    private static ClientIpReason Read(StringValues lines, bool withPort, out Ip address)
    {
        address = default;
        if (lines.Count != 1)
        {
            return lines.Count == 0 ? ClientIpReason.HeaderMissing : ClientIpReason.HeaderDuplicated;
        }

        var text = AddressEntry.Trim(lines[0]);
        if (text.IsEmpty)
        {
            return ClientIpReason.HeaderEmpty;
        }

        var reason = withPort ? AddressEntry.ParseWithPort(text, out address) : AddressEntry.Parse(text, out address);
        return reason == ClientIpReason.EntryInvalid && text.Contains(',') ? ClientIpReason.HeaderNotSingle : reason;
    }
}
