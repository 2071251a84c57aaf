namespace ClientIpAnalyzers.Conformance.Reference;

/// <summary>The entries of a list header, from the right, all of them cut beforehand.</summary>
internal static class ReferenceList
{
    /// <returns>Null where the header is absent or all its lines are blank.</returns>
    public static List<Func<ReferenceEntry>>? Read(string header, IEnumerable<string> lines)
    {
        var filled = lines.Where(line => line.Trim(' ', '\t').Length > 0).ToList();
        if (filled.Count == 0)
        {
            return null;
        }

        var text = string.Join(",", filled);
        var isForwarded = header.Equals("Forwarded", StringComparison.OrdinalIgnoreCase);
        var elements = isForwarded ? CutOutsideQuotes(text) : [.. text.Split(',').Reverse()];
        return [.. elements.Select(element => new Func<ReferenceEntry>(() => isForwarded ? ForwardedElement(element) : ReferenceAddress.Entry(element)))];
    }

    /// <summary>
    /// Scans from the right: a quote there closes a string, the next one to its left that is no quoted-pair opens it.
    /// Decision 2: outside of a string there are no quoted-pairs.
    /// </summary>
    private static List<string> CutOutsideQuotes(string text)
    {
        var elements = new List<string>();
        var (end, isQuoted) = (text.Length, false);
        for (var i = text.Length - 1; i >= 0; i--)
        {
            if (text[i] == '"' && !(isQuoted && Backslashes(text, i) % 2 != 0))
            {
                isQuoted = !isQuoted;
            }
            else if (text[i] == ',' && !isQuoted)
            {
                elements.Add(text[(i + 1)..end]);
                end = i;
            }
        }

        elements.Add(text[..end]);
        return elements;
    }

    private static int Backslashes(string text, int before) => text[..before].Length - text[..before].TrimEnd('\\').Length;

    private static ReferenceEntry ForwardedElement(string element)
    {
        element = element.Trim(' ', '\t');
        if (element.Length == 0)
        {
            return new ReferenceEntry(null, "EntryEmpty");
        }

        var parameters = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var at = 0;
        while (true)
        {
            var name = Token(element, ref at);
            if (name.Length == 0 || at == element.Length || element[at++] != '=')
            {
                return new ReferenceEntry(null, "EntryInvalid");
            }

            if (Value(element, ref at) is not { } value)
            {
                return new ReferenceEntry(null, "EntryInvalid");
            }

            if (parameters.ContainsKey(name))
            {
                return new ReferenceEntry(null, "EntryDuplicateParameter");
            }

            parameters.Add(name, value);
            if (at == element.Length)
            {
                return parameters.TryGetValue("for", out var node) ? ReferenceAddress.Node(node) : new ReferenceEntry(null, "EntryNoFor");
            }

            if (element[at++] != ';')
            {
                return new ReferenceEntry(null, "EntryInvalid");
            }
        }
    }

    private static string Token(string text, ref int at)
    {
        var start = at;
        while (at < text.Length && (char.IsAsciiLetterOrDigit(text[at]) || "!#$%&'*+-.^_`|~".Contains(text[at], StringComparison.Ordinal)))
        {
            at++;
        }

        return text[start..at];
    }

    /// <returns>Null where it is neither a token nor a quoted string.</returns>
    private static string? Value(string text, ref int at)
    {
        if (at == text.Length || text[at] != '"')
        {
            return Token(text, ref at) is { Length: > 0 } token ? token : null;
        }

        var value = string.Empty;
        for (at++; at < text.Length && text[at] != '"'; at++)
        {
            if (text[at] == '\\')
            {
                at++;
            }

            if (at == text.Length || !(text[at] is '\t' or (>= ' ' and <= '~') or (>= '\u0080' and <= '\u00FF')))
            {
                return null;
            }

            value += text[at];
        }

        return at++ < text.Length ? value : null;
    }
}
