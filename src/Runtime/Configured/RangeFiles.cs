using System.Diagnostics;
using ClientIpAnalyzers.Declarations;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.FileProviders.Physical;
using Microsoft.Extensions.Primitives;

namespace ClientIpAnalyzers;

/// <summary>
/// Reads files of ranges, and watches each from then on: one range a line, CSV with the range in a column, or the
/// JSON that providers publish.
/// </summary>
/// <param name="root">The folder that relative paths start from.</param>
/// <param name="changed">Called after a file has changed.</param>
internal sealed class RangeFiles(string root, Action changed) : IDisposable
{
    /// <summary>A file that is being written is left alone for so long: half a line can be a wider range.</summary>
    private static readonly TimeSpan s_settling = TimeSpan.FromMilliseconds(500);

    /// <summary>After so long the file is read all the same: its time may be one that never comes.</summary>
    private static readonly TimeSpan s_longestSettling = TimeSpan.FromSeconds(30);

    private readonly Dictionary<string, IDisposable[]> _watched = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _disposed = new();

    /// <summary>How many files are watched.</summary>
    public int Watched
    {
        get
        {
            lock (_watched)
            {
                return _watched.Count;
            }
        }
    }

    /// <summary>Reads a file.</summary>
    /// <exception cref="ClientIpPolicyException">It is not there, cannot be read, or holds what is no range.</exception>
    public CidrSet Read(string path)
    {
        var full = Path.GetFullPath(path, root);
        Watch(full);
        RangeFile file;
        try
        {
            file = RangeFile.Parse(File.ReadAllText(full));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ClientIpPolicyException($"The file of ranges '{path}' cannot be read: {exception.Message}", exception);
        }

        return file.Fault is null
            ? new CidrSet(file.Entries.Select(entry => Cidr.Parse(entry.Text)), file.HasUnixSocket)
            : throw new ClientIpPolicyException($"The file of ranges '{path}': {file.Fault}");
    }

    public void Dispose()
    {
        _disposed.Cancel();
        lock (_watched)
        {
            foreach (var watch in _watched.Values.SelectMany(watches => watches))
            {
                watch.Dispose();
            }

            _watched.Clear();
        }
    }

    private void Watch(string path)
    {
        lock (_watched)
        {
            if (_disposed.IsCancellationRequested || _watched.ContainsKey(path)
                || Path.GetDirectoryName(path) is not { } folder || !Directory.Exists(folder))
            {
                return;
            }

            // Polled, every four seconds: events do not come from mounted volumes, nor for a link that is replaced,
            // and those are how a container gets its files.
            var provider = new PhysicalFileProvider(folder, ExclusionFilters.None)
            {
                UsePollingFileWatcher = true,
                UseActivePolling = true,
            };
            var changes = ChangeToken.OnChange(() => provider.Watch(Path.GetFileName(path)), () => _ = SettleAsync(path));
            _watched.Add(path, [changes, provider]);
        }
    }

    /// <summary>Waits until nobody has written to the file for a while.</summary>
    private async Task SettleAsync(string path)
    {
        var waiting = Stopwatch.StartNew();
        do
        {
            await Task.Delay(s_settling, _disposed.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        while (!_disposed.IsCancellationRequested && IsBeingWritten(path) && waiting.Elapsed < s_longestSettling);

        if (!_disposed.IsCancellationRequested)
        {
            changed();
        }
    }

    private static bool IsBeingWritten(string path)
    {
        try
        {
            return DateTime.UtcNow - File.GetLastWriteTimeUtc(path) < s_settling;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Reading it will say what is wrong.
            return false;
        }
    }
}
