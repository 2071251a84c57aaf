using Kind = ClientIpAnalyzers.ClientIpTraceStepKind;

namespace ClientIpAnalyzers.AspNetCore.Inspector;

/// <summary>What is known of one place between the client and the application.</summary>
internal enum PlaceState
{
    /// <summary>Nobody looked.</summary>
    NotAsked,

    Verified,

    Failed,
}

/// <summary>The client, a hop, or the application.</summary>
/// <param name="name">What it is called.</param>
/// <param name="ranges">The addresses that it may have; null where any will do.</param>
/// <param name="isShared">Whether others send requests from there too.</param>
internal sealed class Place(string name, CidrSet? ranges = null, bool isShared = false)
{
    private int _others;

    public string Name { get; } = name;

    public CidrSet? Ranges { get; } = ranges;

    public bool IsShared { get; } = isShared;

    public PlaceState State { get; private set; }

    /// <summary>Who stands there in this request; where it is several, the first, or the one that failed.</summary>
    public string? Occupant { get; private set; }

    /// <summary>The same with the number of the others.</summary>
    public string? Occupants => _others == 0 ? Occupant : $"{Occupant} +{_others}";

    public void Note(bool isVerified, string occupant)
    {
        _others += Occupant is null ? 0 : 1;
        Occupant = isVerified ? Occupant ?? occupant : occupant;
        State = isVerified && State != PlaceState.Failed ? PlaceState.Verified : PlaceState.Failed;
    }
}

/// <summary>The way from the client to the application that one source stands for, and how far a request's was verified.</summary>
internal sealed class Topology
{
    private readonly ClientIpSource _source;

    public Topology(ClientIpPolicy policy, int index, ClientIpTrace trace)
    {
        Index = index;
        IsAnswer = trace.Answer.SourceIndex == index;
        _source = policy.Sources[index];
        var hops = _source.Via.Count != 0
            ? _source.Via.Select(via => new Place(via, policy.FindHop(via)?.Ranges, policy.FindHop(via)?.Shared == true))
            : [new Place(_source.HopCount is > 1 and var count ? $"{count} proxies" : "trusted proxies", _source.TrustAnyPeer ? null : _source.Trust)];
        Places = [new Place("Client"), .. hops, new Place("Application")];
        Steps = [.. trace.Steps.Where(step => step.SourceIndex == index)];

        // A peer that is taken for the client itself has passed no hop, and failed none.
        if (trace.Answer.Reason != ClientIpReason.Direct)
        {
            Fill();
        }

        if (Outcome is { } outcome)
        {
            Places[^1].Note(outcome.IsVerified, ReasonNames.Of(outcome.Reason));
        }
    }

    public int Index { get; }

    /// <summary>Whether the answer is this source's.</summary>
    public bool IsAnswer { get; }

    public string Header => _source.Header;

    public string? ProofHeader => _source.ProofHeader;

    public IReadOnlyList<Place> Places { get; }

    /// <summary>The steps that this source took.</summary>
    public IReadOnlyList<ClientIpTraceStep> Steps { get; }

    /// <summary>What became of the source; null where it was not asked, or its peer test failed.</summary>
    public ClientIpTraceStep? Outcome => Steps.LastOrDefault(step => step.Kind == Kind.Source);

    /// <summary>Whether the secret held; null where nobody looked.</summary>
    public bool? Proof => Steps.FirstOrDefault(step => step.Kind == Kind.Secret)?.IsVerified;

    /// <summary>The picture in a sentence.</summary>
    public string Description
    {
        get
        {
            var parts = Places.SkipLast(1).Select(place => place.Name + place.State switch
            {
                PlaceState.Verified => $" (verified: {place.Occupants})",
                PlaceState.Failed => $" (failed: {place.Occupants})",
                _ => " (not asked)",
            });
            return $"{string.Join(", then ", parts)}, then the application, which reads {Header}.";
        }
    }

    private Place Client => Places[0];

    private Place PeerHop => Places[^2];

    private void Fill()
    {
        foreach (var step in Steps)
        {
            var occupant = step.Address?.ToString();
            switch (step.Kind)
            {
                case Kind.Peer:
                    PeerHop.Note(step.IsVerified, occupant ?? "no address");
                    break;
                case Kind.Entry:
                    PlaceOf(step).Note(step.IsVerified, occupant ?? "no address");
                    break;
                case Kind.Value:
                    Client.Note(step.IsVerified, occupant ?? "no address");
                    break;
            }
        }

        // A chain that ends early, or a header that is not there, fails at the next place outwards.
        if (Outcome is { IsVerified: false } && Proof != false && Places.SkipLast(1).All(place => place.State != PlaceState.Failed)
            && Places.SkipLast(1).LastOrDefault(place => place.State == PlaceState.NotAsked) is { } missing)
        {
            missing.Note(isVerified: false, "missing");
        }
    }

    /// <summary>Where an entry of a list stands: in the hop that was expected, among the trusted, or outside.</summary>
    private Place PlaceOf(ClientIpTraceStep step)
    {
        if (_source.Via.Count != 0)
        {
            return step.ExpectedHop is { } hop ? Places.Skip(1).First(place => ClientIpSource.HopName(place.Name) == hop) : Client;
        }

        var isClient = ReferenceEquals(step, Steps.Last(other => other.Kind == Kind.Entry)) && step.Reason != ClientIpReason.ChainMismatch;
        return isClient && Outcome?.Reason is not (ClientIpReason.ChainTooShort or ClientIpReason.TooManyEntries) ? Client : PeerHop;
    }
}
