namespace ClientIpAnalyzers.Integration.Tests;

/// <summary>Tests of what belongs to the process, such as its variables and what listens to its meters: beside no other.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public class Alone;
