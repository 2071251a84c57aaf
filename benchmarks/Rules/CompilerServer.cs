using System.Diagnostics;

namespace ClientIpAnalyzers.Benchmarks.Rules;

/// <summary>
/// The SDK's compiler server, as a build uses it: warm, with the analyzers loaded. A compilation's CPU time is what the
/// server's grew by.
/// </summary>
internal sealed class CompilerServer : IDisposable
{
    private readonly string _pipe = "clientip-" + Guid.NewGuid().ToString("N");
    private readonly Process _server;

    public CompilerServer()
        => _server = Process.Start(new ProcessStartInfo("dotnet", ["exec", Path.Combine(Build.Compiler, "VBCSCompiler.dll"), "-pipename:" + _pipe])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;

    /// <summary>Elapsed and CPU time of one compilation, in milliseconds.</summary>
    public (double Elapsed, double Cpu) Compile(string responseFile)
    {
        _server.Refresh();
        if (_server.HasExited)
        {
            throw new InvalidOperationException("The compiler server has ended.");
        }

        var before = _server.TotalProcessorTime;
        var watch = Stopwatch.StartNew();
        using var client = Process.Start(new ProcessStartInfo(
            "dotnet", ["exec", Path.Combine(Build.Compiler, "csc.dll"), "/shared:" + _pipe, "/noconfig", "@" + responseFile])
        {
            RedirectStandardOutput = true,
        })!;
        var output = client.StandardOutput.ReadToEnd();
        client.WaitForExit();
        var elapsed = watch.Elapsed.TotalMilliseconds;
        _server.Refresh();
        var cpu = (_server.TotalProcessorTime - before).TotalMilliseconds;
        return client.ExitCode == 0 && cpu > 0
            ? (elapsed, cpu)
            : throw new InvalidOperationException("The compilation failed, or ran in another process: " + output[..Math.Min(output.Length, 2000)]);
    }

    public void Dispose()
    {
        _server.Kill();
        _server.WaitForExit();
        _server.Dispose();
    }
}
