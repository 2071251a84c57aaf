using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace ClientIpAnalyzers.CompilerServices;

/// <summary>What generated resolvers and the interpreter make their answers with. Not for use by hand.</summary>
/// <remarks>
/// An address that is not there is handed over as <see langword="default"/>, the unspecified one: past the first step
/// no peer and no entry can be that, and 16 bytes travel in registers where an <c>Ip?</c> goes through memory.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ClientIpAnswer
{
    /// <summary>The transport endpoint of a request, as <see cref="PeerOf(Ip?)"/> hands it over.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Ip PeerOf(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.Connection.RemoteIpAddress is { } address ? WithAddress(Ip.FromIPAddress(address)) : default;
    }

    /// <summary>
    /// A peer as the steps take it: <see langword="default"/> where it has no address, and <c>0.0.0.0</c> for either
    /// unspecified address, so that the two can be told apart until the first step has refused the latter.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Ip PeerOf(Ip? peer) => peer is { } address ? WithAddress(address) : default;

    /// <summary>Whether a peer is said to have connected from an unspecified address, which nobody can.</summary>
    public static bool IsUnspecified(Ip peer) => peer == Ip.FromIPv4Bits(0);

    /// <summary>Whether no client across a network can have the address: see <see cref="ClientIpReason.EntrySpecial"/>.</summary>
    public static bool IsSpecial(Ip address) => address.IsNeverClient;

    /// <summary>Whether a whole path is the expected one, without regard to ASCII case.</summary>
    public static bool PathEquals(PathString path, string expected)
        => Ascii.EqualsIgnoreCase(path.Value, expected);

    /// <summary>An answer with an address.</summary>
    public static ClientIp Resolved(Ip address, Ip peer, int sourceIndex, string header, int entriesRead)
        => new(ClientIpReason.Resolved, isKnown: true, peer, vouched: address, sourceIndex, header, entriesRead);

    /// <summary>An answer without one; index -1 and no header where no source decided.</summary>
    public static ClientIp Unknown(
        ClientIpReason reason, Ip peer, Ip vouched, int sourceIndex, string? header, int entriesRead)
        => new(reason, isKnown: false, peer, vouched, sourceIndex, header, entriesRead);

    /// <summary>An answer without an address because nobody knows who connected; the peer is what is known all the same.</summary>
    internal static ClientIp PeerUnknown(Ip? peer)
        => Unknown(ClientIpReason.PeerUnknown, peer.GetValueOrDefault(), peer.GetValueOrDefault(), -1, header: null, 0);

    /// <summary>The peer itself as the client.</summary>
    public static ClientIp Direct(Ip peer)
        => new(ClientIpReason.Direct, isKnown: true, peer, vouched: peer, sourceIndex: -1, sourceHeader: null, entriesWalked: 0);

    private static Ip WithAddress(Ip address) => address == default ? Ip.FromIPv4Bits(0) : address;
}
