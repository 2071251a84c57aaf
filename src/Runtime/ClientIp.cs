using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ClientIpAnalyzers;

/// <summary>
/// The answer to "who is the client of this request?": an address or none, and why. It holds no text that a client
/// chose, and nothing outside this library and the code it generates can make one, so that no request body, query or
/// form can supply it.
/// </summary>
[JsonConverter(typeof(ClientIpJsonConverter))]
public readonly partial struct ClientIp : IEquatable<ClientIp>
{
    /// <summary>The prefix length by which <see cref="RateLimitKey"/> groups IPv6: one site's network.</summary>
    private const int RateLimitIPv6PrefixLength = 64;

    // Kept small, because it is handed on from method to method: a client that is known is the one vouched for.
    // An address that is not there is the unspecified one, which neither a peer nor an entry can be.
    private readonly Ip _vouched;
    private readonly Ip _peer;
    private readonly byte _entriesWalked;
    private readonly sbyte _sourceNumber;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal ClientIp(
        ClientIpReason reason, bool isKnown, Ip peer, Ip vouched, int sourceIndex, string? sourceHeader, int entriesWalked)
    {
        Reason = reason;
        IsKnown = isKnown;
        _peer = peer;
        _vouched = vouched;
        _sourceNumber = (sbyte)Math.Min(sourceIndex + 1, sbyte.MaxValue);
        SourceHeader = sourceHeader;
        _entriesWalked = (byte)entriesWalked;
    }

    /// <summary>Whether the client is known, so that <see cref="Address"/> has a value.</summary>
    [MemberNotNullWhen(true, nameof(Address))]
    public bool IsKnown { get; }

    /// <summary>The client's address; null where it is not known.</summary>
    public Ip? Address => IsKnown ? _vouched : null;

    /// <summary>The transport endpoint that connected; null where it has no address.</summary>
    public Ip? Peer => _peer.IsUnspecified ? null : _peer;

    /// <summary>
    /// The outermost address that verified hops stand for: the peer, or an entry that a verified proxy wrote. It is
    /// not the client unless that is known, but it is safe to log and to limit by.
    /// </summary>
    public Ip? Vouched => _vouched.IsUnspecified ? null : _vouched;

    /// <summary>Why the answer is what it is.</summary>
    public ClientIpReason Reason { get; }

    /// <summary>The place in <see cref="ClientIpPolicy.Sources"/> of the source that decided; -1 where none did.</summary>
    public int SourceIndex => _sourceNumber - 1;

    /// <summary>The header of the source that decided, as the policy names it; null where none did.</summary>
    public string? SourceHeader { get; }

    /// <summary>How many entries of a list header were read for that source, 0 to 32.</summary>
    public int EntriesWalked => _entriesWalked;

    /// <summary>
    /// What to limit rates by: the address or, where the client is not known, <see cref="Vouched"/>, each IPv6
    /// address by its /64. Null only where nothing can be vouched for.
    /// </summary>
    public Cidr? RateLimitKey => (Address ?? Vouched) is { } address
        ? new Cidr(address, address.IsIPv4 ? address.BitLength : RateLimitIPv6PrefixLength)
        : null;

    /// <summary>The client's address as an <see cref="IPAddress"/>; null where it is not known.</summary>
    public IPAddress? ToIPAddress() => Address?.ToIPAddress();

    /// <summary>The client's address, or <c>unknown</c>.</summary>
    public override string ToString() => Address?.ToString() ?? "unknown";

    /// <inheritdoc/>
    public bool Equals(ClientIp other)
        => Reason == other.Reason
            && Address == other.Address
            && Peer == other.Peer
            && Vouched == other.Vouched
            && SourceIndex == other.SourceIndex
            && EntriesWalked == other.EntriesWalked
            && SourceHeader == other.SourceHeader;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is ClientIp other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Reason, Address, Peer, Vouched, SourceIndex);

    /// <summary>Whether both are the same answer, reason and all.</summary>
    public static bool operator ==(ClientIp left, ClientIp right) => left.Equals(right);

    /// <summary>Whether the answers differ.</summary>
    public static bool operator !=(ClientIp left, ClientIp right) => !left.Equals(right);
}

/// <summary>Writes an answer to JSON, and refuses to read one: a client address never comes from outside.</summary>
/// <remarks>Public for the code that the JSON source generator writes.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ClientIpJsonConverter : JsonConverter<ClientIp>
{
    /// <inheritdoc/>
    /// <exception cref="JsonException">Always.</exception>
    public override ClientIp Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        => throw new JsonException(
            $"A {nameof(ClientIp)} is resolved from the request, never read. Take text that names an address as {nameof(Ip)}.");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, ClientIp value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStartObject();
        WriteAddress(writer, "address", value.Address);
        writer.WriteString("reason", value.Reason.ToString());
        WriteAddress(writer, "peer", value.Peer);
        WriteAddress(writer, "vouched", value.Vouched);
        writer.WriteEndObject();
    }

    private static void WriteAddress(Utf8JsonWriter writer, string name, Ip? address)
    {
        Span<char> text = stackalloc char[Ip.MaxTextLength];
        if (address is { } known && known.TryFormat(text, out var length))
        {
            writer.WriteString(name, text[..length]);
        }
        else
        {
            writer.WriteNull(name);
        }
    }
}
