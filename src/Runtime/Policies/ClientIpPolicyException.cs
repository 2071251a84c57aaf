namespace ClientIpAnalyzers;

/// <summary>A policy cannot be used; the message says which part of it, and what to write instead.</summary>
public sealed class ClientIpPolicyException : Exception
{
    /// <summary>Creates the exception.</summary>
    public ClientIpPolicyException()
    {
    }

    /// <summary>Creates the exception with a message.</summary>
    public ClientIpPolicyException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception with a message and its cause.</summary>
    public ClientIpPolicyException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
