using ClientIpAnalyzers.Declarations;
using ClientIpAnalyzers.Generators.Model;

namespace ClientIpAnalyzers.Generators.Emit;

/// <summary>
/// Writes what a resolver holds: the policy as data, the parts that come from configuration, and how an instance is
/// made.
/// </summary>
internal sealed class StateEmitter(CodeWriter writer, ResolvedPolicy policy, PolicyNames names)
{
    /// <summary>Up to so many ranges are one text; the thousands of a file are an array of texts.</summary>
    private const int MostRangesInText = 3;

    private readonly string _type = policy.Shape.Type.Name;

    /// <summary>Type and field of each configured part, and what it is read with, joined where there are several.</summary>
    private List<ConfiguredPart> Parts()
    {
        var parts = new List<ConfiguredPart>();
        for (var i = 0; i < policy.Sets.Count; i++)
        {
            if (policy.Sets[i].IsConfigured)
            {
                parts.Add(new ConfiguredPart(Names.CidrSet, names.Fields[i], "ReadRanges", policy.Sets[i].ConfigurationKeys.Items));
            }
        }

        parts.AddRange(names.SecretFields.Select(pair =>
            new ConfiguredPart(Names.OriginSecrets, pair.Value, "ReadSecrets", [pair.Key])));
        return parts;
    }

    public void Emit()
    {
        var parts = Parts();
        foreach (var part in parts)
        {
            writer.Line($"private readonly {part.Type} {part.Field};");
        }

        writer.Line();
        EmitConstructor(parts);
        EmitCreate(parts);

        writer.Line("/// <inheritdoc/>");
        writer.Line(Names.GeneratedCode);
        writer.Line($"public {Names.Policy} Policy {{ get; }}");
        writer.Line();
    }

    private void EmitConstructor(List<ConfiguredPart> parts)
    {
        writer.List($"private {policy.Shape.Type.Name}(", [.. parts.Select(part => $"{part.Type} {part.Local}")], ")");
        using (writer.Open())
        {
            foreach (var part in parts)
            {
                writer.Line($"{part.Field} = {part.Local};");
            }

            writer.Line($"Policy = new {Names.Policy}");
            EmitPolicy(close: "};");
        }

        writer.Line();
    }

    private void EmitCreate(List<ConfiguredPart> parts)
    {
        if (parts.Count == 0)
        {
            writer.Summary("The one instance: nothing of this policy comes from configuration.");
            writer.Line(Names.GeneratedCode);
            writer.Line($"public static {_type} Shared {{ get; }} = new();");
            writer.Line();
            writer.Summary("The shared instance: nothing of this policy comes from configuration.");
            writer.Line(Names.GeneratedCode);
            writer.List($"public static {_type} Create(", [$"{Names.Configuration} configuration"], ") => Shared;");
            writer.Line();
            return;
        }

        writer.Summary("Creates the resolver with the ranges and secrets that its policy takes from configuration.");
        writer.Line("/// <param name=\"configuration\">Where they are read, once. The instance never changes: AddClientIp makes another when they do.</param>");
        writer.Line("/// <exception cref=\"global::ClientIpAnalyzers.ClientIpPolicyException\">One is missing or cannot be read.</exception>");
        writer.Line(Names.GeneratedCode);
        writer.List($"public static {_type} Create(", [$"{Names.Configuration} configuration"], ")");
        using (writer.Open())
        {
            writer.Line("global::System.ArgumentNullException.ThrowIfNull(configuration);");
            foreach (var part in parts)
            {
                for (var i = 0; i < part.Keys.Count; i++)
                {
                    var read = $"{Names.Configured}.{part.Method}(configuration, {Literals.Text(part.Keys[i])})";
                    writer.Line(i == 0 ? $"var {part.Local} = {read};" : $"{part.Local} = {part.Local}.Union({read});");
                }
            }

            writer.List("return new(", [.. parts.Select(part => part.Local)], ");");
        }

        writer.Line();
    }

