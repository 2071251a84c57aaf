namespace ClientIpAnalyzers;

/// <summary>What a step of a decision looked at.</summary>
public enum ClientIpTraceStepKind
{
    /// <summary>Whether the peer may speak for a source.</summary>
    Peer,

    /// <summary>Whether the request carries the source's secret. The secret itself is in no step.</summary>
    Secret,

    /// <summary>An entry of a list header, from the right.</summary>
    Entry,

    /// <summary>The one value of a single-value header.</summary>
    Value,

    /// <summary>What became of a source.</summary>
    Source,

    /// <summary>The answer, and what to do about it.</summary>
    Answer,
}

/// <summary>One step of a decision. It holds addresses that were read as such, and no other text from the request.</summary>
public sealed class ClientIpTraceStep
{
    internal ClientIpTraceStep(
        ClientIpTraceStepKind kind,
        int sourceIndex,
        string? header,
        Ip? address,
        ClientIpReason reason,
        bool isVerified,
        string text,
        string? expectedHop = null)
    {
        Kind = kind;
        SourceIndex = sourceIndex;
        Header = header;
        Address = address;
        Reason = reason;
        IsVerified = isVerified;
        Text = text;
        ExpectedHop = expectedHop;
    }

    /// <summary>What it looked at.</summary>
    public ClientIpTraceStepKind Kind { get; }

    /// <summary>The place in <see cref="ClientIpPolicy.Sources"/> of the source; -1 where the step is about none.</summary>
    public int SourceIndex { get; }

    /// <summary>The header, as the policy names it; null where the step is about none.</summary>
    public string? Header { get; }

    /// <summary>The address; null where there is none.</summary>
    public Ip? Address { get; }

    /// <summary>
    /// The hop that the policy declares for this place of the chain; null where it declares none, as for the client
    /// and in sources without <see cref="ClientIpSource.Via"/>.
    /// </summary>
    public string? ExpectedHop { get; }

    /// <summary>What came of it: <see cref="ClientIpReason.Resolved"/>, or what was missing or wrong.</summary>
    public ClientIpReason Reason { get; }

    /// <summary>Whether the step found what the policy asks for.</summary>
    public bool IsVerified { get; }

    /// <summary>The step in a sentence.</summary>
    public string Text { get; }

    /// <summary>The step in a sentence.</summary>
    public override string ToString() => Text;
}
