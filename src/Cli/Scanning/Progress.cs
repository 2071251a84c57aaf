using System.Diagnostics;

namespace ClientIpAnalyzers.Cli.Scanning;

/// <summary>Says on long runs how far it is: a line that rewrites itself on a terminal, else one every few seconds.</summary>
internal sealed class Progress(TextWriter writer, bool isTerminal) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    private readonly Stopwatch _running = Stopwatch.StartNew();
    private TimeSpan _next = isTerminal ? Patience : Pause;
    private int _written;

    public void Report(string text)
    {
        if (_running.Elapsed < _next)
        {
            return;
        }

        if (isTerminal)
        {
            _next = _running.Elapsed + TimeSpan.FromMilliseconds(100);
            writer.Write("\r" + text.PadRight(_written));
            _written = text.Length;
        }
        else
        {
            _next = _running.Elapsed + Pause;
            writer.WriteLine(text);
        }
    }

    /// <summary>Leaves the line empty for what comes next.</summary>
    public void Dispose()
    {
        if (_written > 0)
        {
            writer.Write("\r" + new string(' ', _written) + "\r");
            _written = 0;
        }
    }
}
