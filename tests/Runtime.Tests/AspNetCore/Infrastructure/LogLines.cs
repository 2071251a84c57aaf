using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace ClientIpAnalyzers.Runtime.Tests.AspNetCore;

/// <summary>Keeps what is logged, with the scopes around it.</summary>
internal sealed class LogLines : ILoggerProvider, ISupportExternalScope
{
    private readonly ConcurrentQueue<Line> _lines = [];
    private IExternalScopeProvider? _scopes;

    public IReadOnlyCollection<Line> All => _lines;

    public IEnumerable<Line> Own => _lines.Where(line => line.Category == "ClientIpAnalyzers");

    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => _scopes = scopeProvider;

    public void Dispose()
    {
    }

    internal sealed record Line(string Category, LogLevel Level, EventId Event, string Text, string Scopes);

    private sealed class Logger(LogLines lines, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => lines._scopes?.Push(state);

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            var scopes = new List<string>();
            lines._scopes?.ForEachScope(static (scope, all) => all.Add(scope?.ToString() ?? string.Empty), scopes);
            lines._lines.Enqueue(new Line(category, logLevel, eventId, formatter(state, exception), string.Join(" | ", scopes)));
        }
    }
}
