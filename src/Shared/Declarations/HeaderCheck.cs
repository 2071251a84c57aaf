namespace ClientIpAnalyzers.Declarations;

/// <summary>The names of headers, and how they are read.</summary>
internal static class HeaderCheck
{
    public static void Run(CheckContext context)
    {
        foreach (var source in context.Sources)
        {
            CheckName(context, source.Header, new ProblemPlace(source.AttributeIndex, DeclarationNames.HeaderParameter));
            CheckName(context, source.ChainHeader, new ProblemPlace(source.AttributeIndex, nameof(source.ChainHeader)));
            CheckName(context, source.ProofHeader, new ProblemPlace(source.AttributeIndex, nameof(source.ProofHeader)));

            if (HeaderFacts.IsList(source.Header) && source.Kind is HeaderKind.Single or HeaderKind.SingleWithPort)
            {
                context.Error(
                    DiagnosticIds.ListAsSingle,
                    new ProblemPlace(source.AttributeIndex, nameof(source.Kind)),
                    $"Proxies append to '{source.Header}', so its whole value is never one verified address: remove Kind, and say which proxies are passed with Via or Trust");
            }
        }
    }

    private static void CheckName(CheckContext context, string? name, ProblemPlace place)
    {
        if (name is not null && !HeaderFacts.IsToken(name))
        {
            context.Error(
                DiagnosticIds.HeaderName,
                place,
                $"'{name}' is no header name, so no request ever has it: write letters, digits and hyphens only, such as '{Suggest(name)}'",
                preventsEmission: true);
        }
    }

    /// <summary>The name without what cannot be in it, or a common one where nothing is left.</summary>
    private static string Suggest(string name)
    {
        var kept = string.Concat(name.Trim().TrimEnd(':').Select(character
            => HeaderFacts.IsToken(character.ToString()) ? character.ToString() : character == ' ' ? "-" : ""));
        return kept.Length > 0 ? kept : HeaderFacts.ForwardedFor;
    }
}
