using ClientIpAnalyzers.Generators.Model;

namespace ClientIpAnalyzers.Generators.Emit;

/// <summary>
/// Writes <c>Resolve</c>: the order in which a request is judged, with only the steps that the policy needs, and
/// the methods it calls.
/// </summary>
internal sealed class ResolveEmitter(CodeWriter writer, ResolvedPolicy policy, PolicyNames names)
{
    /// <summary>Of the second <c>Resolve</c>.</summary>
    public static readonly IReadOnlyList<string> Parameters =
        [$"{Names.Ip}? peer", $"{Names.Headers} headers", $"{Names.Path} path"];

    private readonly HeaderPlan _headers = new(policy);
    private readonly MembershipEmitter _membership = new(writer, policy, names);

    public void Emit()
    {
        writer.Lines("/// <inheritdoc/>", Names.GeneratedCode);
        writer.Line($"public {Names.ClientIp} Resolve({Names.HttpContext} context)");
        using (writer.Indent())
        {
            // A policy without probe paths asks for no path.
            var path = policy.HealthProbePaths.Count > 0 ? "context.Request.Path" : "default";
            writer.List($"=> {names.ResolveFrom}(", [$"{Names.Answer}.PeerOf(context)", "context.Request.Headers", path], ");");
        }

        writer.Line();
        var sources = EmitOrder();
        if (policy.HealthProbePaths.Count > 0)
        {
            EmitHealthProbe();
        }

        foreach (var source in sources)
        {
            source.Emit();
        }

        _membership.Emit();
    }

    private List<SourceEmitter> EmitOrder()
    {
        writer.Lines("/// <inheritdoc/>", Names.GeneratedCode);
        writer.List($"public {Names.ClientIp} Resolve(", Parameters, ")");
        using (writer.Open())
        {
            writer.Line("global::System.ArgumentNullException.ThrowIfNull(headers);");
            writer.Line();
            writer.Line($"return {names.ResolveFrom}({Names.Answer}.PeerOf(peer), headers, path);");
        }

        writer.Line();
        return EmitSteps();
    }

    private List<SourceEmitter> EmitSteps()
    {
        var sources = new List<SourceEmitter>();
        writer.Lines("/// <summary>The steps, from a peer as <c>PeerOf</c> hands it over.</summary>", Names.NotInlined);
        writer.List($"private {Names.ClientIp} {names.ResolveFrom}(", [$"{Names.Ip} peer", .. Parameters.Skip(1)], ")");
        using (writer.Open())
        {
            writer.Comment("1. Nobody can connect from an unspecified address: the peer is not known.");
            using (writer.Open($"if ({Names.Answer}.IsUnspecified(peer))"))
            {
                AnswerEmitter.NoSource(writer, "return", AnswerEmitter.Reason("PeerUnknown"), peer: "default");
            }

            writer.Line();
            writer.Comment("From here on that address stands for a peer that has none.");
            EmitLocals();
            EmitHealthProbeStep();
            if (policy.Sources.Count == 1)
            {
                EmitOnlySource();
            }
            else if (EmitSources(sources))
            {
                EmitNoSource();
            }
        }

        writer.Line();
        return sources;
    }

    private void EmitLocals()
    {
        foreach (var local in _headers.SharedLocals)
        {
            writer.Line($"{Names.StringValues}? {local} = null;");
        }

        if (Enumerable.Range(0, policy.Sources.Count).Any(IsPassedOver))
        {
            writer.Line($"{Names.ClientIp}? passedOver = null;");
        }

        if (_headers.SharedLocals.Any() || Enumerable.Range(0, policy.Sources.Count).Any(IsPassedOver))
        {
            writer.Line();
        }
    }

    private void EmitHealthProbeStep()
    {
        if (policy.HealthProbePaths.Count == 0)
        {
            return;
        }

        writer.Comment("2. A health probe: its path, a peer that may probe, and no line of any header that is read here.");
        List<string> conditions = [$"{names.IsHealthProbe}(path)", .. _headers.All.Select(header => _headers.Count(header) + " == 0")];
        if (!policy.Sources.Any(source => source.TrustAnyPeer))
        {
            var probers = MembershipEmitter.PeerSets(policy).Append(policy.ProbeRanges).Where(set => set >= 0).Distinct()
                .Select(set => $"{names.PeerTests[set]}(peer)")
                .ToList();
            conditions.Insert(1, probers.Count == 1 ? probers[0] : "(" + string.Join(" || ", probers) + ")");
        }

        for (var i = 0; i < conditions.Count; i++)
        {
            writer.Line((i == 0 ? "if (" : "    && ") + conditions[i] + (i == conditions.Count - 1 ? ")" : string.Empty));
        }

        using (writer.Open())
        {
            AnswerEmitter.NoSource(writer, "return", AnswerEmitter.Reason("HealthProbe"));
        }

        writer.Line();
    }

