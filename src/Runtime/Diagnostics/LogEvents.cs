namespace ClientIpAnalyzers;

/// <summary>The ids of log events; they never change.</summary>
internal static class LogEvents
{
    public const int Reloaded = 1;
    public const int ReloadRefused = 2;
    public const int ClientUnknown = 3;
    public const int AskedTooLate = 4;
    public const int TestClient = 5;
}
