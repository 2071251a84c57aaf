using System.Security.Cryptography;
using System.Text;

namespace ClientIpAnalyzers;

/// <summary>A text that is equal for policies that mean the same. It tells no secret.</summary>
internal static class PolicyFingerprint
{
    public static string Of(ClientIpPolicy policy)
    {
        var text = new StringBuilder();
        foreach (var source in policy.Sources)
        {
            Add(text, source.Header, source.Kind, string.Join(',', source.Via), source.Trust, source.HopCount);
            Add(text, source.TrustAnyPeer, source.ChainHeader, source.ProofHeader, source.ProofSecrets?.Fingerprint);
        }

        foreach (var hop in policy.Hops)
        {
            Add(text, hop.Name, hop.Ranges, hop.Shared);
        }

        Add(text, policy.AllowDirect, policy.InternalClients, policy.ProbeRanges, string.Join('\n', policy.HealthProbePaths));
        return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    private static void Add(StringBuilder text, params object?[] parts)
    {
        foreach (var part in parts)
        {
            text.Append(part).Append('\0');
        }

        text.Append('\n');
    }
}
