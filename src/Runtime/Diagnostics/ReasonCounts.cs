namespace ClientIpAnalyzers;

/// <summary>How many answers had which reason, for one host. Made only where somebody shows it.</summary>
internal sealed class ReasonCounts(TimeProvider time)
{
    private readonly long[] _counts = new long[ReasonNames.Count];

    /// <summary>When counting began.</summary>
    public DateTimeOffset Since { get; } = time.GetUtcNow();

    public void Add(ClientIpReason reason) => Interlocked.Increment(ref _counts[(int)reason]);

    /// <summary>The reasons that there were, the most frequent first.</summary>
    public IReadOnlyList<(ClientIpReason Reason, long Count)> Read() =>
    [
        .. _counts.Select((_, reason) => ((ClientIpReason)reason, Volatile.Read(ref _counts[reason])))
            .Where(row => row.Item2 != 0)
            .OrderByDescending(row => row.Item2),
    ];
}
