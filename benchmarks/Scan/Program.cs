using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using ClientIpAnalyzers.Benchmarks.Checkout;

// Scans a made-up checkout, or the folder that is named, and says what that took.
var count = args is [var number, ..] && int.TryParse(number, CultureInfo.InvariantCulture, out var asked) ? asked : 5000;
var given = args is [var path] && Directory.Exists(path) ? path : null;
var folder = given ?? Directory.CreateTempSubdirectory("clientip-scan-").FullName;
try
{
    if (given is null)
    {
        SyntheticCheckout.WriteTo(folder, count);
    }

    var tool = typeof(Program).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "Tool").Value!;
    var watch = Stopwatch.StartNew();
    using var scan = Process.Start(new ProcessStartInfo("dotnet", ["exec", tool, "scan", folder, "--json"]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
    var findings = scan.StandardOutput.ReadToEndAsync();
    var errors = scan.StandardError.ReadToEndAsync();

    // Counters are gone with the process, so the last look before its end counts.
    var (peak, cpu) = (0L, TimeSpan.Zero);
    while (!scan.WaitForExit(50))
    {
        try
        {
            scan.Refresh();
            (peak, cpu) = (Math.Max(peak, scan.PeakWorkingSet64), scan.TotalProcessorTime);
        }
        catch (InvalidOperationException)
        {
            break;
        }
    }

    await scan.WaitForExitAsync();
    var elapsed = watch.Elapsed.TotalSeconds;
    var found = JsonDocument.Parse(await findings).RootElement.GetArrayLength();
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"files     {Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories).Count()}"));
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"findings  {found}"));
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"status    {scan.ExitCode}"));
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"elapsed   {elapsed:0.0} s"));
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"cpu time  {cpu.TotalSeconds:0.0} s"));
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"peak      {peak / 1024 / 1024} MB"));
    var complaints = (await errors).Split('\n').Where(line => line.Length > 0 && !line.StartsWith("Scanning ", StringComparison.Ordinal)).ToList();
    complaints.ForEach(Console.WriteLine);
    return complaints.Count == 0 && scan.ExitCode < 2 ? 0 : 1;
}
finally
{
    if (given is null)
    {
        Directory.Delete(folder, recursive: true);
    }
}
