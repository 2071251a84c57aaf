using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace ClientIpAnalyzers.Conformance.Vectors;

/// <summary>One case: a policy, a request, and the answer that is wanted.</summary>
/// <param name="Policy">The policy's JSON.</param>
/// <param name="Peer">Null for a peer without an address.</param>
internal sealed record Vector(
    string Id, string Policy, Ip? Peer, PathString Path, IReadOnlyList<(string Name, string Value)> Lines, VectorAnswer Expected)
{
    public HeaderDictionary ToHeaders()
    {
        var headers = new HeaderDictionary();
        foreach (var (name, value) in Lines)
        {
            // Not Append, which drops a line that is empty.
            headers[name] = StringValues.Concat(headers[name], value);
        }

        return headers;
    }

    public override string ToString() => Id;
}

/// <summary>The part of an answer that the vectors fix.</summary>
internal readonly record struct VectorAnswer(Ip? Address, string Reason, Ip? Vouched)
{
    public static VectorAnswer Of(ClientIp answer) => new(answer.Address, answer.Reason.ToString(), answer.Vouched);

    public override string ToString()
        => $"{Reason}, address {Address?.ToString() ?? "none"}, vouched {Vouched?.ToString() ?? "none"}";
}
