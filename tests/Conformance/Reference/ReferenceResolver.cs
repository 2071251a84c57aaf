namespace ClientIpAnalyzers.Conformance.Reference;

/// <summary>
/// The trust model, sentence by sentence and as slow as that is: a third opinion, which shares no code with the two
/// engines. Where it differs from them, at least one of the three has misread a sentence.
/// </summary>
internal sealed class ReferenceResolver(ReferencePolicy policy)
{
    private const int MostEntries = 32;

    /// <param name="peer">Bits; null for a peer without an address.</param>
    public ReferenceAnswer Resolve(string? peer, string? path, IReadOnlyList<(string Name, string Value)> lines)
    {
        if (peer is not null && ReferenceAddress.IsUnspecified(peer))
        {
            return new ReferenceAnswer(null, "PeerUnknown", null);
        }

        string[] LinesOf(string header) => [.. lines.Where(line => line.Name.Equals(header, StringComparison.OrdinalIgnoreCase)).Select(line => line.Value)];
        var member = peer ?? ReferenceAddress.UnixSocket;
        if (policy.HealthProbePaths.Any(probe => IsSamePath(probe, path))
            && HeadersRead().All(header => LinesOf(header).Length == 0)
            && (policy.Sources.Any(source => PassesPeerTest(member, source)) || ReferencePolicy.IsIn(member, policy.ProbeRanges)))
        {
            return new ReferenceAnswer(null, "HealthProbe", peer);
        }

        ReferenceAnswer? kept = null;
        foreach (var source in policy.Sources.Where(source => PassesPeerTest(member, source)))
        {
            var walk = new Walk(ReferenceList.Read(source.ChainHeader, LinesOf(source.ChainHeader)), peer);
            if ((SecretFault(source, LinesOf) ?? (source.Via is null ? null : ChainFault(source, walk))) is { } fault)
            {
                var failed = new ReferenceAnswer(null, fault, walk.Vouched);
                if (!source.IsList && LinesOf(source.Header).Length > 0)
                {
                    return failed;
                }

                kept ??= failed;
                continue;
            }

            var (found, reason) = source.IsList ? FindInList(source, walk) : FindSingle(source, LinesOf(source.Header));
            return Judge(source, found, reason, walk);
        }

        return kept
            ?? (policy.AllowDirect && peer is not null && !policy.IsAnyProxy(peer) ? new ReferenceAnswer(peer, "Direct", peer)
                : new ReferenceAnswer(null, peer is null ? "PeerUnknown" : "PeerNotTrusted", peer));
    }

    private static bool IsSamePath(string probe, string? path)
        => path is not null && probe.Select(ReferenceAddress.Lower).SequenceEqual(path.Select(ReferenceAddress.Lower));

    private IEnumerable<string> HeadersRead()
        => policy.Sources.Select(source => source.Header)
            .Concat(policy.Sources.Where(source => source.ReadsChain).Select(source => source.ChainHeader))
            .Concat(policy.Sources.Where(source => source.ProofHeader is not null).Select(source => source.ProofHeader!));

    private bool PassesPeerTest(string member, ReferenceSource source)
        => source.AnyPeer || policy.IsProxyIn(member, source.Via is null ? source.Trust : RangesOf(source.Via[^1]));

    private string[] RangesOf(string hop) => policy.Hops[hop.TrimEnd('+')];

    private static string? SecretFault(ReferenceSource source, Func<string, string[]> linesOf)
    {
        var lines = source.ProofHeader is null ? null : linesOf(source.ProofHeader);
        return lines is null || (lines.Length == 1 && source.Secrets.Contains(lines[0], StringComparer.Ordinal)) ? null
            : lines.Length == 0 ? "ProofMissing"
            : "ProofMismatch";
    }

