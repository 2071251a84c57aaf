using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.HttpLogging;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;

#pragma warning disable CA1848 // One line is logged.

namespace ClientIpAnalyzers.Runtime.Tests.AspNetCore;

public sealed class ObservationTests : IDisposable
{
    private readonly LogLines _lines = new();

    public void Dispose() => _lines.Dispose();

    [Fact]
    public async Task An_unknown_client_is_a_warning_once_per_reason_and_interval_without_text_of_the_request()
    {
        var time = new ManualTime();
        await using var app = await StartAsync(services => services.AddSingleton<TimeProvider>(time));

        for (var i = 0; i < 5; i++)
        {
            await app.AskAsync(forwardedFor: "evil\u001b[31m, 8.8.8.8, <script>");
            await app.AskAsync(peer: "6.6.6.6");
            await app.AskAsync();
            await app.AskAsync("/healthz", forwardedFor: null);
        }

        Assert.Equal(2, Warnings().Length);
        Assert.Contains("EntryInvalid (source X-Forwarded-For, peer 100.64.3.4, vouched for 100.64.3.4; 0 more", Warnings()[0].Text, StringComparison.Ordinal);
        Assert.Contains("PeerNotTrusted (source none, peer 6.6.6.6", Warnings()[1].Text, StringComparison.Ordinal);
        Assert.DoesNotContain(_lines.Own, line => line.Text.Contains("script", StringComparison.Ordinal) || line.Text.Contains('\u001b', StringComparison.Ordinal));

        time.Now += TimeSpan.FromSeconds(61);
        await app.AskAsync(peer: "6.6.6.7");
        Assert.Equal(3, Warnings().Length);
        Assert.Contains("peer 6.6.6.7, vouched for 6.6.6.7; 4 more", Warnings()[2].Text, StringComparison.Ordinal);

        LogLines.Line[] Warnings() => [.. _lines.Own.Where(line => line.Level == LogLevel.Warning)];
    }

    [Fact]
    public async Task The_longest_interval_between_warnings_has_no_end()
    {
        await using var app = await StartAsync(
            services => services.Configure<ClientIpMiddlewareOptions>(options => options.WarningInterval = TimeSpan.MaxValue));

        await app.AskAsync(peer: "6.6.6.6");
        await app.AskAsync(peer: "6.6.6.6");

        Assert.Single(_lines.Own, line => line.Level == LogLevel.Warning);
    }

    [Fact]
    public async Task Everything_logged_for_a_request_carries_the_client_where_asked_to()
    {
        await using var app = await StartAsync(
            services => services.Configure<ClientIpMiddlewareOptions>(options => options.AddLogScope = true),
            app => app.Run(context =>
            {
                app.Logger.LogInformation("Served");
                return Task.CompletedTask;
            }));

        await app.AskAsync();

        Assert.Contains("ClientIp:8.8.8.8 ClientIpReason:Resolved", Assert.Single(_lines.All, line => line.Text == "Served").Scopes, StringComparison.Ordinal);
    }

    [Fact]
    public async Task HttpLogging_carries_the_client()
    {
        await using var app = await StartAsync(
            services => services.AddHttpLogging(options => options.LoggingFields = HttpLoggingFields.RequestPath),
            app =>
            {
                app.UseHttpLogging();
                app.Run(Hosts.Tell);
            });

        await app.AskAsync();

        var line = Assert.Single(_lines.All, line => line.Text.StartsWith("Request:", StringComparison.Ordinal));
        Assert.Contains("ClientIp: 8.8.8.8", line.Text, StringComparison.Ordinal);
        Assert.Contains("ClientIpReason: Resolved", line.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task W3CLogger_carries_the_client_where_the_address_is_rewritten()
    {
        var folder = Directory.CreateTempSubdirectory().FullName;
        try
        {
            await using (var app = await StartAsync(
                services => services.Configure<ClientIpMiddlewareOptions>(options => options.RewriteRemoteIpAddress = true)
                    .AddW3CLogging(options => (options.LogDirectory, options.FlushInterval, options.LoggingFields) =
                        (folder, TimeSpan.FromMilliseconds(50), W3CLoggingFields.ClientIpAddress | W3CLoggingFields.UriStem)),
                app =>
                {
                    app.UseW3CLogging();
                    app.Run(Hosts.Tell);
                }))
            {
                await app.AskAsync("/logged");
                for (var i = 0; i < 100 && !Text().Contains("/logged", StringComparison.Ordinal); i++)
                {
                    await Task.Delay(100, TestContext.Current.CancellationToken);
                }
            }

            Assert.Contains("8.8.8.8 /logged", Text(), StringComparison.Ordinal);
            Assert.DoesNotContain("100.64.3.4", Text(), StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        string Text() => string.Concat(Directory.GetFiles(folder).Select(path =>
        {
            using var file = new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
            return file.ReadToEnd();
        }));
    }

    [Fact]
    public async Task A_recorded_activity_is_tagged_with_client_and_peer()
    {
        var stopped = new List<Activity>();
        var id = ActivityTraceId.CreateRandom();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Microsoft.AspNetCore",
            Sample = (ref _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity =>
            {
                if (activity.TraceId == id)
                {
                    stopped.Add(activity);
                }
            },
        };
        ActivitySource.AddActivityListener(listener);
        await using var app = await StartAsync(_ => { });

        await app.AskAsync(change: context => context.Request.Headers.TraceParent = $"00-{id}-00f067aa0ba902b7-01");
        await app.AskAsync(forwardedFor: null, change: context => context.Request.Headers.TraceParent = $"00-{id}-00f067aa0ba902b7-01");

        Assert.Equal(["8.8.8.8 100.64.3.4", " 100.64.3.4"], stopped.Select(activity =>
            $"{activity.GetTagItem("client.address")} {activity.GetTagItem("network.peer.address")}"));
    }

    [Fact]
    public async Task The_meter_counts_by_reason_and_source_and_times_each()
    {
        await using var app = await StartAsync(services => services.AddMetrics());
        var factory = app.Services.GetRequiredService<IMeterFactory>();
        using var listener = new MeterListener();
        var counts = new Dictionary<string, long>(StringComparer.Ordinal);
        var times = new List<double>();
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Meter.Name == "ClientIpAnalyzers" && ReferenceEquals(instrument.Meter.Scope, factory))
            {
                self.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((_, value, tags, _) =>
        {
            var key = string.Join(' ', tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}"));
            counts[key] = counts.GetValueOrDefault(key) + value;
        });
        listener.SetMeasurementEventCallback<double>((_, value, _, _) => times.Add(value));
        listener.Start();

        await app.AskAsync();
        await app.AskAsync();
        await app.AskAsync(peer: "6.6.6.6");

        Assert.Equal(2, counts["clientip.reason=Resolved clientip.source=X-Forwarded-For"]);
        Assert.Equal(1, counts["clientip.reason=PeerNotTrusted clientip.source=none"]);
        Assert.Equal(3, times.Count);
        Assert.All(times, time => Assert.InRange(time, 0, 1_000_000));
    }

    private Task<WebApplication> StartAsync(Action<IServiceCollection> register, Action<WebApplication>? configure = null)
    {
        var builder = Hosts.Builder();
        builder.Logging.AddProvider(_lines);
        builder.Services.AddClientIp(Hosts.Alb);
        register(builder.Services);
        return Hosts.StartAsync(builder, configure ?? (app => app.Run(Hosts.Tell)));
    }

    private sealed class ManualTime : TimeProvider
    {
        public TimeSpan Now { get; set; } = TimeSpan.FromDays(1);

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Now.Ticks;
    }
}
