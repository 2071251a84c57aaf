using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ClientIpAnalyzers.Analyzers.Flow;

namespace ClientIpAnalyzers.Analyzers.Deciding;

/// <summary>
/// Tells a check of the proxy from a decision about the client. Both look the same: is the peer in a list? What leads
/// to a header, or speaks of proxies, is meant for the peer; it is a guard, and no rule about decisions reports it.
/// </summary>
internal sealed class PeerChecks(MemberAnalysis member)
{
    private static readonly string[] ProxyWords =
        ["prox", "forward", "balancer", "gateway", "ingress", "cloudflare", "cdn", "nginx", "peer", "origin"];

    private bool? _leadsToHeader;

    public bool IsMeantForPeer(IOperation question)
        => LeadsToHeader || (question is IInvocationOperation call && member.Conditions.IsDeclaredCheck(call.TargetMethod)) || SpeaksOfProxies(question);

    /// <summary>Whether a header is read in the member behind a check of the peer.</summary>
    public bool LeadsToHeader => _leadsToHeader ??= FindsGuardedRead();

    private bool FindsGuardedRead()
    {
        var reads = new HeaderReads(member);
        return member.Body.Operations.Any(operation
            => operation is IInvocationOperation or IPropertyReferenceOperation
                && reads.Match(operation) is not null
                && (member.Guards.FactsAt(operation) & GuardFacts.Checked) != 0);
    }

    private static bool SpeaksOfProxies(IOperation question)
        => question.DescendantsAndSelf().Any(part => part switch
        {
            IMemberReferenceOperation { Member: { Name: var name } } => HasWord(name),
            IInvocationOperation { TargetMethod.Name: var name } => HasWord(name),
            IParameterReferenceOperation { Parameter.Name: var name } => HasWord(name) && name != "peer",
            ILocalReferenceOperation { Local.Name: var name } => HasWord(name) && name != "peer",
            _ => false,
        });

    private static bool HasWord(string name) => ProxyWords.Any(word => name.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0);
}
