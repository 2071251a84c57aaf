using Microsoft.AspNetCore.Http;

namespace ClientIpAnalyzers;

/// <summary>
/// Every step of one decision, as data and as text: why a request has the client that it has. It decides nothing itself
/// but shows what the interpreter did, whose answers are those of generated code. Secrets are in no step.
/// </summary>
public sealed class ClientIpTrace
{
    internal ClientIpTrace(ClientIp answer, IReadOnlyList<ClientIpTraceStep> steps, IReadOnlyList<string> advice)
    {
        Answer = answer;
        Steps = steps;
        Advice = advice;
    }

    /// <summary>The answer.</summary>
    public ClientIp Answer { get; }

    /// <summary>The steps, in the order in which they were taken.</summary>
    public IReadOnlyList<ClientIpTraceStep> Steps { get; }

    /// <summary>
    /// What to change, in the policy's own words and with the addresses in question, a sentence or two each; the
    /// likeliest comes first. Empty where nothing is to be done.
    /// </summary>
    public IReadOnlyList<string> Advice { get; }

    /// <summary>Decides by a policy and keeps every step. For a look at single requests: it is not made to be fast.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="peer">The transport endpoint that connected; null where it has no address.</param>
    /// <param name="headers">The request's header lines, in the order received.</param>
    /// <param name="path">The request's whole path.</param>
    /// <exception cref="ClientIpPolicyException">A source names a hop that the policy does not have.</exception>
    public static ClientIpTrace Of(ClientIpPolicy policy, Ip? peer, IHeaderDictionary headers, PathString path)
    {
        ArgumentNullException.ThrowIfNull(policy);
        ArgumentNullException.ThrowIfNull(headers);
        return new PolicyTracer(policy, peer, headers).Run(path);
    }

    /// <summary>The steps, one a line.</summary>
    public override string ToString() => string.Join(Environment.NewLine, Steps);
}
