namespace ClientIpAnalyzers.Cli;

/// <summary>What a command's exit status means.</summary>
internal static class ExitStatus
{
    public const int Nothing = 0;

    /// <summary>There are findings at or above the severity asked for.</summary>
    public const int Findings = 1;

    /// <summary>The command could not do what was asked, or not all of it.</summary>
    public const int CouldNotRun = 2;

    /// <summary>Ctrl+C, as shells count it.</summary>
    public const int Cancelled = 130;
}