    /// <summary>With one source there is nothing to choose: what does not end before it ends in it.</summary>
    private void EmitOnlySource()
    {
        var source = policy.Sources[0];
        var peerSet = MembershipEmitter.PeerSet(source);
        if (peerSet >= 0)
        {
            using (writer.Open($"if (!{names.PeerTests[peerSet]}(peer))"))
            {
                EmitNoSource();
            }

            writer.Line();
        }

        writer.Comment($"3. {Literals.Plain(SourceEmitter.Describe(source))}: the only source.");
        new SourceEmitter(writer, policy, names, _headers, _membership, index: 0, returnsFlag: false).EmitSteps();
    }

    /// <returns>Whether the end of the sources can be reached.</returns>
    private bool EmitSources(List<SourceEmitter> sources)
    {
        for (var i = 0; i < policy.Sources.Count; i++)
        {
            var source = policy.Sources[i];
            var isPassedOver = IsPassedOver(i);
            var emitter = new SourceEmitter(writer, policy, names, _headers, _membership, i, isPassedOver);
            sources.Add(emitter);

            writer.Comment($"3. Source {Literals.Number(i)}: {Literals.Plain(SourceEmitter.Describe(source))}.");
            var peerSet = MembershipEmitter.PeerSet(source);
            if (peerSet < 0 && !isPassedOver)
            {
                // It takes any peer and decides: what stands after it is never tried.
                emitter.Call("return ", ";");
                return false;
            }

            using (writer.Open(peerSet < 0 ? null : $"if ({names.PeerTests[peerSet]}(peer))"))
            {
                if (isPassedOver)
                {
                    emitter.Call("if (", ")");
                    using (writer.Open())
                    {
                        writer.Line("return answer;");
                    }

                    writer.Line();
                    writer.Line("passedOver ??= answer;");
                }
                else
                {
                    emitter.Call("return ", ";");
                }
            }

            writer.Line();
        }

        return true;
    }

    /// <summary>
    /// Whether something may be tried, or another reason be kept, after a source whose peer test has held. The
    /// first that can be passed over at all decides if no other source follows.
    /// </summary>
    private bool IsPassedOver(int index)
        => policy.Sources[index].CanBePassedOver
        && (index < policy.Sources.Count - 1 || policy.Sources.Take(index).Any(source => source.CanBePassedOver));

    private void EmitNoSource()
    {
        writer.Comment("7. No source is selected.");
        if (Enumerable.Range(0, policy.Sources.Count).Any(IsPassedOver))
        {
            using (writer.Open("if (passedOver is { } first)"))
            {
                writer.Line("return first;");
            }

            writer.Line();
        }

        if (policy.AllowDirect)
        {
            var isNoProxy = _membership.IsProxy("peer") is { } isProxy ? $" && !{isProxy}" : string.Empty;
            using (writer.Open($"if (!peer.IsUnspecified{isNoProxy})"))
            {
                writer.Line($"return {Names.Answer}.Direct(peer);");
            }

            writer.Line();
        }

        writer.Line("var unknown = peer.IsUnspecified");
        using (writer.Indent())
        {
            writer.Line($"? {AnswerEmitter.Reason("PeerUnknown")}");
            writer.Line($": {AnswerEmitter.Reason("PeerNotTrusted")};");
        }

        AnswerEmitter.NoSource(writer, "return", "unknown");
    }

    private void EmitHealthProbe()
    {
        writer.Summary("Whether the request asks for one of the paths that a load balancer probes.");
        writer.Line($"private static bool {names.IsHealthProbe}({Names.Path} path)");
        using (writer.Indent())
        {
            for (var i = 0; i < policy.HealthProbePaths.Count; i++)
            {
                writer.Line((i == 0 ? "=> " : "|| ")
                    + $"{Names.Answer}.PathEquals(path, {Literals.Text(policy.HealthProbePaths[i])})"
                    + (i == policy.HealthProbePaths.Count - 1 ? ";" : string.Empty));
            }
        }

        writer.Line();
    }
}
