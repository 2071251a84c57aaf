using Kind = ClientIpAnalyzers.ClientIpTraceStepKind;

namespace ClientIpAnalyzers.AspNetCore.Inspector;

/// <summary>Every step of the decision, and what of the request was looked at.</summary>
internal static class StepsSection
{
    public static void Write(HtmlWriter page, IReadOnlyList<Topology> topologies, Explanation explanation)
    {
        page.Write($"""
            <section id="steps" class="card" data-live aria-labelledby="steps-title">
            <h2 id="steps-title">Hop by hop</h2>

            """);
        var asked = topologies.Where(topology => topology.Steps.Count != 0).ToList();
        if (asked.Count == 0)
        {
            page.Write($"<p>No source was asked.</p>\n");
        }

        foreach (var topology in asked)
        {
            page.Write($"<h3>Source {topology.Index + 1}, <code>{topology.Header}</code></h3>\n<ol class=\"steps\">\n");
            foreach (var step in topology.Steps)
            {
                WriteStep(page, step);
            }

            page.Write($"</ol>\n");
        }

        WriteReceived(page, explanation);
        page.Write($"</section>\n");
    }

    private static void WriteStep(HtmlWriter page, ClientIpTraceStep step)
    {
        var text = step.Text;
        if (step.Kind is Kind.Peer or Kind.Source)
        {
            // The heading names the source already.
            var prefix = $"Source {step.SourceIndex + 1}, {step.Header}";
            text = text.StartsWith(prefix, StringComparison.Ordinal) ? text[prefix.Length..].TrimStart(':', ',', ' ') : text;
            text = char.ToUpperInvariant(text[0]) + text[1..];
            text = step.Kind == Kind.Source ? "This source " + char.ToLowerInvariant(text[0]) + text[1..] : text;
        }

        var (kind, word, sign) = step.IsVerified ? ("ok", "Verified", Icons.Verified) : ("bad", "Failed", Icons.Failed);
        page.Write($"<li class=\"{new Html(kind)}\">{sign}<div><b>{word}</b> <span>{text}</span></div></li>\n");
    }

    private static void WriteReceived(HtmlWriter page, Explanation explanation)
    {
        page.Write($"<h3>What came with it</h3>\n<dl class=\"received\">\n");
        foreach (var header in explanation.Received)
        {
            page.Write($"<div><dt>{header.Name}</dt><dd>");
            if (header.IsAbsent)
            {
                page.Write($"<i>absent</i>");
            }

            if (header.Unread.Length != 0)
            {
                page.Write($"<span class=\"unread\"><span class=\"label\">not read</span> {VisibleText.Shorten(header.Unread)}</span> ");
            }

            if (header.Read.Length != 0)
            {
                page.Write($"<span class=\"read\">{VisibleText.Shorten(header.Read)}</span>");
            }

            page.Write($"</dd></div>\n");
        }

        page.Write($"</dl>\n");
        if (explanation.NotRead.Count != 0 && explanation.Request.Given is null)
        {
            page.Write($"<p class=\"aside\">This policy does not look at {VisibleText.Shorten(string.Join(", ", explanation.NotRead))}.</p>\n");
        }
    }
}
