using System.Diagnostics;

namespace ClientIpAnalyzers.Benchmarks.Middleware;

/// <summary>Sends a number of requests, one after the other, and returns when all are answered.</summary>
internal delegate void SendRequests(int count);

/// <param name="Name">The variant.</param>
/// <param name="Nanoseconds">Time per request, median of the rounds.</param>
/// <param name="Added">What the variant adds to the first one's time, by the median of the rounds; 0.03 is 3 %.</param>
/// <param name="AddedLow">The first quartile of the rounds.</param>
/// <param name="AddedHigh">The third quartile.</param>
/// <param name="AddedAtBest">The same for the fastest tenth of each variant's own rounds, in which nothing else ran.</param>
/// <param name="Bytes">Bytes allocated per request in the whole process.</param>
/// <param name="AddedBytes">How many of them the variant adds.</param>
internal sealed record Measured(
    string Name, double Nanoseconds, double Added, double AddedLow, double AddedHigh, double AddedAtBest, double Bytes, double AddedBytes);

/// <summary>
/// Compares variants in rounds of turns that take a fraction of a millisecond: what else the machine does, and how
/// warm it is, changes more slowly, and so falls on all alike.
/// </summary>
internal static class Comparison
{
    private const int RequestsForBytes = 20_000;
    private const int RequestsToWarmUp = 160;

    public static IReadOnlyList<Measured> Run(IReadOnlyList<(string Name, SendRequests Send)> variants, int rounds, int requests)
    {
        WarmUp(variants);
        var times = variants.Select(_ => new double[rounds]).ToArray();
        for (var round = 0; round < rounds; round++)
        {
            // Whoever runs second finds the caches as the first has left them: each is first equally often.
            for (var turn = 0; turn < variants.Count; turn++)
            {
                var index = (round + turn) % variants.Count;
                var start = Stopwatch.GetTimestamp();
                variants[index].Send(requests);
                times[index][round] = Stopwatch.GetElapsedTime(start).TotalNanoseconds / requests;
            }
        }

        var bytes = variants.Select(variant => BytesPerRequest(variant.Send)).ToArray();
        return [.. variants.Select((variant, i) =>
        {
            var added = times[i].Zip(times[0], (one, none) => (one / none) - 1).ToArray();
            return new Measured(
                variant.Name, Quantile(times[i], 0.5), Quantile(added, 0.5), Quantile(added, 0.25), Quantile(added, 0.75),
                (Quantile(times[i], 0.1) / Quantile(times[0], 0.1)) - 1, bytes[i], bytes[i] - bytes[0]);
        })];
    }

    /// <summary>Until the code has been compiled for good, which happens in the background.</summary>
    private static void WarmUp(IReadOnlyList<(string Name, SendRequests Send)> variants)
    {
        for (var i = 0; i < 100; i++)
        {
            foreach (var (_, send) in variants)
            {
                send(RequestsToWarmUp);
            }

            Thread.Sleep(20);
        }
    }

    private static double BytesPerRequest(SendRequests send)
    {
        var before = GC.GetTotalAllocatedBytes(precise: true);
        send(RequestsForBytes);
        return (GC.GetTotalAllocatedBytes(precise: true) - before) / (double)RequestsForBytes;
    }

    private static double Quantile(double[] values, double share)
    {
        var sorted = values.Order().ToArray();
        return sorted[(int)(share * (sorted.Length - 1))];
    }
}
