namespace ClientIpAnalyzers.Cli;

/// <summary>The command cannot do what was asked; the message tells the user why.</summary>
internal sealed class CannotRunException : Exception
{
    public CannotRunException(string message)
        : base(message)
    {
    }

    public CannotRunException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
