using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Serilog;
using Serilog.Core;
using Serilog.Events;

#pragma warning disable CA1848 // One line is logged.

namespace ClientIpAnalyzers.Integration.Tests;

public class SerilogTests
{
    [Fact]
    public async Task Request_logging_and_everything_else_carry_the_client_by_the_scope()
    {
        var events = await RunAsync(
            app => app.UseClientIp(options => options.AddLogScope = true),
            logging: null);

        Assert.Equal(["8.8.8.8 Resolved", "unknown HeaderMissing"], Clients(events, "HTTP {RequestMethod}"));
        Assert.Equal(["8.8.8.8 Resolved", "unknown HeaderMissing"], Clients(events, "Served"));
    }

    [Fact]
    public async Task Request_logging_carries_the_client_by_its_own_context()
    {
        var events = await RunAsync(
            app => app.UseClientIp(),
            options => options.EnrichDiagnosticContext = (diagnostics, context) =>
            {
                diagnostics.Set("ClientIp", context.GetClientIp().ToString());
                diagnostics.Set("ClientIpReason", context.GetClientIp().Reason);
            });

        Assert.Equal(["8.8.8.8 Resolved", "unknown HeaderMissing"], Clients(events, "HTTP {RequestMethod}"));
    }

    [Fact]
    public async Task A_warning_holds_no_text_of_the_request()
    {
        var events = await RunAsync(app => app.UseClientIp(), logging: null, "evil\u001b[31m {Template} <script>");

        var warning = Assert.Single(events, logged => logged.Level == LogEventLevel.Warning && Text(logged, "SourceContext") == "ClientIpAnalyzers");
        Assert.Equal("EntryInvalid", Text(warning, "Reason"));
        Assert.DoesNotContain(events, logged => logged.RenderMessage().Contains("script", StringComparison.Ordinal));
    }

    private static async Task<LogEvent[]> RunAsync(
        Action<WebApplication> use, Action<Serilog.AspNetCore.RequestLoggingOptions>? logging, string? list = null)
    {
        var sink = new Sink();
        await using (var server = await Server.StartAsync(
            builder => builder.Services.AddSerilog(configuration => configuration
                .MinimumLevel.Information().MinimumLevel.Override("Microsoft", LogEventLevel.Warning).Enrich.FromLogContext().WriteTo.Sink(sink)),
            app =>
            {
                use(app);
                app.UseSerilogRequestLogging(options => logging?.Invoke(options));
                app.MapGet("/", (ILogger<SerilogTests> logger) => logger.LogInformation("Served"));
            }))
        {
            using var client = server.CreateClient();
            foreach (var header in (string?[])(list is null ? [Server.List, null] : [list]))
            {
                await client.AskAsync(list: header);
            }
        }

        return [.. sink.Events];
    }

    private static IEnumerable<string> Clients(LogEvent[] events, string message) => events
        .Where(logged => logged.MessageTemplate.Text.StartsWith(message, StringComparison.Ordinal))
        .Select(logged => $"{Text(logged, "ClientIp")} {Text(logged, "ClientIpReason")}");

    private static string? Text(LogEvent logged, string property)
        => logged.Properties.TryGetValue(property, out var value) ? (value as ScalarValue)?.Value?.ToString() : null;

    private sealed class Sink : ILogEventSink
    {
        public ConcurrentQueue<LogEvent> Events { get; } = [];

        public void Emit(LogEvent logEvent) => Events.Enqueue(logEvent);
    }
}
