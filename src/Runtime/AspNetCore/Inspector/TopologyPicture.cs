namespace ClientIpAnalyzers.AspNetCore.Inspector;

/// <summary>
/// Draws a topology, lying for wide windows and standing for narrow ones; the style sheet shows one of the two. Every
/// place says in words what its colour says.
/// </summary>
internal sealed class TopologyPicture
{
    private const int MostRanges = 3;
    private const int Padding = 14;
    private const int LineHeight = 17;

    /// <summary>What the name and the occupant of a place take.</summary>
    private const int FixedHeight = 84;

    private readonly HtmlWriter _page;
    private readonly Topology _topology;
    private readonly bool _stands;
    private readonly int _width;
    private readonly int _gap;
    private readonly int _mostLines;

    private TopologyPicture(HtmlWriter page, Topology topology, bool stands)
    {
        _page = page;
        _topology = topology;
        _stands = stands;
        (_width, _gap) = stands ? (300, 34) : (184, 46);
        _mostLines = Math.Max(1, topology.Places.Max(place => LinesOf(place).Count));
    }

    public static void Write(HtmlWriter page, Topology topology)
    {
        new TopologyPicture(page, topology, stands: false).Write();
        new TopologyPicture(page, topology, stands: true).Write();
    }

    private void Write()
    {
        var places = _topology.Places;
        var length = (_stands ? places.Sum(HeightOf) + (_gap * places.Count) : places.Count * (_width + _gap)) - _gap;
        var (width, height) = _stands ? (_width, length) : (length, HeightOf(places[0]));
        var id = $"picture-{_topology.Index}-{(_stands ? "standing" : "lying")}";
        _page.Write($"""
            <svg class="picture {new Html(_stands ? "standing" : "lying")}" role="img" viewBox="-2 -2 {width + 4} {height + 4}" width="{width + 4}" height="{height + 4}" aria-labelledby="{id}-title {id}-desc">
            <title id="{id}-title">The way to the application by {_topology.Header}</title>
            <desc id="{id}-desc">{_topology.Description}</desc>
            """);
        var (x, y) = (0, 0);
        for (var number = 0; number < places.Count; number++)
        {
            if (number != 0)
            {
                WriteArrow(x, y, HeightOf(places[number]), places[number - 1].State);
            }

            WritePlace(x, y, places[number]);
            (x, y) = _stands ? (x, y + HeightOf(places[number]) + _gap) : (x + _width + _gap, y);
        }

        _page.Write($"</svg>\n");
    }

    private int HeightOf(Place place) => FixedHeight + (LineHeight * (_stands ? LinesOf(place).Count : _mostLines));

    private void WriteArrow(int x, int y, int height, PlaceState state)
    {
        var (endX, endY) = _stands ? (x + (_width / 2), y - 5) : (x - 5, y + (height / 2));
        var (startX, startY) = _stands ? (endX, y - _gap + 5) : (x - _gap + 5, endY);
        var (headX, headY) = _stands ? (6, -8) : (-8, 6);
        _page.Write($"""
            <g class="arrow {ClassOf(state)}"><path d="M{startX} {startY}L{endX} {endY}"/><path d="M{endX + headX} {endY + headY}L{endX} {endY}L{endX + (_stands ? -headX : headX)} {endY + (_stands ? headY : -headY)}"/></g>
            """);
    }

    private void WritePlace(int x, int y, Place place)
    {
        var height = HeightOf(place);
        var icon = IsFirst(place) ? Icons.Client : IsLast(place) ? Icons.Application : Icons.Hop;
        _page.Write($"""
            <g class="place {ClassOf(place.State)}"><title>{place.Name}</title><rect width="{_width}" height="{height}" x="{x}" y="{y}" rx="12"/>
            <g class="icon" transform="translate({x + Padding} {y + 15})">{icon}</g><text class="name" x="{x + Padding + 24}" y="{y + 28}">{Fit(place.Name, (_width - 60) / 8)}</text>
            """);
        if (place.IsShared)
        {
            WriteText("tag", x + _width - Padding, y + 27, "shared");
        }

        var line = 0;
        foreach (var text in LinesOf(place))
        {
            WriteText("range", x + Padding, y + 53 + (LineHeight * line++), text);
        }

        _page.Write($"""<path class="rule" d="M{x} {y + height - 36}h{_width}"/>""");
        _page.Write($"""<g transform="translate({x + Padding} {y + height - 26})">{Icons.Of(place.State)}</g>""");
        WriteText("occupant", x + Padding + 23, y + height - 14, place.Occupants ?? "not asked");
        _page.Write($"</g>\n");
    }

    private void WriteText(string kind, int x, int y, string text)
    {
        var most = (_width - (2 * Padding) - (kind == "occupant" ? 23 : 0)) / (kind == "occupant" ? 8 : 7);
        _page.Write($"""<text class="{new Html(kind)}" x="{x}" y="{y}">{Fit(text, most)}</text>""");
    }

    private bool IsFirst(Place place) => ReferenceEquals(place, _topology.Places[0]);

    private bool IsLast(Place place) => ReferenceEquals(place, _topology.Places[^1]);

    private List<string> LinesOf(Place place)
    {
        if (IsLast(place))
        {
            return _topology.ProofHeader is { } proof ? [_topology.Header, proof, OfProof(_topology.Proof)] : [_topology.Header];
        }

        if (place.Ranges is not { } ranges)
        {
            return IsFirst(place) ? [] : ["any peer is believed"];
        }

        var texts = ranges.Take(MostRanges + 1).Select(range => range.ToString()).Concat(ranges.HasUnixSocket ? [CidrSet.UnixSocketWord] : []).ToList();
        var count = ranges.Count + (ranges.HasUnixSocket ? 1 : 0);
        return count <= MostRanges ? texts : [.. texts.Take(MostRanges - 1), $"and {count - MostRanges + 1:N0} more"];
    }

    private static string OfProof(bool? proof) => proof switch
    {
        true => "holds the secret",
        false => "lacks the secret",
        null => "secret not asked for",
    };

    private static Html ClassOf(PlaceState state) => new(state switch
    {
        PlaceState.Verified => "ok",
        PlaceState.Failed => "bad",
        _ => "idle",
    });

    /// <summary>A text that fits, without its middle where it does not: the length of a prefix stands at the end.</summary>
    private static string Fit(string text, int length)
        => text.Length <= length ? text : $"{text[..(length - 7)]}…{text[^6..]}";
}
