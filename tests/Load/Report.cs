using System.Text.Json.Serialization;

namespace ClientIpAnalyzers.Load;

/// <summary>The figures of one run.</summary>
internal sealed record Report(
    int Seconds,
    int Clients,
    long Requests,
    long RequestsPerSecond,
    int Replacements,
    int PolicyReloads,
    long[] AnswersByState,
    int Faults,
    IReadOnlyList<string> FirstFaults,
    double HeapMegabytes,
    double HeapMegabytesPerMinute,
    int HeapSamples,
    bool HeapIsSteady)
{
    /// <summary>What speaks against the run, each in a sentence.</summary>
    public IEnumerable<string> Problems()
    {
        foreach (var fault in FirstFaults)
        {
            yield return fault;
        }

        if (Faults > FirstFaults.Count)
        {
            yield return $"... and {Faults - FirstFaults.Count} more.";
        }

        if (AnswersByState.Any(answers => answers == 0))
        {
            yield return "Only one state of the ranges was ever seen: nothing was shown.";
        }

        if (PolicyReloads != 2 * Replacements)
        {
            yield return $"{Replacements} replacements brought {PolicyReloads} reloads of two policies, not two each.";
        }

        if (!HeapIsSteady)
        {
            yield return $"The heap grows by {HeapMegabytesPerMinute:F2} MB a minute from {HeapMegabytes:F1} MB.";
        }
    }

    public override string ToString() => $"""
        {Clients} clients, {Seconds} s: {Requests} requests, {RequestsPerSecond} a second; {Replacements} replacements of the ranges.
        {AnswersByState[0]} answers by one state of them and {AnswersByState[1]} by the other; {Faults} wrong, torn or failed.
        Heap after collection: {HeapMegabytes:F2} MB on average, {HeapMegabytesPerMinute:+0.00;-0.00} MB a minute over {HeapSamples} samples.
        """;
}

[JsonSourceGenerationOptions(WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Report))]
internal sealed partial class ReportJson : JsonSerializerContext;
