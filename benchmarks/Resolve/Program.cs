using BenchmarkDotNet.Running;
using ClientIpAnalyzers.Benchmarks;

BenchmarkSwitcher.FromAssembly(typeof(TwoEntries).Assembly).Run(args);
