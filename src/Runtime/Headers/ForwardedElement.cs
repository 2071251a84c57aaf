namespace ClientIpAnalyzers.Headers;

/// <summary>
/// Reads one element of a <c>Forwarded</c> list by the grammar of RFC 7239, section 4, strictly: no white space
/// around <c>;</c> or <c>=</c>, no empty parameter, quotes and escapes only where the grammar has them.
/// </summary>
internal static class ForwardedElement
{
    /// <summary>The names that are remembered while an element is read; RFC 7239 defines four.</summary>
    private const int RememberedNames = 32;

    /// <summary>Reads the address in the <c>for</c> parameter.</summary>
    /// <returns>Resolved with the address, or the first fault from the left.</returns>
    public static ClientIpReason Parse(scoped ElementText text, out Ip address)
    {
        address = default;
        if (text.Current == ElementText.End)
        {
            return ClientIpReason.EntryEmpty;
        }

        var start = text;
        Span<Name> names = stackalloc Name[RememberedNames];
        var node = new NodeText(stackalloc char[AddressEntry.MaxLength]);
        var ignored = new NodeText(stackalloc char[0]);
        var count = 0;
        var hasFor = false;
        while (true)
        {
            if (!TryReadName(ref text, out var name))
            {
                return InvalidAfter(start, count);
            }

            var isFor = text.IsName(name.Place, name.Length, "for");
            if (!TryReadValue(ref text, ref isFor && !hasFor ? ref node : ref ignored))
            {
                return InvalidAfter(start, count);
            }

            hasFor |= isFor;
            if (count < RememberedNames)
            {
                names[count] = name;
                if (IsRepeated(text, names[..(count + 1)]))
                {
                    return ClientIpReason.EntryDuplicateParameter;
                }
            }

            count++;
            if (text.Current == ';')
            {
                text.Advance();
            }
            else if (text.Current != ElementText.End)
            {
                return InvalidAfter(start, count);
            }
            else if (count > RememberedNames && ManyParameters.HaveRepeatedName(start, count))
            {
                return ClientIpReason.EntryDuplicateParameter;
            }
            else
            {
                return hasFor ? node.Parse(out address) : ClientIpReason.EntryNoFor;
            }
        }
    }

    /// <summary>
    /// The reason for a fault of grammar to the right of so many good parameters: the first fault is named, and a
    /// repeated name among them was one.
    /// </summary>
    private static ClientIpReason InvalidAfter(scoped ElementText start, int count)
        => count > RememberedNames && ManyParameters.HaveRepeatedName(start, count)
            ? ClientIpReason.EntryDuplicateParameter
            : ClientIpReason.EntryInvalid;

    /// <summary>Reads <c>token "="</c>.</summary>
    internal static bool TryReadName(scoped ref ElementText text, out Name name)
    {
        var place = text.Position;
        var length = 0;
        while (IsTokenCharacter(text.Current))
        {
            text.Advance();
            length++;
        }

        name = new Name(place, length);
        if (length == 0 || text.Current != '=')
        {
            return false;
        }

        text.Advance();
        return true;
    }

    /// <summary>Reads a token or a quoted string (RFC 9110, sections 5.6.2 and 5.6.4).</summary>
    internal static bool TryReadValue(scoped ref ElementText text, scoped ref NodeText value)
    {
        if (text.Current == '"')
        {
            text.Advance();
            return TryReadQuoted(ref text, ref value);
        }

        var length = 0;
        while (IsTokenCharacter(text.Current))
        {
            value.Append(text.Current);
            text.Advance();
            length++;
        }

        return length != 0;
    }

    private static bool TryReadQuoted(scoped ref ElementText text, scoped ref NodeText value)
    {
        while (text.Current != '"')
        {
            if (text.Current == '\\')
            {
                text.Advance();
                if (!IsQuotable(text.Current))
                {
                    return false;
                }
            }
            else if (!IsQuotable(text.Current))
            {
                return false;
            }

            value.Append(text.Current);
            text.Advance();
        }

        text.Advance();
        return true;
    }

    private static bool IsRepeated(scoped ElementText text, ReadOnlySpan<Name> names)
    {
        var last = names[^1];
        foreach (var name in names[..^1])
        {
            if (name.Length == last.Length && text.SameName(name.Place, last.Place, last.Length))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsTokenCharacter(char character)
        => char.IsAsciiLetterOrDigit(character) || "!#$%&'*+-.^_`|~".Contains(character);

    /// <summary>HTAB, SP, visible ASCII or obs-text (U+0080 to U+00FF).</summary>
    private static bool IsQuotable(char character)
        => character is '\t' or (>= ' ' and <= '~') or (>= '\u0080' and <= '\u00FF');

    /// <summary>The name of a parameter.</summary>
    internal readonly record struct Name((int Line, int Index) Place, int Length);
}
