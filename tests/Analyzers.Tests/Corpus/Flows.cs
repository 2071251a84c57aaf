// From a read to where the value ends up. A log is an information; a place that the walk from the left takes is CIP003.
public class Flows(ILogger<Flows> logger, IClientStore store)
{
    // Locals, fallbacks, choices.
    string? Local(HttpContext c) { var values = c.Request.Headers["X-Forwarded-For"]; var text = values.ToString(); var parts = text.Split(','); return parts[0]; } //! CIP003
    string? Fallback(HttpContext c) { string? ip = null; ip ??= c.Request.Headers["X-Forwarded-For"].FirstOrDefault(); return ip?.Split(',')[0]; } //! CIP003
    string? Coalesce(HttpContext c) => (c.Request.Headers["X-Forwarded-For"].FirstOrDefault() ?? "").Split(',')[0]; //! CIP003
    string? Choice(HttpContext c) { var text = c.Request.Headers.ContainsKey("X-Forwarded-For") ? c.Request.Headers["X-Forwarded-For"].ToString() : ""; return text.Split(',').First(); } //! CIP003
    string? Last(HttpContext c) { var values = c.Request.Headers["X-Forwarded-For"]; return values.ToString().Split(',').Last(); } //! CIP002
    string? Whole(HttpContext c) { var values = c.Request.Headers["X-Forwarded-For"]; return values; } //! CIP002

