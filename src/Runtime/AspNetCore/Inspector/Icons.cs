namespace ClientIpAnalyzers.AspNetCore.Inspector;

/// <summary>Signs of 16 by 16 units, each beside a word: none of them carries a meaning alone.</summary>
internal static class Icons
{
    public static readonly Html Verified = Sign("ok", "<circle cx='8' cy='8' r='8'/><path d='m4.5 8.3 2.4 2.4 4.6-5'/>");

    public static readonly Html Failed = Sign("bad", "<circle cx='8' cy='8' r='8'/><path d='m5.2 5.2 5.6 5.6m0-5.6-5.6 5.6'/>");

    public static readonly Html NotAsked = Sign("idle", "<circle cx='8' cy='8' r='7' fill='none' stroke-dasharray='2.5 2.5'/>");

    public static readonly Html Warning = Sign("warn", "<path d='M8 .8 16 15H0Z' stroke='none'/><path d='M8 5.8v4.4m0 1.6v.9'/>");

    public static readonly Html Note = Sign("note", "<circle cx='8' cy='8' r='8'/><path d='M8 7v5M8 3.8v.9'/>");

    public static readonly Html Client = Shape("<circle cx='8' cy='4.6' r='3.1'/><path d='M2 14.5c.4-3.4 2.6-5 6-5s5.6 1.6 6 5'/>");

    public static readonly Html Hop = Shape("<rect x='1.5' y='2' width='13' height='5' rx='1.5'/><rect x='1.5' y='9' width='13' height='5' rx='1.5'/><path d='M4.5 4.5h.1m-.1 7h.1'/>");

    public static readonly Html Application = Shape("<rect x='1.5' y='2' width='13' height='12' rx='2'/><path d='M1.5 6h13M4 4h.1m2.4 0h.1'/>");

    public static Html Of(PlaceState state) => state switch
    {
        PlaceState.Verified => Verified,
        PlaceState.Failed => Failed,
        _ => NotAsked,
    };

    private static Html Sign(string kind, string paths)
        => new($"<svg class='sign {kind}' viewBox='0 0 16 16' width='16' height='16' aria-hidden='true' focusable='false'>{paths}</svg>");

    private static Html Shape(string paths)
        => new($"<svg class='shape' viewBox='0 0 16 16' width='16' height='16' aria-hidden='true' focusable='false'>{paths}</svg>");
}
