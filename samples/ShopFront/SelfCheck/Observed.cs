using System.Collections.Concurrent;
using System.Diagnostics;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;
using Serilog.Core;
using Serilog.Events;

namespace ShopFront.SelfCheck;

/// <summary>What the application logged, traced and counted.</summary>
internal sealed class Observed : ILogEventSink
{
    private readonly ConcurrentQueue<LogEvent> _events = [];
    private readonly List<Activity> _spans = [];
    private readonly List<Metric> _metrics = [];

    public void Watch(WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<ILogEventSink>(this);
        builder.Services.AddOpenTelemetry()
            .WithTracing(tracing => tracing.AddInMemoryExporter(_spans))
            .WithMetrics(metrics => metrics.AddInMemoryExporter(_metrics));
    }

    public void Emit(LogEvent logEvent) => _events.Enqueue(logEvent);

    /// <summary>Compares it with what was sent.</summary>
    public void Check(Rehearsal rehearsal, IServiceProvider services)
    {
        services.GetRequiredService<TracerProvider>().ForceFlush();
        services.GetRequiredService<MeterProvider>().ForceFlush();

        var lines = _events.Where(line => line.MessageTemplate.Text.StartsWith("HTTP {RequestMethod}", StringComparison.Ordinal)).ToList();
        rehearsal.Expect("log", "requests by the attacker", "7", $"{lines.Count(line => Text(line, "ClientIp") == Rehearsal.Attacker)}");
        rehearsal.Expect("log", "a review has the client", Rehearsal.Attacker, Text(_events.FirstOrDefault(line => line.MessageTemplate.Text.StartsWith("A review", StringComparison.Ordinal)), "ClientIp"));
        rehearsal.Expect("log", "lines with the forged address", "0", $"{_events.Count(Holds)}");
        rehearsal.Expect("log", "warnings of unknown clients", "2", $"{_events.Count(line => Text(line, "SourceContext") == "ClientIpAnalyzers" && line.Level == LogEventLevel.Warning)}");

        rehearsal.Expect("trace", "spans by the attacker", "7", $"{_spans.Count(span => Equals(span.GetTagItem("client.address"), Rehearsal.Attacker))}");
        rehearsal.Expect("trace", "spans with the forged address", "0", $"{_spans.Count(span => span.TagObjects.Any(tag => $"{tag.Value}" == Rehearsal.Forged))}");
        rehearsal.Expect("meter", "PeerNotTrusted", "1", $"{Count("PeerNotTrusted")}");
        rehearsal.Expect("meter", "ProofMissing", "2", $"{Count("ProofMissing")}");
        rehearsal.Expect("meter", "HealthProbe", "1", $"{Count("HealthProbe")}");
    }

    private static string Text(LogEvent? line, string property)
        => line?.Properties.GetValueOrDefault(property) is ScalarValue value ? $"{value.Value}" : "none";

    private static bool Holds(LogEvent line)
        => line.RenderMessage(System.Globalization.CultureInfo.InvariantCulture).Contains(Rehearsal.Forged, StringComparison.Ordinal)
            || line.Properties.Values.Any(value => value.ToString().Contains(Rehearsal.Forged, StringComparison.Ordinal));

    private long Count(string reason)
    {
        var count = 0L;
        foreach (var metric in _metrics.Where(metric => metric.Name == "clientip.requests").TakeLast(1))
        {
            foreach (ref readonly var point in metric.GetMetricPoints())
            {
                foreach (var tag in point.Tags)
                {
                    count += tag.Key == "clientip.reason" && Equals(tag.Value, reason) ? point.GetSumLong() : 0;
                }
            }
        }

        return count;
    }
}
