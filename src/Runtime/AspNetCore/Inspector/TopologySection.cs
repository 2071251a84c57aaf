namespace ClientIpAnalyzers.AspNetCore.Inspector;

/// <summary>The declared way of each source as a picture, and all ranges as text.</summary>
internal static class TopologySection
{
    /// <summary>Lists longer than this are folded.</summary>
    private const int MostOpen = 8;

    /// <summary>The most ranges of one hop that are shown.</summary>
    private const int MostShown = 256;

    public static void Write(HtmlWriter page, IReadOnlyList<Topology> topologies)
    {
        page.Write($"""
            <section id="topology" class="card" data-live aria-labelledby="topology-title">
            <h2 id="topology-title">The way in</h2>

            """);
        foreach (var topology in topologies)
        {
            page.Write($"""
                <figure><figcaption><b>Source {topology.Index + 1}</b> <code>{topology.Header}</code> {Outcome(topology)}</figcaption>

                """);
            TopologyPicture.Write(page, topology);
            page.Write($"</figure>\n");
        }

        WriteRanges(page, [.. topologies.SelectMany(topology => topology.Places).Where(place => place.Ranges is not null).DistinctBy(place => (place.Name.TrimEnd('+'), place.Ranges))]);
        page.Write($"</section>\n");
    }

    private static string Outcome(Topology topology) => topology switch
    {
        { Steps.Count: 0 } => "is not asked",
        { Outcome: null } => "does not believe this peer",
        { Outcome.IsVerified: true } => "names the client",
        { IsAnswer: true, Outcome.Reason: var reason } => $"gives the reason, {ReasonNames.Of(reason)}",
        { Outcome.Reason: var reason } => $"is passed over, {ReasonNames.Of(reason)}",
    };

    private static void WriteRanges(HtmlWriter page, IReadOnlyList<Place> places)
    {
        if (places.Count == 0)
        {
            return;
        }

        page.Write($"<details id=\"ranges\"><summary>All ranges</summary>\n<dl class=\"ranges\">\n");
        for (var number = 0; number < places.Count; number++)
        {
            var place = places[number];
            var ranges = place.Ranges!;
            var texts = ranges.Take(MostShown).Select(range => range.ToString()).Concat(ranges.HasUnixSocket ? [CidrSet.UnixSocketWord] : []).ToList();
            page.Write($"<div><dt>{place.Name} <span class=\"count\">{ranges.Count + (ranges.HasUnixSocket ? 1 : 0):N0}</span></dt>");
            page.Write($"<dd>");
            WriteList(page, texts.Take(MostOpen));
            if (texts.Count > MostOpen)
            {
                page.Write($"<details id=\"ranges-{number}\"><summary>{texts.Count - MostOpen:N0} more of {place.Name}</summary>");
                WriteList(page, texts.Skip(MostOpen));
                if (ranges.Count > MostShown)
                {
                    page.Write($"<p>{ranges.Count - MostShown:N0} further ranges are not shown.</p>");
                }

                page.Write($"</details>");
            }

            page.Write($"</dd></div>\n");
        }

        page.Write($"</dl></details>\n");
    }

    private static void WriteList(HtmlWriter page, IEnumerable<string> texts)
    {
        page.Write($"<ul>");
        foreach (var text in texts)
        {
            page.Write($"<li>{text}</li>");
        }

        page.Write($"</ul>");
    }
}
