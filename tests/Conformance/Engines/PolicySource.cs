using System.Text;
using System.Text.Json;
using Microsoft.CodeAnalysis.CSharp;

namespace ClientIpAnalyzers.Conformance.Engines;

/// <summary>
/// Writes a policy in JSON as the attributes that a user would write for it, with its secrets in configuration.
/// </summary>
internal sealed class PolicySource
{
    /// <summary>
    /// Stands for a set without members, which attributes do not have: nothing connects from the unspecified
    /// address, and no entry may name it.
    /// </summary>
    private const string NobodysRange = "::/128";

    private readonly StringBuilder _code = new();
    private readonly Dictionary<string, string?> _configuration = [];
    private readonly string _name;

    private PolicySource(string name) => _name = name;

    public static (string Code, IReadOnlyDictionary<string, string?> Configuration) Write(string json, string name)
    {
        using var document = JsonDocument.Parse(json);
        var source = new PolicySource(name);
        source.WritePolicy(document.RootElement);
        return (source._code.ToString(), source._configuration);
    }

    private void WritePolicy(JsonElement policy)
    {
        var index = 0;
        foreach (var source in policy.GetProperty("sources").EnumerateArray())
        {
            WriteSource(source, index++);
        }

        if (policy.TryGetProperty("hops", out var hops))
        {
            foreach (var hop in hops.EnumerateObject())
            {
                _code.AppendLine($"[global::ClientIpAnalyzers.TrustedHop({Text(hop.Name)}, {string.Join(", ", Ranges(hop.Value))})]");
            }
        }

        var settings = new List<string>();
        if (policy.TryGetProperty("allowDirect", out var allowDirect) && allowDirect.GetBoolean())
        {
            settings.Add("AllowDirect = true");
        }

        AddTexts(settings, "InternalClients", policy, "internalClients");
        AddTexts(settings, "HealthProbePaths", policy, "healthProbePaths");
        AddTexts(settings, "ProbeRanges", policy, "probeRanges");
        if (settings.Count > 0)
        {
            _code.AppendLine($"[global::ClientIpAnalyzers.ClientIpPolicy({string.Join(", ", settings)})]");
        }

        _code.AppendLine($"public sealed partial class {_name};");
    }

    private void WriteSource(JsonElement source, int index)
    {
        var arguments = new List<string> { Text(source.GetProperty("header").GetString()!) };
        if (source.TryGetProperty("kind", out var kind))
        {
            var member = kind.GetString() switch
            {
                "list" => "List",
                "single" => "Single",
                "single-port" => "SingleWithPort",
                var other => throw new FormatException($"The kind '{other}' is none of list, single and single-port."),
            };
            arguments.Add("Kind = global::ClientIpAnalyzers.ClientIpHeaderKind." + member);
        }

        var isAnyPeer = source.TryGetProperty("anyPeer", out var anyPeer) && anyPeer.GetBoolean();
        AddTexts(arguments, "Via", source, "via");
        if (source.TryGetProperty("trust", out var trust))
        {
            arguments.Add($"Trust = new[] {{ {string.Join(", ", Ranges(trust))} }}");
        }
        else if (!isAnyPeer && !source.TryGetProperty("via", out _))
        {
            arguments.Add($"Trust = new[] {{ {Text(NobodysRange)} }}");
        }

        if (source.TryGetProperty("hopCount", out var count))
        {
            arguments.Add("HopCount = " + count.GetInt32());
        }

        if (isAnyPeer)
        {
            arguments.Add("TrustAnyPeer = true");
        }

        if (source.TryGetProperty("chainHeader", out var chain))
        {
            arguments.Add("ChainHeader = " + Text(chain.GetString()!));
        }

        if (source.TryGetProperty("proof", out var proof))
        {
            var key = $"{_name}:Secrets{index}";
            var secrets = proof.GetProperty("secrets").EnumerateArray().Select(secret => secret.GetString()).ToList();
            for (var i = 0; i < secrets.Count; i++)
            {
                _configuration.Add($"{key}:{i}", secrets[i]);
            }

            arguments.Add("ProofHeader = " + Text(proof.GetProperty("header").GetString()!));
            arguments.Add("ProofSecret = " + Text("config:" + key));
        }

        _code.AppendLine($"[global::ClientIpAnalyzers.ClientIpSource({string.Join(", ", arguments)})]");
    }

    private static void AddTexts(List<string> arguments, string member, JsonElement item, string name)
    {
        if (item.TryGetProperty(name, out var texts) && texts.GetArrayLength() > 0)
        {
            arguments.Add($"{member} = new[] {{ {string.Join(", ", texts.EnumerateArray().Select(text => Text(text.GetString()!)))} }}");
        }
    }

    private static IEnumerable<string> Ranges(JsonElement ranges)
        => ranges.GetArrayLength() == 0 ? [Text(NobodysRange)] : ranges.EnumerateArray().Select(range => Text(range.GetString()!));

    private static string Text(string value) => SymbolDisplay.FormatLiteral(value, quote: true);
}
