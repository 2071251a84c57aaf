using System.Globalization;

namespace ClientIpAnalyzers.AspNetCore.Inspector;

/// <summary>How many answers of this host had which reason.</summary>
internal static class CountsSection
{
    private const int BarLength = 96;

    public static void Write(HtmlWriter page, ReasonCounts counts)
    {
        var rows = counts.Read();
        var total = rows.Sum(row => row.Count);
        page.Write($"""
            <section id="counts" class="card" data-live aria-labelledby="counts-title">
            <h2 id="counts-title">Answers by reason</h2>
            <p class="aside">{total:N0} since {counts.Since.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)} UTC, in this host alone, requests for this page included.</p>

            """);
        if (rows.Count == 0)
        {
            page.Write($"<p>None yet.</p></section>\n");
            return;
        }

        page.Write($"""
            <table><thead><tr><th scope="col">Reason</th><th scope="col" class="number">Requests</th><th scope="col" class="share">Share</th></tr></thead>
            <tbody>

            """);
        foreach (var (reason, count) in rows)
        {
            var (kind, sign) = reason switch
            {
                ClientIpReason.Resolved or ClientIpReason.Direct => ("ok", Icons.Verified),
                ClientIpReason.HealthProbe => ("note", Icons.Note),
                _ => ("bad", Icons.Failed),
            };
            var share = (double)count / total;
            page.Write($"""
                <tr class="{new Html(kind)}"><th scope="row">{sign} <code>{ReasonNames.Of(reason)}</code> <span class="meaning">{ReasonTexts.Of(reason)}</span></th><td class="number">{count:N0}</td>
                <td class="share"><svg viewBox="0 0 {BarLength} 10" width="{BarLength}" height="10" aria-hidden="true"><rect class="track" width="{BarLength}" height="10" rx="5"/><rect class="part" width="{(long)Math.Max(6, Math.Round(share * BarLength))}" height="10" rx="5"/></svg> {share.ToString("P1", CultureInfo.InvariantCulture)}</td></tr>

                """);
        }

        page.Write($"</tbody></table>\n</section>\n");
    }
}
