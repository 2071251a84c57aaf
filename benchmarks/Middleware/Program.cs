using System.Globalization;
using ClientIpAnalyzers.Benchmarks.Middleware;

// What UseClientIp adds to a request of a minimal API: beside an application without it, and one with
// UseForwardedHeaders. The number of rounds may be given.
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var rounds = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 5000;

await using (var kestrel = await Kestrel.StartAsync(Variant.All))
{
    Report("Kestrel over loopback, one request at a time", Comparison.Run(kestrel.Clients(pipelined: 1), rounds, requests: 4));
    Report("Kestrel over loopback, 16 requests at a time", Comparison.Run(kestrel.Clients(pipelined: 16), rounds, requests: 16));
}

await using (var pipelines = await Pipelines.StartAsync(Variant.All))
{
    Report("The pipeline alone, without a server", Comparison.Run(pipelines.Callers(), rounds, requests: 20));
}

static void Report(string title, IReadOnlyList<Measured> measured)
{
    Console.WriteLine(title);
    Console.WriteLine("                          ns/request    added: median (quartiles)          at the fastest tenth   bytes/request, added");
    foreach (var row in measured)
    {
        Console.WriteLine(
            $"  {row.Name,-22} {row.Nanoseconds,12:N0} {row.Added,12:+0.0%;-0.0%} ({row.AddedLow:+0.0%;-0.0%} to {row.AddedHigh:+0.0%;-0.0%}) "
            + $"{row.AddedAtBest,18:+0.0%;-0.0%} {row.Bytes,18:N1} {row.AddedBytes,8:+0.0;-0.0}");
    }

    Console.WriteLine();
}
