using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace ClientIpAnalyzers.Integration.Tests;

[Collection(nameof(Alone))]
public class OpenTelemetryTests
{
    [Fact]
    public async Task A_span_carries_client_and_peer()
    {
        var spans = new List<Activity>();
        await RunAsync(builder => builder.WithTracing(tracing => tracing.AddAspNetCoreInstrumentation().AddInMemoryExporter(spans)));

        Assert.Equal(
            ["/seen/known 8.8.8.8 127.0.0.1", "/seen/known 2001:db8::7 127.0.0.1", "/seen/unknown  127.0.0.1"],
            spans.Where(span => span.Kind == ActivityKind.Server).Select(
                span => $"{span.GetTagItem("url.path")} {span.GetTagItem("client.address")} {span.GetTagItem("network.peer.address")}"));
    }

    [Fact]
    public async Task The_meter_counts_by_reason_and_source_and_times_each()
    {
        var metrics = new List<Metric>();
        await RunAsync(builder => builder.WithMetrics(meters => meters.AddMeter("ClientIpAnalyzers").AddInMemoryExporter(metrics)));

        var requests = metrics.Last(metric => metric.Name == "clientip.requests");
        Assert.Equal("{request}", requests.Unit);
        var counts = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (ref readonly var point in requests.GetMetricPoints())
        {
            var tags = new List<string>();
            foreach (var tag in point.Tags)
            {
                tags.Add($"{tag.Key}={tag.Value}");
            }

            counts[string.Join(' ', tags)] = point.GetSumLong();
        }

        Assert.Equal(
            new Dictionary<string, long>
            {
                ["clientip.reason=Resolved clientip.source=X-Forwarded-For"] = 2,
                ["clientip.reason=HeaderMissing clientip.source=X-Forwarded-For"] = 1,
            },
            counts);

        var duration = metrics.Last(metric => metric.Name == "clientip.resolve.duration");
        Assert.Equal("us", duration.Unit);
        foreach (ref readonly var point in duration.GetMetricPoints())
        {
            Assert.Equal(3, point.GetHistogramCount());
        }
    }

    private static async Task RunAsync(Action<OpenTelemetryBuilder> observe)
    {
        await using var server = await Server.StartAsync(
            builder => observe(builder.Services.AddOpenTelemetry()),
            app =>
            {
                app.UseClientIp();
                app.MapGet("/seen/{any}", (ClientIp client) => client.ToString());
            });
        using (var client = server.CreateClient())
        {
            await client.AskAsync("/seen/known");
            await client.AskAsync("/seen/known", "2001:db8::7");
            await client.AskAsync("/seen/unknown", list: null);
        }

        await server.App.StopAsync();
        server.App.Services.GetService<TracerProvider>()?.ForceFlush();
        server.App.Services.GetService<MeterProvider>()?.ForceFlush();
    }
}
