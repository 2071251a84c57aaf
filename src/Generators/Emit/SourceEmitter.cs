using ClientIpAnalyzers.Declarations;
using ClientIpAnalyzers.Generators.Model;

namespace ClientIpAnalyzers.Generators.Emit;

/// <summary>Writes the method that follows one source once its peer test has held: secret, chain, header.</summary>
internal sealed class SourceEmitter
{
    private readonly CodeWriter _writer;
    private readonly PolicyNames _names;
    private readonly HeaderPlan _headers;
    private readonly AnswerEmitter _answer;
    private readonly SourcePlan _source;
    private readonly int _index;
    private readonly bool _returnsFlag;

    public SourceEmitter(
        CodeWriter writer, ResolvedPolicy policy, PolicyNames names, HeaderPlan headers, MembershipEmitter membership, int index, bool returnsFlag)
    {
        (_writer, _names, _headers, _index, _returnsFlag) = (writer, names, headers, index, returnsFlag);
        _source = policy.Sources[index];
        _answer = new AnswerEmitter(writer, policy, names, headers, membership, index, returnsFlag);
    }

    /// <summary>What a source is, in one line.</summary>
    public static string Describe(SourcePlan source)
    {
        var proof = source switch
        {
            { Via.Count: > 0 } => "through " + string.Join(", ", source.Via.Select(step => step.Name + (step.Repeats ? "+" : string.Empty))),
            { TrustAnyPeer: true } => "from any peer",
            _ => "from trusted proxies",
        };
        var count = source.HopCount > 0 ? $", entry {Literals.Number(source.HopCount)} from the right" : string.Empty;
        var secret = source.ProofHeader is { } header ? $", with a secret in {header}" : string.Empty;
        return $"{source.Header} {proof}{count}{secret}";
    }

    /// <summary>Writes the call of the method.</summary>
    public void Call(string before, string after)
    {
        List<string> arguments = ["peer", "headers", .. _headers.SharedBy(_source).Select(local => "ref " + local)];
        if (_returnsFlag)
        {
            arguments.Add("out var answer");
        }

        _writer.List($"{before}{_names.SourceMethods[_index]}(", arguments, ")" + after);
    }

    /// <summary>Writes a method with the steps.</summary>
    public void Emit()
    {
        _writer.Summary($"Source {Literals.Number(_index)}: {Literals.Xml(Describe(_source))}; the peer has passed its test.");
        if (_returnsFlag)
        {
            _writer.Line("/// <returns>True where this source decides; false where the answer says why it is passed over.</returns>");
        }

        _writer.Line(Names.NotInlined);
        List<string> parameters =
        [
            $"{Names.Ip} peer",
            $"{Names.Headers} headers",
            .. _headers.SharedBy(_source).Select(local => $"ref {Names.StringValues}? {local}"),
        ];
        if (_returnsFlag)
        {
            parameters.Add($"out {Names.ClientIp} answer");
        }

        _writer.List($"private {(_returnsFlag ? "bool" : Names.ClientIp)} {_names.SourceMethods[_index]}(", parameters, ")");
        using (_writer.Open())
        {
            EmitSteps();
        }

        _writer.Line();
    }

    /// <summary>Writes the steps alone, where the peer is <c>peer</c> and the header lines come from <c>headers</c>.</summary>
    public void EmitSteps()
    {
        EmitSecret();
        if (_source.IsList)
        {
            EmitList();
        }
        else
        {
            EmitSingle();
        }
    }

    private void EmitSecret()
    {
        if (_source.ProofHeader is not { } header || _source.ProofKey is not { } key)
        {
            return;
        }

        _writer.Comment($"The secret in {Literals.Plain(header)}.");
        _writer.Line($"var proof = {_names.SecretField(key)}.Check({_headers.Lines(header)});");
        using (_writer.Open($"if (proof != {Names.Reason}.Resolved)"))
        {
            _answer.PassOver("proof", "peer");
        }

        _writer.Line();
    }

    private void EmitSingle()
    {
        var vouched = "peer";
        if (_source.HasChain)
        {
            OpenList();
            new ChainEmitter(_writer, _names, _source, _answer).Emit();
            vouched = "vouched";
        }

        var method = _source.Reading == HeaderKind.SingleWithPort ? "ReadWithPort" : "Read";
        _writer.Comment($"Selected. The one value of {Literals.Plain(_source.Header)}.");
        _writer.List(
            (_source.HasChain ? "reason = " : "var reason = ") + $"{Names.SingleValue}.{method}(",
            [_headers.Lines(_source.Header), "out var address"],
            ");");
        _answer.UnlessResolved(_answer.Refuse, vouched);
        _answer.Judge("address", knownOutside: -1, vouched, vouched);
    }

