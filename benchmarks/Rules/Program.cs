using BenchmarkDotNet.Running;
using ClientIpAnalyzers.Benchmarks.Rules;

if (args is ["cost", .. var rest])
{
    return await CompileCost.RunAsync(rest);
}

BenchmarkSwitcher.FromAssembly(typeof(RuleBenchmarks).Assembly).Run(args);
return 0;
