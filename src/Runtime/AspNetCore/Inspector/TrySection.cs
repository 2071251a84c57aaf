namespace ClientIpAnalyzers.AspNetCore.Inspector;

/// <summary>The form for another request.</summary>
internal static class TrySection
{
    public static void Write(HtmlWriter page, InspectorModel model)
    {
        page.Write($"""
            <section class="card try" aria-labelledby="try-title">
            <h2 id="try-title">Try another request</h2>
            <p class="aside">It goes through the same resolver and is not kept.</p>
            <div id="problems" data-live>
            """);
        if (model.Problems.Count != 0)
        {
            page.Write($"<div class=\"problems\" role=\"alert\">{Icons.Failed}<ul>\n");
            foreach (var (field, problem) in model.Problems)
            {
                page.Write($"<li data-field=\"{field}\">{problem}</li>\n");
            }

            page.Write($"</ul></div>");
        }

        page.Write($"</div>\n");
        if (model.Chosen is not { } chosen || model.Policy is null)
        {
            page.Write($"<form id=\"try\" method=\"post\" action=\"?\"></form></section>\n");
            return;
        }

        page.Write($"<p class=\"examples\" id=\"examples\">Begin with an example: ");
        foreach (var (name, title) in Examples.All)
        {
            page.Write($"""<a href="?policy={Uri.EscapeDataString(chosen.Id)}&amp;example={name}">{title}</a> """);
        }

        page.Write($"""
            </p>
            <form id="try" method="post" action="?" autocomplete="off" spellcheck="false">
            <input type="hidden" name="policy" value="{chosen.Id}">
            <label for="peer">Peer, who connects</label>
            <input id="peer" name="peer" type="text" inputmode="url" maxlength="64" value="{new FieldText(model.Form.Peer)}" aria-describedby="peer-help problems"{Invalid(model, "peer")}>
            <p class="help" id="peer-help">An address, or <code>unix</code>.</p>
            <label for="headers">Headers</label>
            <textarea id="headers" name="headers" rows="6" aria-describedby="headers-help problems"{Invalid(model, "headers")}>
            {new FieldText(model.Form.Headers)}</textarea>
            <p class="help" id="headers-help">One a line, <code>Name: value</code>; a name may come twice.</p>
            <label for="path">Path</label>
            <input id="path" name="path" type="text" maxlength="2048" value="{new FieldText(model.Form.Path)}" aria-describedby="path-help problems"{Invalid(model, "path")}>
            <p class="help" id="path-help">Counts where the policy names health probes.</p>
            <button type="submit">Explain</button>
            </form>
            </section>

            """);
    }

    private static Html Invalid(InspectorModel model, string field)
        => new(model.Problems.Any(problem => problem.Field == field) ? " aria-invalid=\"true\"" : string.Empty);
}
