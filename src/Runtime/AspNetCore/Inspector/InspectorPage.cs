namespace ClientIpAnalyzers.AspNetCore.Inspector;

/// <summary>The page: what stands around its sections.</summary>
internal static class InspectorPage
{
    private static readonly (string Id, string Name)[] s_themes = [("auto", "Auto"), ("light", "Light"), ("dark", "Dark")];

    public static string Write(InspectorModel model)
    {
        var page = new HtmlWriter();
        page.Write($"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <title>Client IP inspector, {model.Application}</title>
            <link rel="icon" href="{InspectorAssets.Icon}">
            <style>{InspectorAssets.Style}</style>
            </head>
            <body>
            <a class="skip" href="#main">Skip to the answer</a>
            <header class="bar">
            <h1>{Icons.Hop} Client IP inspector</h1>
            <p class="where"><b>{model.Application}</b> in {model.Environment}</p>
            <fieldset class="themes"><legend class="unseen">Theme</legend>
            """);
        foreach (var (id, name) in s_themes)
        {
            page.Write($"""
                <input type="radio" name="theme" form="try" id="theme-{id}" value="{id}"{Checked(id == model.Theme)}><label for="theme-{id}">{name}</label>
                """);
        }

        page.Write($"</fieldset>\n</header>\n");
        WritePolicies(page, model);
        page.Write($"""<main id="main" tabindex="-1">""");
        if (model.Explanation is { } explanation && model.Policy is { } policy)
        {
            var topologies = policy.Sources.Select((_, index) => new Topology(policy, index, explanation.Trace)).ToList();
            OutcomeSection.Write(page, explanation, model.IsTried);
            TopologySection.Write(page, topologies);
            page.Write($"<div class=\"columns\">\n");
            StepsSection.Write(page, topologies, explanation);
            TrySection.Write(page, model);
            CountsSection.Write(page, model.Counts);
            page.Write($"</div>\n");
        }
        else
        {
            TrySection.Write(page, model);
            CountsSection.Write(page, model.Counts);
        }

        page.Write($"""
            </main>
            <p id="status" class="unseen" role="status"></p>
            <footer><p>Shows what <code>ClientIpAnalyzers</code> does with a request. Secrets and credentials are never shown. Nothing on this page changes the application.</p></footer>
            <script>{InspectorAssets.Script}</script>
            </body>
            </html>

            """);
        return page.ToString();
    }

    public static Html Checked(bool isChecked) => new(isChecked ? " checked" : string.Empty);

    private static void WritePolicies(HtmlWriter page, InspectorModel model)
    {
        if (model.Policies.Count < 2)
        {
            return;
        }

        page.Write($"<nav class=\"policies\" aria-label=\"Policies\"><ul>\n");
        foreach (var policy in model.Policies)
        {
            var current = new Html(policy == model.Chosen ? " aria-current=\"page\"" : string.Empty);
            page.Write($"""<li><a href="?policy={Uri.EscapeDataString(policy.Id)}"{current}>{policy.Name}</a></li>""");
        }

        page.Write($"\n</ul></nav>\n");
    }
}
