using System.Diagnostics;
using System.Net;
using System.Text.Json;
using ClientIpAnalyzers.Load;
using Quickstart;

if (args.Contains("--help") || args.Contains("-h"))
{
    Console.WriteLine(Options.Help);
    return 0;
}

if (Options.Parse(args) is not { } options)
{
    await Console.Error.WriteLineAsync(Options.Help);
    return 2;
}

var ranges = new Ranges();
using var faults = new Faults();
await using var app = Service.Create(ranges, faults);
await app.StartAsync();
var urls = app.Urls.Select(url => new Uri(url)).ToArray();

var peers = new SimulatedPeers(onlyOneLoopbackAddress: false);
Visitor[] visitors =
[
    .. Enumerable.Range(0, options.Clients).Select(number => number / 2 % 2 == 0
        ? new Visitor(number, urls[0], HttpVersion.Version11, peers, faults)
        : new Visitor(number, urls[1], HttpVersion.Version20, peers, faults)),
];

using var stop = new CancellationTokenSource();
var time = Stopwatch.StartNew();
var memory = new MemoryWatch(TimeSpan.FromSeconds(options.Seconds / 5.0));
var running = visitors.Select(visitor => Task.Run(() => visitor.RunAsync(stop.Token)))
    .Append(Task.Run(ReplaceAsync))
    .Append(Task.Run(TouchAsync))
    .ToArray();

while (time.Elapsed < TimeSpan.FromSeconds(options.Seconds))
{
    await Task.Delay(1000);
    memory.Sample();
    await Console.Error.WriteLineAsync(
        $"{time.Elapsed.TotalSeconds,4:F0} s  {visitors.Sum(visitor => visitor.Requests),9} requests  {ranges.Replaced,4} replacements  "
        + $"{memory.LastMegabytes,6:F2} MB  {faults.Count} faults");
}

var seconds = time.Elapsed.TotalSeconds;
var requests = visitors.Sum(visitor => visitor.Requests);
await stop.CancelAsync();
await Task.WhenAll(running);
await app.StopAsync();

var report = new Report(
    options.Seconds, options.Clients, requests, (long)(requests / seconds), ranges.Replaced, faults.Reloaded,
    [visitors.Sum(visitor => visitor.Seen[0]), visitors.Sum(visitor => visitor.Seen[1])], faults.Count, faults.Kept,
    Math.Round(memory.MeanMegabytes, 2), Math.Round(memory.MegabytesPerMinute, 2), memory.Samples, memory.IsSteady);
Console.WriteLine(options.Json ? JsonSerializer.Serialize(report, ReportJson.Default.Report) : report);
var problems = report.Problems().ToList();
foreach (var problem in problems)
{
    await Console.Error.WriteLineAsync(problem);
}

return problems.Count == 0 ? 0 : 1;

async Task ReplaceAsync()
{
    while (!stop.IsCancellationRequested)
    {
        await Task.Delay(options.ReloadMilliseconds);
        ranges.Replace();
    }
}

// Makes the library read the ranges again at all times, also in the middle of their replacement.
async Task TouchAsync()
{
    while (!stop.IsCancellationRequested)
    {
        await Task.Delay(options.ReloadMilliseconds / 3);
        ranges.Touch();
    }
}
