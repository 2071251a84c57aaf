namespace ClientIpAnalyzers.Declarations;

/// <summary>What follows from the name of a header.</summary>
internal static class HeaderFacts
{
    public const string ForwardedFor = "X-Forwarded-For";
    public const string Forwarded = "Forwarded";

    /// <summary>Whether proxies append to it, whatever a declaration says. Header names have no case.</summary>
    public static bool IsList(string header)
        => header.Equals(ForwardedFor, StringComparison.OrdinalIgnoreCase)
            || header.Equals(Forwarded, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether it is a token (RFC 9110, section 5.6.2).</summary>
    public static bool IsToken(string text)
    {
        foreach (var character in text)
        {
            if (character is not ((>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9'))
                && "!#$%&'*+-.^_`|~".IndexOf(character) < 0)
            {
                return false;
            }
        }

        return text.Length > 0;
    }

    /// <summary>How the source's header is read, with <see cref="HeaderKind.Auto"/> decided by its name.</summary>
    public static HeaderKind EffectiveKind(this SourceDeclaration source)
        => source.Kind != HeaderKind.Auto ? source.Kind : IsList(source.Header) ? HeaderKind.List : HeaderKind.Single;

    /// <summary>Whether selecting the source takes more than the peer's address: entries of the chain header are read.</summary>
    public static bool ReadsChain(this SourceDeclaration source)
        => source.Via.Count > 1
            || (source.Via.Count == 1 && source.EffectiveKind() == HeaderKind.List && ViaHop.Parse(source.Via[0]).TakesSeveral);
}

/// <summary>One element of <c>Via</c>.</summary>
/// <param name="TakesSeveral">Written <c>name+</c>: one or more consecutive entries.</param>
internal readonly record struct ViaHop(string Name, bool TakesSeveral)
{
    public static ViaHop Parse(string text)
        => text.Length > 1 && text[text.Length - 1] == '+'
            ? new ViaHop(text.Substring(0, text.Length - 1), true)
            : new ViaHop(text, false);
}
