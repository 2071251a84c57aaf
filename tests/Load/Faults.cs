namespace ClientIpAnalyzers.Load;

/// <summary>Everything that went wrong, of which the first few are kept in words; and what the library logs.</summary>
internal sealed class Faults : ILoggerProvider
{
    private const int MostKept = 10;

    private readonly List<string> _kept = [];
    private int _count;
    private int _reloaded;

    public int Count => Volatile.Read(ref _count);

    /// <summary>How often a policy was read again and came into use.</summary>
    public int Reloaded => Volatile.Read(ref _reloaded);

    public IReadOnlyList<string> Kept
    {
        get
        {
            lock (_kept)
            {
                return [.. _kept];
            }
        }
    }

    public void Add(string fault)
    {
        Interlocked.Increment(ref _count);
        lock (_kept)
        {
            if (_kept.Count < MostKept)
            {
                _kept.Add(fault);
            }
        }
    }

    public ILogger CreateLogger(string categoryName) => new Logger(this);

    public void Dispose()
    {
    }

    private sealed class Logger(Faults faults) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (eventId.Name == "Reloaded")
            {
                Interlocked.Increment(ref faults._reloaded);
            }
            else if (logLevel >= LogLevel.Error)
            {
                faults.Add($"{formatter(state, exception)} {exception}");
            }
        }
    }
}