    private void EmitList()
    {
        OpenList();
        if (_source.Via.Count > 0)
        {
            EmitVia();
        }
        else if (_source.HopCount > 0)
        {
            EmitHopCount();
        }
        else if (_source.Trust >= 0)
        {
            EmitWalk();
        }
        else
        {
            EmitEntry("The rightmost entry was written by the peer.");
        }
    }

    /// <summary>The reader, and what is vouched for so far.</summary>
    private void OpenList()
    {
        var list = _source.ListHeader;
        var reader = list.Equals("Forwarded", StringComparison.OrdinalIgnoreCase) ? "Forwarded" : "ForwardedFor";
        _writer.List($"var entries = {Names.ListReader}.{reader}(", [_headers.Lines(list)], ");");
        if (_source.Via.Count == 0 ? _source.Trust >= 0 || _source.HopCount > 1 : _source.HasChain)
        {
            _writer.Line("var vouched = peer;");
        }

        _writer.Line();
        _answer.EntriesRead = "entries.EntriesRead";
    }

    private void EmitVia()
    {
        var vouched = "peer";
        var read = false;
        if (_source.HasChain)
        {
            // A first hop that repeats has read past its own entries, and so has the client's.
            read = new ChainEmitter(_writer, _names, _source, _answer).Emit();
            vouched = "vouched";
        }

        if (read)
        {
            _writer.Comment("The first entry outside is the client's.");
        }
        else
        {
            _writer.Comment("Selected. The client's entry stands to the left of the verified chain.");
            _writer.Line(_source.HasChain ? "reason = entries.Read(out entry);" : "var reason = entries.Read(out var entry);");
            _answer.UnlessResolved(_answer.Refuse, vouched);
        }

        _answer.Judge("entry", knownOutside: -1, "entry", vouched);
    }

    private void EmitWalk()
    {
        _writer.Comment("Walks left while the entries are proxies'.");
        using (_writer.Open("while (true)"))
        {
            _writer.Line("var reason = entries.Read(out var entry);");
            using (_writer.Open($"if (reason != {Names.Reason}.Resolved)"))
            {
                _writer.Comment("Where no entry is left, every one was a proxy's.");
                _writer.Line($"var refused = reason == {Names.Reason}.ChainTooShort");
                using (_writer.Indent())
                {
                    _writer.Line($"? {AnswerEmitter.Reason("AllTrusted")}");
                    _writer.Line(": reason;");
                }

                _answer.Refuse("refused", "vouched");
            }

            _writer.Line();
            _writer.Line("vouched = entry;");
            using (_writer.Open($"if ({_names.Tests[_source.Trust]}(entry))"))
            {
                _writer.Line("continue;");
            }

            _writer.Line();
            _answer.Judge("entry", knownOutside: _source.Trust, "vouched", "vouched");
        }
    }

    private void EmitHopCount()
    {
        if (_source.HopCount > 1)
        {
            _writer.Comment(_source.TrustAnyPeer
                ? "The entries to the right of the client's."
                : "The entries to the right of the client's must be trusted proxies'.");
            using (_writer.Open($"for (var hop = 1; hop < {Literals.Number(_source.HopCount)}; hop++)"))
            {
                _writer.Line("var skipped = entries.Read(out var proxy);");
                using (_writer.Open($"if (skipped != {Names.Reason}.Resolved)"))
                {
                    _answer.Refuse("skipped", "vouched");
                }

                _writer.Line();
                _writer.Line("vouched = proxy;");
                if (!_source.TrustAnyPeer && _source.Trust >= 0)
                {
                    using (_writer.Open($"if (!{_names.Tests[_source.Trust]}(proxy))"))
                    {
                        _answer.Refuse(AnswerEmitter.Reason("ChainMismatch"), "vouched");
                    }
                }
            }

            _writer.Line();
        }

        EmitEntry($"Entry {Literals.Number(_source.HopCount)} from the right is the client's.");
    }

    /// <summary>The client's entry of a source that has no chain; what a verified proxy wrote is vouched for at once.</summary>
    private void EmitEntry(string comment)
    {
        var vouched = _source.Trust >= 0 || _source.HopCount > 1 ? "vouched" : "peer";
        _writer.Comment(comment);
        _writer.Line("var reason = entries.Read(out var entry);");
        _answer.UnlessResolved(_answer.Refuse, vouched);
        _answer.Judge("entry", knownOutside: -1, "entry", "entry");
    }
}
