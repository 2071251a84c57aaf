using Microsoft.Extensions.Logging;

namespace ClientIpAnalyzers;

/// <summary>
/// Warns of clients that are not known: once for each reason and interval, with the number of requests in between, so
/// that nobody can fill the log.
/// </summary>
internal sealed partial class ReasonWarnings(ILogger logger, TimeProvider time, TimeSpan interval)
{
    private readonly ILogger _logger = logger;
    private readonly long _interval = (long)(interval.TotalSeconds * time.TimestampFrequency);
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

        LogUnknown(
            ReasonNames.Of(client.Reason), client.SourceHeader ?? "none", client.Peer, client.Vouched, Interlocked.Exchange(ref _held[reason], 0));
    }

    [LoggerMessage(
        LogEvents.ClientUnknown,
        LogLevel.Warning,
        "The client of a request is not known: {Reason} (source {Source}, peer {Peer}, vouched for {Vouched}; "
        + "{Held} more requests like it since the last warning).",
        EventName = "ClientUnknown")]
    private partial void LogUnknown(string reason, string source, Ip? peer, Ip? vouched, long held);
}
