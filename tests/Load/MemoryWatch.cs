using System.Diagnostics;

namespace ClientIpAnalyzers.Load;

/// <summary>
/// The managed heap after a full collection, over time. What leaks shows as a slope; the first fifth, in which caches
/// and pools fill, does not count.
/// </summary>
internal sealed class MemoryWatch(TimeSpan warmUp)
{
    /// <summary>How much the heap may grow in the time measured, as a part of what it holds: noise of pools, no leak.</summary>
    public const double MostGrowth = 0.10;

    private readonly Stopwatch _time = Stopwatch.StartNew();
    private readonly List<(double Seconds, double Bytes)> _samples = [];

    public double LastMegabytes { get; private set; }

    public double MeanMegabytes => _samples.Count == 0 ? LastMegabytes : _samples.Average(sample => sample.Bytes) / 1048576;

    public int Samples => _samples.Count;

    /// <summary>By least squares; 0 where there is too little to tell.</summary>
    public double MegabytesPerMinute
    {
        get
        {
            if (_samples.Count < 3)
            {
                return 0;
            }

            var (x, y) = (_samples.Average(sample => sample.Seconds), _samples.Average(sample => sample.Bytes));
            var spread = _samples.Sum(sample => (sample.Seconds - x) * (sample.Seconds - x));
            return _samples.Sum(sample => (sample.Seconds - x) * (sample.Bytes - y)) / spread * 60 / 1048576;
        }
    }

    public bool IsSteady => _samples.Count < 3
        || MegabytesPerMinute * (_samples[^1].Seconds - _samples[0].Seconds) / 60 <= MeanMegabytes * MostGrowth;

    public void Sample()
    {
        var bytes = GC.GetTotalMemory(forceFullCollection: true);
        LastMegabytes = bytes / 1048576.0;
        if (_time.Elapsed >= warmUp)
        {
            _samples.Add((_time.Elapsed.TotalSeconds, bytes));
        }
    }
}
