namespace ClientIpAnalyzers;

/// <summary>Header names.</summary>
internal static class HeaderName
{
    /// <summary>Whether a name is a token (RFC 9110, section 5.6.2).</summary>
    public static bool IsToken(string name)
        => name.Length != 0 && name.All(character => char.IsAsciiLetterOrDigit(character) || "!#$%&'*+-.^_`|~".Contains(character));
}
