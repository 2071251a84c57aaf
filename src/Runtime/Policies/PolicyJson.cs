using System.Text.Json;

namespace ClientIpAnalyzers;

/// <summary>
/// A policy in JSON: <c>sources</c> (each <c>header</c>, <c>kind</c>, <c>via</c>, <c>trust</c>, <c>hopCount</c>,
/// <c>anyPeer</c>, <c>chainHeader</c>, <c>proof</c>), <c>hops</c> (name to ranges), <c>allowDirect</c>,
/// <c>internalClients</c>, <c>healthProbePaths</c>, <c>probeRanges</c>.
/// </summary>
internal static class PolicyJson
{
    public static ClientIpPolicy Read(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        try
        {
            using var document = JsonDocument.Parse(json);
            return ReadPolicy(document.RootElement);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or FormatException)
        {
            throw new ClientIpPolicyException($"The text is no policy in JSON: {exception.Message}", exception);
        }
    }

    private static ClientIpPolicy ReadPolicy(JsonElement json)
    {
        RefuseUnknown(
            json, "sources", "hops", "allowDirect", "internalClients", "healthProbePaths", "probeRanges");
        return new ClientIpPolicy
        {
            Sources = json.TryGetProperty("sources", out var sources)
                ? [.. sources.EnumerateArray().Select(ReadSource)]
                : [],
            Hops = json.TryGetProperty("hops", out var hops)
                ? [.. hops.EnumerateObject().Select(hop => new TrustedHop(hop.Name, CidrSet.Parse(Strings(hop.Value))))]
                : [],
            AllowDirect = Flag(json, "allowDirect"),
            InternalClients = Ranges(json, "internalClients") ?? CidrSet.Empty,
            HealthProbePaths = json.TryGetProperty("healthProbePaths", out var paths) ? [.. Strings(paths)] : [],
            ProbeRanges = Ranges(json, "probeRanges") ?? CidrSet.Empty,
        };
    }

    private static ClientIpSource ReadSource(JsonElement json)
    {
        RefuseUnknown(json, "header", "kind", "via", "trust", "hopCount", "anyPeer", "chainHeader", "proof");
        var hasProof = json.TryGetProperty("proof", out var proof);
        if (hasProof)
        {
            RefuseUnknown(proof, "header", "secrets");
        }

        return new ClientIpSource(Text(json, "header") ?? throw new FormatException("A source has no header."))
        {
            Kind = ReadKind(Text(json, "kind")),
            Via = json.TryGetProperty("via", out var via) ? [.. Strings(via)] : [],
            Trust = Ranges(json, "trust"),
            HopCount = json.TryGetProperty("hopCount", out var count) ? count.GetInt32() : null,
            TrustAnyPeer = Flag(json, "anyPeer"),
            ChainHeader = Text(json, "chainHeader"),
            ProofHeader = hasProof ? Text(proof, "header") : null,
            ProofSecrets = hasProof && proof.TryGetProperty("secrets", out var secrets)
                ? new OriginSecrets(Strings(secrets))
                : null,
        };
    }

    private static ClientIpHeaderKind ReadKind(string? kind) => kind switch
    {
        null => ClientIpHeaderKind.Auto,
        "list" => ClientIpHeaderKind.List,
        "single" => ClientIpHeaderKind.Single,
        "single-port" => ClientIpHeaderKind.SingleWithPort,
        _ => throw new FormatException($"The kind '{kind}' is none of list, single and single-port."),
    };

    private static CidrSet? Ranges(JsonElement json, string name)
        => json.TryGetProperty(name, out var ranges) ? CidrSet.Parse(Strings(ranges)) : null;

    private static bool Flag(JsonElement json, string name)
        => json.TryGetProperty(name, out var flag) && flag.GetBoolean();

    private static string? Text(JsonElement json, string name)
        => json.TryGetProperty(name, out var text) ? text.GetString() : null;

    private static IEnumerable<string> Strings(JsonElement json)
        => json.EnumerateArray().Select(item => item.GetString() ?? throw new FormatException("A text is null."));

    private static void RefuseUnknown(JsonElement json, params string[] known)
    {
        foreach (var member in json.EnumerateObject())
        {
            if (!known.Contains(member.Name))
            {
                throw new FormatException(
                    $"'{member.Name}' is no member here. There are: {string.Join(", ", known)}.");
            }
        }
    }
}
