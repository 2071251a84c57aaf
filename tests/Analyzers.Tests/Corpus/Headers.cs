public static class HeaderNames { public const string Xff = "X-Forwarded-For"; public static readonly string Real = "X-Real-IP"; public static readonly string[] All = { "X-Forwarded-For", "X-Real-IP" }; }
public class Opt { public string RealIpHeader { get; set; } = "X-Real-IP"; public string? Other { get; set; } }

// Names, syntaxes and values of header reads, the way applications write them.
public class H : ControllerBase
{
    private readonly ILogger _logger = null!;
    private string? A1(HttpContext c) => c.Request.Headers["X-Forwarded-For"].FirstOrDefault(); //! CIP002
    private string A2(HttpContext c) => c.Request.Headers["X-Forwarded-For"].ToString(); //! CIP002
    private string? A3(HttpContext c) => c.Request.Headers["X-Real-IP"]; //! CIP002
    private string? A4(HttpContext c) { if (c.Request.Headers.TryGetValue("X-Forwarded-For", out var v)) return v.ToString(); return null; } //! CIP002
    private string? A5(HttpContext c) { if (c.Request.Headers.ContainsKey("X-Real-IP")) { return c.Request.Headers["X-Real-IP"]; } return null; } //! CIP002
    private string? A6(HttpContext c) => c.Request.Headers.GetCommaSeparatedValues("X-Forwarded-For").LastOrDefault(); //! CIP002
    private string? A7(HttpContext c) => c.Request.Headers.GetCommaSeparatedValues("X-Forwarded-For").FirstOrDefault(); //! CIP003
    private string? A8(HttpContext c) => c.Request.Headers.GetCommaSeparatedValues("X-Forwarded-For")[0]; //! CIP003
    private string? A9(HttpContext c) => c.Request.Headers[HeaderNames.Xff]; //! CIP002
    private string? A10(HttpContext c) => c.Request.Headers[HeaderNames.Real]; //! CIP002
    private string? A11(HttpContext c, Opt o) => c.Request.Headers[o.RealIpHeader]; //! CIP002
    private string? A12(HttpContext c, Opt o) => c.Request.Headers[o.Other ?? "X-Forwarded-For"]; //! CIP002
    private string? A13(HttpContext c) { foreach (var n in HeaderNames.All) { var v = c.Request.Headers[n]; if (!StringValues.IsNullOrEmpty(v)) return v; } return null; } //! CIP002
    private string? A14(HttpContext c) => Get(c, "X-Forwarded-For"); //! CIP002
    private static string? Get(HttpContext c, string name) => c.Request.Headers.TryGetValue(name, out var v) ? v.ToString() : null;
    private string? A15(HttpContext c) => c.Request.Headers["X-Forwarded-For"].ToString().Split(',')[0].Trim(); //! CIP003
    private string? A16(HttpContext c) => c.Request.Headers["X-Forwarded-For"].FirstOrDefault()?.Split(',').FirstOrDefault()?.Trim(); //! CIP003
    private string? A17(HttpContext c) { var f = c.Request.Headers["X-Forwarded-For"].FirstOrDefault(); if (!string.IsNullOrEmpty(f)) { return f.Split(',')[0].Trim(); } return null; } //! CIP003
    private string? A18(HttpContext c) => SplitCsv(As<string>(c, "X-Forwarded-For")).FirstOrDefault(); //! CIP003
    private static T? As<T>(HttpContext c, string headerName) { if (c?.Request?.Headers?.TryGetValue(headerName, out var values) ?? false) { string raw = values.ToString(); if (!string.IsNullOrEmpty(raw)) return (T)Convert.ChangeType(raw, typeof(T)); } return default; }
    private static List<string> SplitCsv(string? csv) { if (string.IsNullOrWhiteSpace(csv)) return new List<string>(); return csv.TrimEnd(',').Split(',').AsEnumerable().Select(s => s.Trim()).ToList(); }
    private string? A19(HttpContext c) => As<string>(c, "REMOTE_ADDR"); //! CIP006
    private string? A20(HttpContext c) => c.Request.Headers["HTTP_X_FORWARDED_FOR"]; //! CIP006
    private string? A21(HttpContext c) => c.Request.Headers["CF-Connecting-IP"].FirstOrDefault() ?? c.Request.Headers["X-Real-IP"].FirstOrDefault() ?? c.Connection.RemoteIpAddress?.ToString(); //! CIP001 CIP002 CIP002
    private string? A22(HttpContext c) { foreach (var ip in c.Request.Headers["X-Forwarded-For"].ToString().Split(',')) { if (IPAddress.TryParse(ip.Trim(), out var a)) return a.ToString(); } return null; } //! CIP003 CIP305i
    private void A23(HttpContext c) => _logger.LogInformation("xff {x}", c.Request.Headers["X-Forwarded-For"].ToString()); //! CIP002i
    private void A24(HttpContext c) { c.Response.Headers["X-Forwarded-For"] = "x"; c.Request.Headers["X-Forwarded-For"] = "y"; c.Request.Headers.Remove("X-Forwarded-For"); }
    private void A25(System.Net.Http.HttpClient h) { h.DefaultRequestHeaders.Add("X-Forwarded-For", "1.2.3.4"); }
    private string? A26(HttpContext c) => c.Request.Headers.TryGetValue("X-Forwarded-For", out var v) ? v.FirstOrDefault() : null; //! CIP002
    private string? A28(HttpContext c) { var headers = c.Request.Headers; return headers["X-Client-IP"]; } //! CIP002
    private string? A29(HttpContext c) { var xff = c.Request.Headers["X-Forwarded-For"].ToString(); var i = xff.IndexOf(','); return i > 0 ? xff.Substring(0, i) : xff; } //! CIP003
    private string? A30(HttpContext c) { var xff = c.Request.Headers["X-Forwarded-For"].ToString(); return xff[..xff.IndexOf(',')]; } //! CIP003
    private string? A31(HttpContext c) => c.Request.Headers["X-Forwarded-For"].SelectMany(v => v!.Split(',')).First(); //! CIP003
    private string? A32(HttpContext c) => c.Request.Headers.FirstOrDefault(h => h.Key.Equals("X-Forwarded-For", StringComparison.OrdinalIgnoreCase)).Value; //! CIP002
    private string? A34(HttpContext c) => c.Request.Headers["X-Connecting-IP"]; //! CIP002
    private string? A35(HttpContext c) => c.Request.Headers["X-Original-Forwarded-For"]; //! CIP002
    private string? A36(HttpContext c) => c.Request.Headers["Forwarded"]; //! CIP002
    private string? A37(HttpContext c) => c.Request.Headers["x-envoy-external-address"]; //! CIP002
    private bool A38(HttpContext c) => c.Request.Headers.ContainsKey("X-Forwarded-For"); // presence only
    private string? A39(HttpContext c) { StringValues result = string.Empty; if (!c.Request.Headers.TryGetValue("X-Real-Ip", out result)) { c.Request.Headers.TryGetValue("X-Forwarded-For", out result); } return result; } //! CIP002 CIP002
    private string? A40(HttpContext c) { string? ip = null; if (!string.IsNullOrEmpty(c.Request.Headers["X-Forwarded-For"])) { ip = c.Request.Headers["X-Forwarded-For"]; } return ip; } //! CIP002 CIP002
    private string? A41(HttpContext c) { var parts = c.Request.Headers["X-Forwarded-For"].ToString().Split(new[] { ',' }, StringSplitOptions.RemoveEmptyEntries); return parts.Length > 0 ? parts[0] : null; } //! CIP003
    private string? A42(HttpContext c) { var parts = c.Request.Headers["X-Forwarded-For"].ToString().Split(',').Select(x => x.Trim()).ToList(); return parts[parts.Count - 1]; } //! CIP002
    private string? A43(HttpContext c) => c.Request.Headers["X-Forwarded-For"].ToString().Split(',')[^1]; //! CIP002
    private string? A44(HttpRequest r) => r.Headers?["X-Forwarded-For"]; //! CIP002
    private string? A45(HttpContext c) { IHeaderDictionary hd = c.Request.Headers; hd.TryGetValue("True-Client-IP", out var t); return t; } //! CIP002
    private string? A46(HttpContext c) { var forwarded = c.Request.Headers["X-Forwarded-For"].ToString(); var ip = !string.IsNullOrWhiteSpace(forwarded) ? forwarded.Split(',')[0].Trim() : c.Connection.RemoteIpAddress?.ToString() ?? "unknown"; return ip; } //! CIP001 CIP003
    private string? A47(HttpContext c) => c.GetServerVariable("REMOTE_ADDR");
    private string? A48(HttpContext c) => c.Request.Headers["X-Forwarded-For"] is { Count: > 0 } v ? v[0] : null; //! CIP002
    private string? A49(HttpContext c) => c.Request.Headers["X-Forwarded-For"] is [var first, ..] ? first : null; //! CIP002
    private string? A50(HttpContext c) => c.Request.Headers.TryGetValue("X-Forwarded-For", out var x) && !StringValues.IsNullOrEmpty(x) ? x.ToString().Split(',', StringSplitOptions.TrimEntries).First() : null; //! CIP003
    [HttpGet] public string B1([FromHeader(Name = "X-Forwarded-For")] string? xff) => xff ?? ""; //! CIP005
    [HttpGet] public string B2([FromHeader(Name = HeaderNames.Xff)] string? xff) => xff ?? ""; //! CIP005
    private readonly string[] names = ["CF-Connecting-IP", "X-Real-IP"];
    private string? C1(HttpContext c) => names.Select(n => c.Request.Headers[n].ToString()).FirstOrDefault(v => v.Length > 0); //! CIP002
    private string? C2(HttpContext c) { for (var i = 0; i < names.Length; i++) { if (c.Request.Headers.TryGetValue(names[i], out var v)) return v; } return null; } //! CIP002
    private string? C3(HttpContext c) { Func<string, string?> get = n => c.Request.Headers[n]; return get("X-Real-IP"); } //! CIP002
    private string? C4(HttpContext c) { string? Local(string n) => c.Request.Headers[n]; return Local("X-Real-IP"); } //! CIP002
    private string? C5(IHeaderDictionary headers) => headers.TryGetValue("X-Forwarded-For", out var v) ? v.ToString() : null; //! CIP002
    private string? C6(HttpContext c, IConfiguration cfg) => c.Request.Headers[cfg["RealIpHeader"] ?? "X-Real-IP"]; //! CIP002
    private string? C7(HttpContext c, IConfiguration cfg) => c.Request.Headers[cfg.GetValue("RealIpHeader", "X-Real-IP")!]; //! CIP002
    private string? C8(HttpContext c) { var d = c.Request.Headers.ToDictionary(x => x.Key, x => x.Value.ToString()); return d["X-Forwarded-For"]; } //! CIP002
    private string? C9(HttpContext c) => c.Request.Headers["Cdn-Src-Ip"]; //! CIP002
    private string? C10(HttpContext c) => c.Request.Headers["X-Original-For"]; //! CIP002
    private string? C11(HttpContext c) => c.Request.Headers["X-Forwarded"]; //! CIP002
    private string? C12(HttpContext c) => c.Request.Headers["X-Server-IP"];
    private string? C13(HttpContext c) { var v = c.Request.Headers.Where(x => x.Key == "X-Forwarded-For").Select(x => x.Value).FirstOrDefault(); return v; } //! CIP002
    private string? C14(HttpContext c) => c.Request.Headers.Where(x => x.Key.ToLower() == "x-real-ip").FirstOrDefault().Value; //! CIP002
    private string? C15(HttpContext c) { foreach (var h in c.Request.Headers) { if (h.Key == "X-Real-IP") return h.Value; } return null; } //! CIP002
    private string? C16(HttpContext c) { const string name = "X-Forwarded-For"; return c.Request.Headers[name]; } //! CIP002
    private string? C17(HttpContext c) { StringValues f; c.Request.Headers.TryGetValue("X-Forwarded-For", out f); return f.Count > 0 ? f[0] : null; } //! CIP002
    private string? C18(System.Net.Http.HttpRequestMessage m) => m.Headers.TryGetValues("X-Forwarded-For", out var v) ? v.First() : null;
    private string? C19(HttpContext c) => c.Request.Headers[key: "X-Forwarded-For"]; //! CIP002
    private string? C20(HttpContext c) { var ip = c.Connection.RemoteIpAddress?.ToString(); if (c.Request.Headers.TryGetValue("X-Forwarded-For", out var f)) { ip = f.ToString(); } else if (c.Request.Headers.TryGetValue("X-Real-IP", out var r)) { ip = r.ToString(); } return ip; } //! CIP001 CIP002 CIP002
}
