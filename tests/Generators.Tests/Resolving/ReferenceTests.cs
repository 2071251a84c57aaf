using ClientIpAnalyzers.Conformance.Engines;
using ClientIpAnalyzers.Conformance.Reference;
using ClientIpAnalyzers.Conformance.Vectors;

namespace ClientIpAnalyzers.Generators.Tests.Resolving;

/// <summary>
/// Random policies and requests, answered by the interpreter, by generated code, and by a model that was written from
/// the trust model alone. <c>CLIENTIP_SEEDS=FROM-TO</c> runs other seeds than the usual ones.
/// </summary>
public class ReferenceTests
{
    private const int PoliciesPerSeed = 60;
    private const int RequestsPerPolicy = 150;

    public static TheoryData<int> Seeds { get; } = [.. SeedsToRun()];

    [Fact]
    public void The_reference_answers_every_vector()
    {
        var vectors = Directory.GetFiles(Path.Combine(VectorTests.Root, "tests", "vectors"), "*.json").SelectMany(VectorFile.Read).ToList();

        Assert.True(vectors.Count > 600);
        Assert.Empty(vectors.Select(vector => (vector.Id, Wanted: Wanted(vector), Answer: AskReference(vector)))
            .Where(row => row.Wanted != row.Answer)
            .Select(row => $"{row.Id}: {Show(row.Wanted)} but {Show(row.Answer)}"));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Both_engines_answer_as_the_reference_does_and_allocate_nothing(int seed)
    {
        var random = new Random(seed);
        var policies = Enumerable.Range(0, PoliciesPerSeed).Select(_ => new RandomPolicy(random)).ToList();
        var generated = new GeneratedEngine(policies.Select(policy => policy.Json));
        var reasons = new HashSet<string>();
        foreach (var policy in policies)
        {
            var requests = new RandomRequest(random, policy);
            var reference = new ReferenceResolver(ReferencePolicy.FromJson(policy.Json));
            var engines = new (string Name, IClientIpResolver Resolver)[]
            {
                ("interpreter", new PolicyResolver(ClientIpPolicy.FromJson(policy.Json))),
                ("generated", generated.Find(policy.Json, out var problem) ?? throw new InvalidOperationException($"{problem}\n{policy.Json}")),
            };
            for (var i = 0; i < RequestsPerPolicy; i++)
            {
                var request = requests.Next();
                var wanted = reference.Resolve(ReferenceAddress.BitsOf(request.Peer), request.Path.Value, request.Lines);
                reasons.Add(wanted.Reason);
                foreach (var (name, resolver) in engines)
                {
                    AssertAnswer(wanted, resolver, request, $"{name}, {policy.Json}");
                }
            }
        }

        Assert.True(reasons.Count > 20, "The requests do not reach enough reasons: " + string.Join(", ", reasons));
    }

    private static void AssertAnswer(ReferenceAnswer wanted, IClientIpResolver resolver, Vector request, string where)
    {
        var headers = request.ToHeaders();
        var answer = AnswerOf(VectorAnswer.Of(resolver.Resolve(request.Peer, headers, request.Path)));
        Assert.True(wanted == answer, $"{Show(wanted)} but {Show(answer)}\n{where}\n{Show(request)}");

        // Again: the first time may compile a method.
        var before = GC.GetAllocatedBytesForCurrentThread();
        resolver.Resolve(request.Peer, headers, request.Path);
        Assert.True(GC.GetAllocatedBytesForCurrentThread() == before, $"{where}\n{Show(request)}: bytes allocated");
    }

    private static ReferenceAnswer AskReference(Vector vector)
        => new ReferenceResolver(ReferencePolicy.FromJson(vector.Policy)).Resolve(ReferenceAddress.BitsOf(vector.Peer), vector.Path.Value, vector.Lines);

    private static ReferenceAnswer Wanted(Vector vector) => AnswerOf(vector.Expected);

    private static ReferenceAnswer AnswerOf(VectorAnswer answer)
        => new(ReferenceAddress.BitsOf(answer.Address), answer.Reason, ReferenceAddress.BitsOf(answer.Vouched));

    private static string Show(ReferenceAnswer answer)
        => $"{answer.Reason}, address {ReferenceAddress.TextOf(answer.Address)}, vouched {ReferenceAddress.TextOf(answer.Vouched)}";

    private static string Show(Vector request)
        => $"{request.Peer?.ToString() ?? "unix"} {request.Path} {string.Join(" | ", request.Lines.Select(line => $"{line.Name}: {line.Value}"))}";

    private static IEnumerable<int> SeedsToRun()
    {
        var range = (Environment.GetEnvironmentVariable("CLIENTIP_SEEDS") ?? "1-2").Split('-').Select(int.Parse).ToArray();
        return Enumerable.Range(range[0], range[^1] - range[0] + 1);
    }
}
