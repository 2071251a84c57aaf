namespace ClientIpAnalyzers.AspNetCore.Inspector;

/// <summary>The answer, why it is so, and what to change.</summary>
internal static class OutcomeSection
{
    public static void Write(HtmlWriter page, Explanation explanation, bool isTried)
    {
        var answer = explanation.Answer;
        var (kind, sign) = answer.IsKnown ? ("ok", Icons.Verified) : answer.Reason == ClientIpReason.HealthProbe ? ("note", Icons.Note) : ("bad", Icons.Failed);
        page.Write($"""
            <section id="outcome" class="card outcome {new Html(kind)}" data-live aria-labelledby="headline">
            <p class="eyebrow">{explanation.Request.Title}</p>
            <h2 id="headline">
            """);
        if (answer.Address is { } address)
        {
            page.Write($"The client is <span class=\"address\">{address}</span>");
        }
        else
        {
            page.Write($"{explanation.Headline}");
        }

        page.Write($"""
            </h2>
            <p class="why">{sign} <code class="reason">{ReasonNames.Of(answer.Reason)}</code> <span>{explanation.Why}</span></p>

            """);
        foreach (var note in explanation.Notes)
        {
            page.Write($"<p class=\"said\">{Icons.Note} <span>{note}</span></p>\n");
        }

        foreach (var claim in explanation.Claims)
        {
            page.Write($"<p class=\"said claim\">{Icons.Warning} <span>{claim}</span></p>\n");
        }

        WriteAdvice(page, explanation.Advice);
        page.Write($"<dl class=\"facts\">\n");
        WriteFact(page, "Peer", answer.Peer?.ToString() ?? "no address");
        WriteFact(page, "Vouched for", answer.Vouched?.ToString() ?? "nobody");
        WriteFact(page, "Decided by", answer.SourceHeader ?? "no source");
        WriteFact(page, "Limited by", answer.RateLimitKey?.ToString() ?? "nothing");
        WriteFact(page, "Path", VisibleText.Shorten(explanation.Request.Path.Value ?? "/", 60));
        page.Write($"</dl>\n");
        if (isTried)
        {
            page.Write($"<p class=\"back\"><a href=\"?\">Back to this request</a></p>\n");
        }

        page.Write($"</section>\n");
    }

    private static void WriteAdvice(HtmlWriter page, IReadOnlyList<string> advice)
    {
        if (advice.Count == 0)
        {
            return;
        }

        page.Write($"<div class=\"advice\"><h3>What to change</h3><ul>\n");
        foreach (var sentence in advice)
        {
            page.Write($"<li>{sentence}</li>\n");
        }

        page.Write($"</ul></div>\n");
    }

    private static void WriteFact(HtmlWriter page, string name, string value)
        => page.Write($"<div><dt>{name}</dt><dd>{value}</dd></div>\n");
}
