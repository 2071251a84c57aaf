namespace ClientIpAnalyzers;

/// <summary>A value that may be replaced whole while the application runs. Whoever needs it twice keeps what it got.</summary>
internal interface ICurrent<out T>
{
    /// <summary>The value of now; made at the first call.</summary>
    /// <exception cref="ClientIpPolicyException">It cannot be made from the configuration that there is.</exception>
    T Current { get; }
}
