using Microsoft.Extensions.Logging;

namespace ClientIpAnalyzers;

/// <summary>
/// Warns of clients that are not known: once for each reason and interval, with the number of requests in between, so
/// that nobody can fill the log.
/// </summary>
internal sealed class ReasonWarnings(ILogger logger, TimeProvider time, TimeSpan interval)
{
    // However long it is, the time when it ends is still a time.
    private readonly long _interval = (long)(Math.Min(interval.TotalSeconds, TimeSpan.FromDays(36_500).TotalSeconds) * time.TimestampFrequency);
    private readonly long[] _due = [.. Enumerable.Repeat(long.MinValue, ReasonNames.Count)];
    private readonly long[] _held = new long[ReasonNames.Count];

    public void Report(in ClientIp client)
    {
        var reason = (int)client.Reason;
        var now = time.GetTimestamp();
        var due = Volatile.Read(ref _due[reason]);
        if (now < due || Interlocked.CompareExchange(ref _due[reason], now + _interval, due) != due)
        {
            Interlocked.Increment(ref _held[reason]);
            return;
        }

        logger.LogClientUnknown(
            ReasonNames.Of(client.Reason), client.SourceHeader ?? "none", client.Peer, client.Vouched, Interlocked.Exchange(ref _held[reason], 0));
    }
}
