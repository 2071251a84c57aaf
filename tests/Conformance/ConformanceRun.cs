using ClientIpAnalyzers.Conformance.Engines;
using ClientIpAnalyzers.Conformance.Vectors;

namespace ClientIpAnalyzers.Conformance;

/// <summary>Answers every case twice, with the interpreter and with generated code, and compares.</summary>
internal static class ConformanceRun
{
    /// <summary>Calls before allocations are counted: what is set up once is no cost of a request.</summary>
    private const int WarmUp = 3;

    /// <param name="countAllocations">Whether a byte that resolving allocates is a failure.</param>
    public static IReadOnlyList<VectorResult> Run(IReadOnlyList<Vector> vectors, bool countAllocations)
    {
        var interpreters = new Dictionary<string, (IClientIpResolver? Resolver, string? Problem)>(StringComparer.Ordinal);
        foreach (var vector in vectors)
        {
            if (!interpreters.ContainsKey(vector.Policy))
            {
                interpreters.Add(vector.Policy, Interpret(vector.Policy));
            }
        }

        // What cannot be read is not declared either: the interpreter's problem names it.
        var generated = new GeneratedEngine(interpreters.Where(pair => pair.Value.Resolver is not null).Select(pair => pair.Key));
        return [.. vectors.Select(vector =>
        {
            var (interpreter, problem) = interpreters[vector.Policy];
            var resolver = generated.Find(vector.Policy, out var generatedProblem);
            return new VectorResult(
                vector,
                Answer(vector, interpreter, problem, countAllocations),
                Answer(vector, resolver, generatedProblem ?? problem, countAllocations));
        })];
    }

    private static (IClientIpResolver? Resolver, string? Problem) Interpret(string policy)
    {
        try
        {
            return (new PolicyResolver(ClientIpPolicy.FromJson(policy)), null);
        }
        catch (ClientIpPolicyException exception)
        {
            return (null, exception.Message);
        }
    }

    private static EngineAnswer Answer(Vector vector, IClientIpResolver? resolver, string? problem, bool countAllocations)
    {
        if (resolver is null)
        {
            return new EngineAnswer(default, 0, problem);
        }

        var headers = vector.ToHeaders();
        var answer = VectorAnswer.Of(resolver.Resolve(vector.Peer, headers, vector.Path));
        if (!countAllocations)
        {
            return new EngineAnswer(answer, 0, null);
        }

        for (var i = 0; i < WarmUp; i++)
        {
            resolver.Resolve(vector.Peer, headers, vector.Path);
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        resolver.Resolve(vector.Peer, headers, vector.Path);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        return new EngineAnswer(answer, allocated, null);
    }
}

/// <summary>What one engine made of a case.</summary>
/// <param name="Allocated">Bytes that one resolve allocated; 0 where it was not counted.</param>
/// <param name="Problem">Why there is no answer.</param>
internal sealed record EngineAnswer(VectorAnswer Answer, long Allocated, string? Problem)
{
    public bool Meets(VectorAnswer expected) => Problem is null && Answer == expected && Allocated == 0;

    public override string ToString()
        => Problem ?? Answer + (Allocated == 0 ? string.Empty : $", {Allocated} bytes allocated");
}

/// <summary>A case and what both engines made of it.</summary>
internal sealed record VectorResult(Vector Vector, EngineAnswer Interpreted, EngineAnswer Generated)
{
    public bool Passed => Interpreted.Meets(Vector.Expected) && Generated.Meets(Vector.Expected);
}
