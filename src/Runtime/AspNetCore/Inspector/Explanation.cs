using Microsoft.AspNetCore.Http;
using Kind = ClientIpAnalyzers.ClientIpTraceStepKind;

namespace ClientIpAnalyzers.AspNetCore.Inspector;

/// <summary>One decision in words: the answer, every step, what the request claims without proof, and what to change.</summary>
internal sealed class Explanation
{
    private readonly ClientIpPolicy _policy;
    private readonly InspectedRequest _request;
    private readonly List<string> _notes;

    public Explanation(IClientIpResolver resolver, InspectedRequest request, HiddenValues hidden)
    {
        _policy = resolver.Policy;
        _request = request;
        Trace = ClientIpTrace.Of(_policy, request.Peer, request.Headers, request.Path);
        var decided = resolver.Resolve(request.Peer, request.Headers, request.Path);
        Answer = request.Given ?? decided;
        _notes = [.. request.Notes];
        if (Answer != Trace.Answer && request.Notes.Count == 0)
        {
            Note(OfDifference(Answer, Trace.Answer));
        }

        Received = [.. ReceivedLines(hidden)];
        Claims = [.. Received.Select(Claim).OfType<string>()];
        NotRead = [.. request.Headers.Keys.Except(_policy.HeadersRead, StringComparer.OrdinalIgnoreCase).Where(name => !hidden.IsHiddenHeader(name))];
    }

    public ClientIp Answer { get; }

    public ClientIpTrace Trace { get; }

    public InspectedRequest Request => _request;

    /// <summary>What a reader has to know first.</summary>
    public IReadOnlyList<string> Notes => _notes;

    /// <summary>The headers that the policy reads, as they came.</summary>
    public IReadOnlyList<ReceivedHeader> Received { get; }

    /// <summary>What the request says and nobody vouches for, in sentences.</summary>
    public IReadOnlyList<string> Claims { get; }

    /// <summary>The names of headers that the policy does not look at.</summary>
    public IReadOnlyList<string> NotRead { get; }

    public string Headline => Answer.Address is { } address ? $"The client is {address}" : Answer.Reason == ClientIpReason.HealthProbe
        ? "A health probe, which has no client"
        : "The client is not known";

    /// <summary>Why, in a sentence: the step that failed where that says more than the reason alone.</summary>
    public string Why
    {
        get
        {
            var failed = Answer.Reason >= ClientIpReason.EntryEmpty
                ? Trace.Steps.LastOrDefault(step => !step.IsVerified && step.Kind is Kind.Entry or Kind.Value)
                : null;
            return failed?.Text ?? ReasonTexts.Of(Answer.Reason);
        }
    }

    public IReadOnlyList<string> Advice => Answer.IsKnown ? [] : Trace.Advice;

    /// <summary>Adds something that a reader has to know.</summary>
    public void Note(string text) => _notes.Add(text);

    private IEnumerable<ReceivedHeader> ReceivedLines(HiddenValues hidden)
    {
        foreach (var name in _policy.HeadersRead)
        {
            var lines = _request.Headers[name];
            if (lines.Count == 0)
            {
                yield return new ReceivedHeader(name, string.Empty, string.Empty, IsAbsent: true);
            }
            else if (hidden.IsHiddenHeader(name))
            {
                yield return new ReceivedHeader(name, string.Empty, HiddenValues.Mask);
            }
            else if (IsReadAsList(name))
            {
                var text = ListHeaderText.Of(lines, name, EntriesRead(name));
                yield return new ReceivedHeader(name, hidden.ShowText(text.Unread), hidden.ShowText(text.Read));
            }
            else
            {
                var text = string.Join(" | ", lines.Select(line => hidden.ShowText(line ?? string.Empty)));
                var isRead = Trace.Steps.Any(step => step.Kind == Kind.Value && Same(step.Header, name));
                yield return isRead ? new ReceivedHeader(name, string.Empty, text) : new ReceivedHeader(name, text, string.Empty);
            }
        }
    }

    private bool IsReadAsList(string name) => _policy.Sources.Any(
        source => Same(source.EffectiveChainHeader, name) || (source.IsList && Same(source.Header, name)));

    /// <summary>How many entries the source that looked furthest has read.</summary>
    private int EntriesRead(string name) => Trace.Steps
        .Where(step => step.Kind == Kind.Entry && Same(step.Header, name))
        .GroupBy(step => step.SourceIndex)
        .Select(steps => steps.Count())
        .DefaultIfEmpty()
        .Max();

    /// <summary>What a header says and nobody vouches for, as somebody would write it who wants to pass for another.</summary>
    private string? Claim(ReceivedHeader header)
    {
        // What a list says of the client further to the left is right where a proxy has proven it since.
        if (header.Unread.Length == 0 || (Ip.TryParse(header.Unread, out var said) && said == Answer.Address))
        {
            return null;
        }

        var text = VisibleText.Shorten(header.Unread, 80);
        if (Trace.Answer.Reason == ClientIpReason.PeerNotTrusted)
        {
            return $"{header.Name} says {text}. It comes from {PeerName}, which is no proxy of this policy: anybody can send that, so it counts for nothing.";
        }

        if (!IsReadAsList(header.Name))
        {
            return $"{header.Name} says {text}. Nothing proves who wrote that, so it is not believed: a forger would send exactly this.";
        }

        return header.Read.Length != 0
            ? $"{header.Name} also says {text}, further to the left. No verified proxy wrote that. It is what the sender claims, and was not read."
            : null;
    }

    private string PeerName => _request.Peer?.ToString() ?? "a peer without an address";

    private static string OfDifference(in ClientIp given, in ClientIp traced) => given switch
    {
        { Reason: ClientIpReason.Direct, Peer.IsLoopback: true } =>
            $"In the Development environment a peer on this machine is taken for the client. Anywhere else the answer would be {ReasonNames.Of(traced.Reason)}.",
        { Reason: ClientIpReason.PeerUnknown } =>
            "Something changed the request before its client was resolved, so that it has none. What follows is how it looks now.",
        _ => "The application's answer was found when the request came in. Something has changed its headers since; what follows is how it looks now.",
    };

    private static bool Same(string? left, string right) => right.Equals(left, StringComparison.OrdinalIgnoreCase);
}

/// <summary>A header that the policy reads.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Unread">What of it counted for nothing.</param>
/// <param name="Read">What of it was looked at.</param>
/// <param name="IsAbsent">Whether it did not come.</param>
internal sealed record ReceivedHeader(string Name, string Unread, string Read, bool IsAbsent = false);
