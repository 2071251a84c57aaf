using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Microsoft.Extensions.Primitives;

namespace ClientIpAnalyzers;

/// <summary>
/// The secrets of which a request must carry one, as proof that it came through one's own CDN or proxy. They are
/// held and compared as hashes, so that neither the time it takes nor a memory dump tells them.
/// </summary>
public sealed class OriginSecrets
{
    /// <summary>The shortest secret that a policy may have, in characters.</summary>
    public const int MinLength = 16;

    private readonly byte[] _hashes;

    /// <summary>Creates a set of secrets; several while one is being replaced.</summary>
    public OriginSecrets(IEnumerable<string> secrets)
    {
        ArgumentNullException.ThrowIfNull(secrets);
        var all = secrets.ToArray();
        Count = all.Length;
        ShortestLength = all.Length == 0 ? 0 : all.Min(secret => secret.Length);
        _hashes = [.. all.SelectMany(secret => SHA256.HashData(MemoryMarshal.AsBytes(secret.AsSpan())))];
    }

    /// <summary>The number of secrets.</summary>
    public int Count { get; }

    /// <summary>The length of the shortest, in characters; 0 where there is none.</summary>
    internal int ShortestLength { get; }

    /// <summary>Equal for equal secrets, and as hard to invert as the hashes.</summary>
    internal string Fingerprint => Convert.ToHexString(SHA256.HashData(_hashes));

    /// <summary>Compares the lines of the proof header with the secrets.</summary>
    /// <returns>
    /// <see cref="ClientIpReason.Resolved"/> where exactly one line is there and equals a secret,
    /// <see cref="ClientIpReason.ProofMissing"/> where none is, otherwise <see cref="ClientIpReason.ProofMismatch"/>.
    /// </returns>
    public ClientIpReason Check(StringValues lines)
    {
        if (lines.Count != 1)
        {
            return lines.Count == 0 ? ClientIpReason.ProofMissing : ClientIpReason.ProofMismatch;
        }

        // UTF-16 text is equal exactly where the bytes it was decoded from are, and needs no buffer to hash.
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(MemoryMarshal.AsBytes(lines[0].AsSpan()), hash);
        var matches = false;
        for (var start = 0; start < _hashes.Length; start += SHA256.HashSizeInBytes)
        {
            matches |= CryptographicOperations.FixedTimeEquals(hash, _hashes.AsSpan(start, SHA256.HashSizeInBytes));
        }

        return matches ? ClientIpReason.Resolved : ClientIpReason.ProofMismatch;
    }
}
