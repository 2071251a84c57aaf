using System.ComponentModel;
using System.Runtime.CompilerServices;
using ClientIpAnalyzers.Headers;
using Microsoft.Extensions.Primitives;

namespace ClientIpAnalyzers.CompilerServices;

/// <summary>
/// Reads the entries of a list header from the right, one at a time, as if all its lines were one list. What stands
/// to the left of the last entry asked for is not looked at. For generated code and the interpreter.
/// </summary>
/// <remarks>
/// The rightmost entry was written by the peer, the next by the proxy before it: only from this end can a reader
/// tell what a proxy wrote from what a client made up.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public ref struct HeaderListReader
{
    /// <summary>The most entries that are read for one source.</summary>
    internal const int MaxEntries = 32;

    private readonly bool _isForwarded;
    private ListLines _lines;

    private HeaderListReader(StringValues lines, bool isForwarded)
    {
        _lines = new ListLines(lines);
        _isForwarded = isForwarded;
    }

    /// <summary>How many entries have been read, the last one included even if it was no address.</summary>
    public int EntriesRead { get; private set; }

    /// <summary>Reads a list of addresses, as <c>X-Forwarded-For</c> is one.</summary>
    public static HeaderListReader ForwardedFor(StringValues lines) => new(lines, isForwarded: false);

    /// <summary>Reads the <c>for</c> parameters of a <c>Forwarded</c> header (RFC 7239, section 4).</summary>
    public static HeaderListReader Forwarded(StringValues lines) => new(lines, isForwarded: true);

    /// <summary>Reads the next entry to the left.</summary>
    /// <returns>
    /// <see cref="ClientIpReason.Resolved"/> with the address; <see cref="ClientIpReason.HeaderMissing"/> where the
    /// header is absent or blank; <see cref="ClientIpReason.ChainTooShort"/> where no entry is left;
    /// <see cref="ClientIpReason.TooManyEntries"/> after the 32nd; otherwise the entry's own reason.
    /// </returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ClientIpReason Read(out Ip entry)
    {
        // Nearly every entry is plain IPv4; it is read without a call.
        if (!_isForwarded && EntriesRead < MaxEntries && _lines.TryTakeIPv4(out var ipv4))
        {
            EntriesRead++;
            entry = Ip.FromIPv4Bits(ipv4);
            return ClientIpReason.Resolved;
        }

        // On a copy, because a reader whose address is handed on would have to live in memory.
        var copy = this;
        (var reason, entry) = copy.ReadAny();
        this = copy;
        return reason;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private (ClientIpReason Reason, Ip Entry) ReadAny()
    {
        if (!_lines.HasMore())
        {
            return (EntriesRead == 0 ? ClientIpReason.HeaderMissing : ClientIpReason.ChainTooShort, default);
        }

        if (EntriesRead == MaxEntries)
        {
            return (ClientIpReason.TooManyEntries, default);
        }

        EntriesRead++;
        var reason = _isForwarded
            ? ForwardedElement.Parse(_lines.TakeElement(), out var entry)
            : AddressEntry.Parse(AddressEntry.Trim(_lines.TakeEntry()), out entry);
        return (reason, entry);
    }
}