    private void EmitPolicy(string close)
    {
        using (writer.Open(close: close))
        {
            writer.Line($"Sources = new {Names.Source}[]");
            using (writer.Open(close: "},"))
            {
                foreach (var source in policy.Sources)
                {
                    EmitSource(source);
                }
            }

            if (policy.Hops.Count > 0)
            {
                writer.Line($"Hops = new {Names.Hop}[]");
                using (writer.Open(close: "},"))
                {
                    foreach (var hop in policy.Hops)
                    {
                        EmitRanges($"new {Names.Hop}({Literals.Text(hop.Name)}, ", hop.Set, hop.Shared ? ") { Shared = true }," : "),");
                    }
                }
            }

            if (policy.AllowDirect)
            {
                writer.Line("AllowDirect = true,");
            }

            EmitSet("InternalClients", policy.InternalClients);
            EmitSet("ProbeRanges", policy.ProbeRanges);
            if (policy.HealthProbePaths.Count > 0)
            {
                EmitStrings("HealthProbePaths", policy.HealthProbePaths);
            }
        }
    }

    private void EmitSource(SourcePlan source)
    {
        writer.Line($"new {Names.Source}({Literals.Text(source.Header)})");
        using (writer.Open(close: "},"))
        {
            if (source.Kind != HeaderKind.Auto)
            {
                writer.Line($"Kind = {Names.HeaderKind}.{source.Kind},");
            }

            if (source.Via.Count > 0)
            {
                EmitStrings("Via", source.Via.Select(step => step.Name + (step.Repeats ? "+" : string.Empty)));
            }

            EmitSet("Trust", source.Trust);
            if (source.HopCount > 0)
            {
                writer.Line($"HopCount = {Literals.Number(source.HopCount)},");
            }

            if (source.TrustAnyPeer)
            {
                writer.Line("TrustAnyPeer = true,");
            }

            if (source.ChainHeader is { } chain)
            {
                writer.Line($"ChainHeader = {Literals.Text(chain)},");
            }

            if (source.ProofHeader is { } proof)
            {
                writer.Line($"ProofHeader = {Literals.Text(proof)},");
            }

            if (source.ProofKey is { } key)
            {
                writer.Line($"ProofSecrets = {names.SecretField(key)},");
            }
        }
    }

    private void EmitSet(string member, int set)
    {
        if (set < 0)
        {
            return;
        }

        EmitRanges(member + " = ", set, ",");
    }

    /// <summary>A set as an expression: its constant part parsed, joined with its configured part.</summary>
    private void EmitRanges(string start, int index, string end)
    {
        var set = policy.Sets[index];
        var ranges = set.Networks.Distinct().Select(network => network.ToString()).ToList();
        if (set.HasUnixSocket)
        {
            ranges.Add("unix");
        }

        if (ranges.Count == 0)
        {
            writer.Line(start + (set.IsConfigured ? names.Fields[index] : Names.CidrSet + ".Empty") + end);
            return;
        }

        var close = (set.IsConfigured ? $").Union({names.Fields[index]})" : ")") + end;
        if (ranges.Count <= MostRangesInText)
        {
            writer.List($"{start}{Names.CidrSet}.Parse(", [Literals.Text(string.Join(",", ranges))], close);
            return;
        }

        writer.Line($"{start}{Names.CidrSet}.Parse(new[]");
        using (writer.Open(close: "}" + close))
        {
            for (var i = 0; i < ranges.Count; i += MostRangesInText)
            {
                writer.Line(string.Join(", ", ranges.Skip(i).Take(MostRangesInText).Select(Literals.Text)) + ",");
            }
        }
    }

    private void EmitStrings(string member, IEnumerable<string> texts)
        => writer.List(member + " = new[] { ", [.. texts.Select(Literals.Text)], " },");

    private sealed record ConfiguredPart(string Type, string Field, string Method, IReadOnlyList<string> Keys)
    {
        public string Local => "@" + Field.Substring(1);
    }
}
