using Microsoft.AspNetCore.Http;

namespace ClientIpAnalyzers.AspNetCore.Inspector;

/// <summary>A request that is taken through a policy: the one that asks for the page, or one that somebody tries.</summary>
/// <param name="Title">What the page calls it.</param>
/// <param name="Peer">Who connected; null where that has no address.</param>
/// <param name="Path">The path.</param>
/// <param name="Headers">The header lines.</param>
internal sealed record InspectedRequest(string Title, Ip? Peer, PathString Path, IHeaderDictionary Headers)
{
    /// <summary>The answer of the application where it has one of its own, which may differ from the policy's.</summary>
    public ClientIp? Given { get; init; }

    /// <summary>Something a reader has to know to understand the answer.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}