    /// <summary>Walks the chain; a list's walk then stands before the entry that names the client.</summary>
    private string? ChainFault(ReferenceSource source, Walk walk)
    {
        var hops = source.Via!.Reverse().ToList();
        for (var i = 0; i < hops.Count; i++)
        {
            // The peer is in the last hop, which takes no entry for that.
            if (i > 0)
            {
                var (entry, fault) = walk.Next("ChainTooShort");
                if (entry is null)
                {
                    return fault;
                }

                if (!policy.IsProxyIn(entry, RangesOf(hops[i])))
                {
                    return "ChainMismatch";
                }
            }

            var isFirstHop = i == hops.Count - 1;
            if (hops[i].EndsWith('+') && (source.IsList || !isFirstHop))
            {
                walk.SkipWhile(entry => policy.IsProxyIn(entry, RangesOf(hops[i])));
            }
        }

        return null;
    }

    private (string? Found, string? Reason) FindInList(ReferenceSource source, Walk walk)
    {
        if (source.Via is not null)
        {
            return walk.Next("ChainTooShort");
        }

        if (source.HopCount is { } count)
        {
            for (var i = 1; i < count; i++)
            {
                var (entry, fault) = walk.Next("ChainTooShort");
                if (entry is null)
                {
                    return (null, fault);
                }

                if (!source.AnyPeer && !policy.IsProxyIn(entry, source.Trust))
                {
                    return (null, "ChainMismatch");
                }
            }

            return walk.Next("ChainTooShort");
        }

        while (true)
        {
            var (entry, fault) = walk.Next("AllTrusted");
            if (entry is null || !policy.IsProxyIn(entry, source.Trust))
            {
                return (entry, fault);
            }
        }
    }

    private static (string? Found, string? Reason) FindSingle(ReferenceSource source, string[] lines)
    {
        if (lines.Length != 1)
        {
            return (null, lines.Length == 0 ? "HeaderMissing" : "HeaderDuplicated");
        }

        if (lines[0].Trim(' ', '\t').Length == 0)
        {
            return (null, "HeaderEmpty");
        }

        var entry = source.Kind == "single-port" ? ReferenceAddress.EntryWithPort(lines[0]) : ReferenceAddress.Entry(lines[0]);
        return entry.Bits is null && lines[0].Contains(',', StringComparison.Ordinal) ? (null, "HeaderNotSingle") : (entry.Bits, entry.Reason);
    }

    private ReferenceAnswer Judge(ReferenceSource source, string? found, string? reason, Walk walk)
    {
        if (found is null)
        {
            return new ReferenceAnswer(null, reason!, walk.Vouched);
        }

        if (policy.IsAnyProxy(found))
        {
            return new ReferenceAnswer(null, "AllTrusted", walk.Vouched);
        }

        // Decision 1: what a verified chain names as the client is not vouched for where it is refused as special.
        return ReferenceAddress.IsSpecial(found) && !policy.IsInternal(found)
            ? new ReferenceAnswer(null, "EntrySpecial", source.IsList && source.Via is not null ? walk.VouchedBefore : walk.Vouched)
            : new ReferenceAnswer(found, "Resolved", found);
    }

    /// <summary>The entries of a list from the right, and what has been vouched for so far.</summary>
    private sealed class Walk(List<Func<ReferenceEntry>>? entries, string? peer)
    {
        private int _read;

        public string? Vouched { get; private set; } = peer;

        /// <summary>What was vouched for before the last entry was read.</summary>
        public string? VouchedBefore { get; private set; }

        /// <param name="atEnd">The reason where the list has entries but none are left.</param>
        public (string? Entry, string? Fault) Next(string atEnd)
        {
            if (entries is null || _read == entries.Count)
            {
                return (null, entries is null ? "HeaderMissing" : atEnd);
            }

            if (_read == MostEntries)
            {
                return (null, "TooManyEntries");
            }

            var (bits, reason) = entries[_read++]();
            (VouchedBefore, Vouched) = (Vouched, bits ?? Vouched);
            return (bits, reason);
        }

        /// <summary>Takes entries as long as they belong; the first that does not is still to be read.</summary>
        public void SkipWhile(Func<string, bool> belongs)
        {
            while (entries is not null && _read < Math.Min(entries.Count, MostEntries) && entries[_read]().Bits is { } bits && belongs(bits))
            {
                Vouched = bits;
                _read++;
            }
        }
    }
}

/// <summary>An answer, addresses in bits.</summary>
internal readonly record struct ReferenceAnswer(string? Address, string Reason, string? Vouched);
