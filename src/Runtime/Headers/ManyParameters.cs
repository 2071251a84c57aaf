namespace ClientIpAnalyzers.Headers;

/// <summary>
/// Looks for a repeated name among the parameters of an element that has more of them than anybody sends. Only the
/// server's limit on headers bounds their number, so the memory for it is fixed, and each pass over the element
/// compares many names at once.
/// </summary>
internal static class ManyParameters
{
    /// <summary>The names that one pass compares with all that follow them.</summary>
    private const int NamesPerPass = 512;

    /// <param name="start">The element, before its first parameter.</param>
    /// <param name="count">How many parameters follow that are known to be well formed.</param>
    public static bool HaveRepeatedName(scoped ElementText start, int count)
    {
        Span<int> hashes = stackalloc int[NamesPerPass];
        for (var first = 0; first < count; first += NamesPerPass)
        {
            var text = start;
            var remembered = 0;
            for (var i = 0; i < count; i++)
            {
                var name = ReadParameter(ref text);
                if (i < first)
                {
                    continue;
                }

                var hash = text.HashOfName(name.Place, name.Length);
                if (hashes[..remembered].Contains(hash) && IsAmong(start, i, text, name))
                {
                    return true;
                }

                if (remembered < NamesPerPass)
                {
                    hashes[remembered++] = hash;
                }
            }
        }

        return false;
    }

    /// <summary>Whether a name is that of one of the first parameters: two names may have one hash.</summary>
    private static bool IsAmong(scoped ElementText start, int count, scoped ElementText names, ForwardedElement.Name name)
    {
        for (var i = 0; i < count; i++)
        {
            var other = ReadParameter(ref start);
            if (other.Length == name.Length && names.SameName(other.Place, name.Place, name.Length))
            {
                return true;
            }
        }

        return false;
    }

    private static ForwardedElement.Name ReadParameter(scoped ref ElementText text)
    {
        var ignored = default(NodeText);
        ForwardedElement.TryReadName(ref text, out var name);
        ForwardedElement.TryReadValue(ref text, ref ignored);
        text.Advance();
        return name;
    }
}
