using ClientIpAnalyzers.Generators.Model;

namespace ClientIpAnalyzers.Generators.Emit;

/// <summary>
/// Writes the verification of a <c>Via</c>, hop by hop from the peer's side: each entry must be in the hop before
/// the one that wrote it.
/// </summary>
internal sealed class ChainEmitter(CodeWriter writer, PolicyNames names, SourcePlan source, AnswerEmitter answer)
{
    private bool _declared;

    /// <returns>
    /// Whether <c>entry</c> is already the one to the left of the chain, because a repeating first hop ends where
    /// the next entry is outside of it.
    /// </returns>
    public bool Emit()
    {
        // The peer is in the last hop. Where that repeats, it may be the first of several.
        var last = source.Via.Count - 1;
        var ahead = source.Via[last].Repeats;
        if (ahead)
        {
            EmitRest(source.Via[last], isChainComplete: last == 0);
        }

        for (var i = last - 1; i >= 0; i--)
        {
            var step = source.Via[i];
            writer.Comment($"Hop {Literals.Plain(step.Name)}{(step.Repeats ? ", one or more entries" : string.Empty)}.");
            if (!ahead)
            {
                EmitRead(isChainComplete: false);
            }

            writer.Line("vouched = entry;");
            using (writer.Open($"if (!{names.Tests[step.Set]}(entry))"))
            {
                answer.PassOver(AnswerEmitter.Reason("ChainMismatch"), "vouched");
            }

            writer.Line();
            ahead = step.Repeats && (i > 0 || source.IsList);
            if (ahead)
            {
                EmitRest(step, isChainComplete: i == 0);
            }
        }

        return ahead;
    }

    /// <summary>Any further entries of a repeating hop, and the first that is none of its.</summary>
    private void EmitRest(ViaStep step, bool isChainComplete)
    {
        writer.Comment($"Any further entries of {Literals.Plain(step.Name)}, and the first that is outside of it.");
        if (!_declared)
        {
            // Declared before the loop, because what follows it reads the entry.
            writer.Line($"{Names.Reason} reason;");
            writer.Line($"{Names.Ip} entry;");
            _declared = true;
        }

        using (writer.Open("while (true)"))
        {
            EmitRead(isChainComplete);
            using (writer.Open($"if (!{names.Tests[step.Set]}(entry))"))
            {
                writer.Line("break;");
            }

            writer.Line();
            writer.Line("vouched = entry;");
        }

        writer.Line();
    }

    private void EmitRead(bool isChainComplete)
    {
        writer.Line(_declared ? "reason = entries.Read(out entry);" : "var reason = entries.Read(out var entry);");
        _declared = true;
        answer.UnlessResolved(isChainComplete ? answer.Refuse : answer.PassOver, "vouched");
    }
}
