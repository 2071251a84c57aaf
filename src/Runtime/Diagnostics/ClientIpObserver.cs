using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ClientIpAnalyzers.AspNetCore;

/// <summary>
/// Tells metrics, tracing and the log about answers. Nothing of it costs anything where nobody listens, and none of it
/// ever holds text from a request.
/// </summary>
internal sealed class ClientIpObserver : IDisposable
{
    private const string MeterName = "ClientIpAnalyzers";

    private readonly Meter? _ownMeter;
    private readonly Counter<long> _requests;
    private readonly Histogram<double> _duration;
    private readonly ReasonWarnings _warnings;
    private readonly ILogger _logger;
    private readonly TimeProvider _time;
    private ReasonCounts? _counts;
    private int _askedTooLate;

    public ClientIpObserver(IServiceProvider services, IOptions<ClientIpMiddlewareOptions> options)
    {
        var factory = services.GetService<IMeterFactory>();
        var meter = factory is not null ? factory.Create(MeterName) : _ownMeter = new Meter(MeterName);
        _requests = meter.CreateCounter<long>(
            "clientip.requests", "{request}", "Requests whose client was asked for, by reason and source.");
        _duration = meter.CreateHistogram<double>(
            "clientip.resolve.duration", "us", "How long it took to resolve a client.");
        _logger = ClientIpServices.Logger(services);
        _time = services.GetService<TimeProvider>() ?? TimeProvider.System;
        _warnings = new ReasonWarnings(_logger, _time, options.Value.WarningInterval);
    }

    /// <summary>The host's own counts by reason; kept from the first time that somebody asks for them.</summary>
    public ReasonCounts Counts => LazyInitializer.EnsureInitialized(ref _counts, () => new ReasonCounts(_time));

    /// <summary>Notes when resolving begins; 0 where nobody wants to know.</summary>
    public long Start() => _duration.Enabled ? Stopwatch.GetTimestamp() : 0;

    /// <summary>Counts an answer, and warns of one that is none.</summary>
    public void Observe(in ClientIp client, long started)
    {
        if (started != 0)
        {
            _duration.Record(Stopwatch.GetElapsedTime(started).TotalMicroseconds);
        }

        if (_requests.Enabled)
        {
            _requests.Add(
                1,
                new KeyValuePair<string, object?>("clientip.reason", ReasonNames.Of(client.Reason)),
                new KeyValuePair<string, object?>("clientip.source", client.SourceHeader ?? "none"));
        }

        _counts?.Add(client.Reason);
        if (!client.IsKnown && client.Reason != ClientIpReason.HealthProbe)
        {
            _warnings.Report(client);
        }
    }

    /// <summary>Writes the addresses to the request's activity, where somebody records it.</summary>
    public static void Tag(HttpContext context, in ClientIp client)
    {
        // The host makes an activity for every request that is logged; only a listener's one is looked at.
        if (context.Features.Get<IHttpActivityFeature>()?.Activity is not { IsAllDataRequested: true } activity
            || !activity.Source.HasListeners())
        {
            return;
        }

        if (client.Address is { } address)
        {
            activity.SetTag("client.address", address.ToString());
        }

        if (client.Peer is { } peer)
        {
            activity.SetTag("network.peer.address", peer.ToString());
        }
    }

    /// <summary>Says once that something changed requests before their clients were asked for.</summary>
    public void ReportAskedTooLate()
    {
        if (Interlocked.Exchange(ref _askedTooLate, 1) == 0)
        {
            _logger.LogAskedTooLate();
        }
    }

    public void Dispose() => _ownMeter?.Dispose();
}