    // Text.
    string? Replaced(HttpContext c) => c.Request.Headers["X-Forwarded-For"].ToString().Replace(" ", "").ToLowerInvariant().Split(',', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault(); //! CIP003
    string? Cut(HttpContext c) { var s = c.Request.Headers["X-Forwarded-For"].ToString(); return s.Contains(',') ? s.Remove(s.IndexOf(',')) : s; } //! CIP003
    string? AfterLastComma(HttpContext c) { var s = c.Request.Headers["X-Forwarded-For"].ToString(); return s.Substring(s.LastIndexOf(',') + 1); } //! CIP002
    string? Interpolated(HttpContext c) { var s = $"{c.Request.Headers["X-Forwarded-For"]}"; return s.Split(',')[0]; } //! CIP003
    string? Joined(HttpContext c) { var s = string.Join(",", c.Request.Headers["X-Forwarded-For"].ToArray()); return s.Split(',')[0]; } //! CIP003

    // Spans.
    string? Span(HttpContext c) { var s = c.Request.Headers["X-Forwarded-For"].ToString().AsSpan(); var i = s.IndexOf(','); return i < 0 ? s.ToString() : s[..i].Trim().ToString(); } //! CIP003
    string? SpanFromRight(HttpContext c) { var s = c.Request.Headers["X-Forwarded-For"].ToString().AsSpan(); return s[(s.LastIndexOf(',') + 1)..].Trim().ToString(); } //! CIP002

    // Collections and queries.
    string? List(HttpContext c) { var list = new List<string>(c.Request.Headers["X-Forwarded-For"].ToString().Split(',')); return list[0]; } //! CIP003
    string? Reversed(HttpContext c) => c.Request.Headers["X-Forwarded-For"].ToString().Split(',').Reverse().FirstOrDefault(); //! CIP002
    string? ReversedInPlace(HttpContext c) { var parts = c.Request.Headers["X-Forwarded-For"].ToString().Split(','); Array.Reverse(parts); return parts[0]; } //! CIP002
    string? Query(HttpContext c) => (from part in c.Request.Headers["X-Forwarded-For"].ToString().Split(',') where part.Length > 0 select part.Trim()).FirstOrDefault(); //! CIP003
    string? SplitLines(HttpContext c) => c.Request.Headers["X-Forwarded-For"].SelectMany(line => line!.Split(',')).Select(part => part.Trim()).FirstOrDefault(); //! CIP003
    string? Tokens(HttpContext c) { foreach (var segment in new StringTokenizer(c.Request.Headers["X-Forwarded-For"].ToString(), [','])) { if (IPAddress.TryParse(segment.AsSpan(), out var ip)) { return ip.ToString(); } } return null; } //! CIP003
    int Counted(HttpContext c) => c.Request.Headers["X-Forwarded-For"].Count; //! CIP002

    // Out parameters, tuples, records.
    bool TryGet(HttpContext c, out string? ip) { ip = c.Request.Headers["X-Forwarded-For"].FirstOrDefault()?.Split(',')[0]; return ip is not null; } //! CIP003
    string? Tuple(HttpContext c) { var (xff, host) = (c.Request.Headers["X-Forwarded-For"].ToString(), c.Request.Host.Value); return xff.Split(',')[0] + host; } //! CIP003
    Client Record(HttpContext c) => new(c.Connection.RemoteIpAddress?.ToString(), c.Request.Headers["X-Real-IP"]); //! CIP001 CIP002
    Client With(HttpContext c, Client client) => client with { Claimed = c.Request.Headers["X-Real-IP"] }; //! CIP002
    void Saved(HttpContext c) => store.Save(c.Connection.RemoteIpAddress?.ToString()); //! CIP001

    // Logs only.
    void Logged(HttpContext c) => logger.LogWarning("failed from {Ip}", c.Connection.RemoteIpAddress); //! CIP001i
    void LoggedLocal(HttpContext c) { var ip = c.Connection.RemoteIpAddress?.ToString() ?? "unknown"; logger.LogWarning("failed from {Ip}", ip); } //! CIP001i
    void LoggedText(HttpContext c) { var line = "from " + c.Request.Headers["X-Forwarded-For"]; logger.LogInformation(line); } //! CIP002i
    void LoggedByHelper(HttpContext c) => Log(c.Connection.RemoteIpAddress?.ToString()); //! CIP001i
    void LoggedFirst(HttpContext c) => logger.LogInformation("{Ip}", c.Request.Headers["X-Forwarded-For"].ToString().Split(',')[0]); //! CIP003
    void Scoped(HttpContext c) { using (logger.BeginScope(new Dictionary<string, object?> { ["ip"] = c.Connection.RemoteIpAddress })) { } } //! CIP001i
    void LoggedAndSaved(HttpContext c) { var ip = c.Connection.RemoteIpAddress?.ToString(); logger.LogInformation("{Ip}", ip); store.Save(ip); } //! CIP001
    void LoggedByOwnLogger(HttpContext c, IAppLogger log) => log.Warn($"from {c.Connection.RemoteIpAddress}"); //! CIP001i
    void NotALogger(HttpContext c, IBlog blog) => blog.Write($"from {c.Connection.RemoteIpAddress}"); //! CIP001
    private void Log(string? ip) => logger.LogInformation("{Ip}", ip);

    // Helpers of the same compilation: reported where the name is given.
    string? ByName(HttpContext c) => Header(c, "X-Real-IP"); //! CIP002
    string? ByNames(HttpContext c) => Header(c, "X-Real-IP") ?? Header(c, "User-Agent"); //! CIP002
    string? ByOtherName(HttpContext c) => Header(c, "User-Agent");
    string? ByNamedArgument(HttpContext c) => Header(name: "X-Real-IP", c: c); //! CIP002
    string? ByOut(HttpContext c) => TryHeader(c, "X-Real-IP", out var value) ? value : null; //! CIP002
    string? ByExtension(HttpContext c) => c.Request.HeaderOf("CF-Connecting-IP"); //! CIP002
    string? FirstOf(HttpContext c) => First(Header(c, "X-Forwarded-For")); //! CIP003
    private static string? Header(HttpContext c, string name) => c.Request.Headers.TryGetValue(name, out var values) ? values.ToString() : null;
    private static bool TryHeader(HttpContext c, string name, out string? value) { value = c.Request.Headers[name]; return value is not null; }
    private static string? First(string? list) => list?.Split(',')[0];

    // Names that a test could not tell by text.
    string? Named(HttpContext c) => c.Request.Headers[Name()]; //! CIP002
    string? Configured(HttpContext c, IConfiguration configuration) => c.Request.Headers[configuration.GetValue("RealIpHeader", "X-Real-IP")!]; //! CIP002
    string? OtherConfigured(HttpContext c, IConfiguration configuration) => c.Request.Headers[configuration.GetValue("TraceHeader", "X-Trace-Id")!];
    private static string Name() => "X-Real-IP";

    // No read at all.
    string Constant() => "X-Forwarded-For";
    void Written(HttpContext c) { c.Request.Headers["X-Forwarded-For"] = ""; c.Request.Headers.Append("X-Real-IP", "a"); c.Request.Headers.Remove("X-Real-IP"); }
    void Outbound(System.Net.Http.HttpRequestMessage m) => m.Headers.Add("X-Forwarded-For", "192.0.2.1");
    string? OfResponse(HttpContext c) => c.Response.Headers["X-Forwarded-For"];
    bool Present(HttpContext c) => c.Request.Headers.ContainsKey("X-Forwarded-For");
    string? Cookie(HttpContext c) => c.Request.Cookies["X-Real-IP"];
    string? OfQuery(HttpContext c) => c.Request.Query["X-Real-IP"];
    string? OfDictionary(Dictionary<string, string> headers) => headers["X-Real-IP"];
}

public record Client(string? Peer, string? Claimed);
public interface IClientStore { void Save(string? ip); }
public interface IAppLogger { void Warn(string message); }
public interface IBlog { void Write(string message); }
public static class RequestHeadersOf { public static string? HeaderOf(this HttpRequest request, string name) => request.Headers[name]; }
