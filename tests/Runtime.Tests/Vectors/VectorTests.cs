using Microsoft.AspNetCore.Http;

namespace ClientIpAnalyzers.Runtime.Tests.Vectors;

public class VectorTests
{
    public static TheoryData<Vector> All { get; } = [.. Vector.Load(Repository.Vectors).Select(vector => new TheoryDataRow<Vector>(vector))];

    [Theory]
    [MemberData(nameof(All), DisableDiscoveryEnumeration = true)]
    public void The_interpreter_answers_as_the_vector_says(Vector vector)
    {
        var answer = Resolve(vector);

        Assert.Equal(
            (vector.Reason, vector.Address is null ? null : Ip.Parse(vector.Address), vector.Vouched is null ? (Ip?)null : Ip.Parse(vector.Vouched)),
            (answer.Reason.ToString(), answer.Address, answer.Vouched));
    }

    [Fact]
    public void Resolving_any_vector_allocates_nothing()
    {
        var failures = new List<string>();
        foreach (var vector in Vector.Load(Repository.Vectors))
        {
            var resolver = new PolicyResolver(ClientIpPolicy.FromJson(vector.Policy));
            var headers = vector.Headers;
            Ip? peer = vector.Peer is null ? null : Ip.Parse(vector.Peer);
            var path = new PathString(vector.Path ?? "/");
            resolver.Resolve(peer, headers, path);

            var before = GC.GetAllocatedBytesForCurrentThread();
            resolver.Resolve(peer, headers, path);
            var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            if (allocated != 0)
            {
                failures.Add($"{vector.Id}: {allocated} bytes");
            }
        }

        Assert.Empty(failures);
    }

    private static ClientIp Resolve(Vector vector)
        => new PolicyResolver(ClientIpPolicy.FromJson(vector.Policy)).Resolve(
            vector.Peer is null ? null : Ip.Parse(vector.Peer), vector.Headers, new PathString(vector.Path ?? "/"));
}
