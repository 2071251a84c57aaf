using Microsoft.AspNetCore.SignalR;

// Receivers and syntaxes of reads of the connection's address, and where the value goes.
public class Ctl : ControllerBase
{
    private readonly ILogger<Ctl> _logger = null!;
    private readonly IHttpContextAccessor _acc = null!;
    private string A1() => HttpContext.Connection.RemoteIpAddress?.ToString() ?? "unknown"; //! CIP001
    private string A2() => Request.HttpContext.Connection.RemoteIpAddress!.ToString(); //! CIP001
    private string? A3() => _acc.HttpContext?.Connection?.RemoteIpAddress?.ToString(); //! CIP001
    private string? A4() => HttpContext.Features.Get<IHttpConnectionFeature>()?.RemoteIpAddress?.MapToIPv4().ToString(); //! CIP001 CIP303
    private IPAddress? A5() { var f = HttpContext.Features.Get<IHttpConnectionFeature>()!; return f.RemoteIpAddress; } //! CIP001
    private string? A6() { var conn = HttpContext.Connection; return conn.RemoteIpAddress?.ToString(); } //! CIP001
    private string? A7() => HttpContext.Connection is { RemoteIpAddress: { } a } ? a.ToString() : null; //! CIP001
    private string? A8() => HttpContext is { Connection.RemoteIpAddress: var ip } ? ip?.ToString() : null; //! CIP001
    private void A9() => _logger.LogWarning("failed from {Ip}", HttpContext.Connection.RemoteIpAddress?.ToString() ?? "unknown"); //! CIP001i
    private void A10() { var ip = HttpContext.Connection.RemoteIpAddress; _logger.LogInformation($"from {ip}"); } //! CIP001i
    private void A11() { if (HttpContext.Connection.RemoteIpAddress == null) return; } //! CIP001
    private void A12(Dictionary<string, object?> d) { d["ip"] = HttpContext.Connection.RemoteIpAddress?.ToString(); } //! CIP001
    private object A13() => new { Ip = HttpContext.Connection.RemoteIpAddress?.ToString(), Port = HttpContext.Connection.RemotePort }; //! CIP001
    private void A14() { HttpContext.Connection.RemoteIpAddress = IPAddress.Loopback; }
    private string A15() => nameof(HttpContext.Connection.RemoteIpAddress);
    private string A16() => "" + HttpContext.Connection.RemoteIpAddress; //! CIP001
    private string? A17() { switch (HttpContext.Connection.RemoteIpAddress) { case null: return null; case var x: return x.ToString(); } } //! CIP001
    private byte[] A18() => HttpContext.Connection.RemoteIpAddress!.GetAddressBytes(); //! CIP001
    private async Task A19(ISender s) { await s.Send(new Cmd(HttpContext.Connection.RemoteIpAddress?.ToString(), "x")); } //! CIP001
    private string A20() => string.Format("{0}", HttpContext.Connection.RemoteIpAddress); //! CIP001
    private string A21() { var sb = new System.Text.StringBuilder(); sb.Append(HttpContext.Connection.RemoteIpAddress); return sb.ToString(); } //! CIP001
    private void A22(ILoggerManager log) => log.LogInfo($"hi {HttpContext.Connection.RemoteIpAddress}"); //! CIP001i
    private void A23(IAppLogger<Ctl> log) => log.LogWarning("x {ip}", HttpContext.Connection.RemoteIpAddress!); //! CIP001i
    private void A24() => Console.WriteLine(HttpContext.Connection.RemoteIpAddress); //! CIP001i
    private void A25() { using (_logger.BeginScope(new Dictionary<string, object?> { ["ip"] = HttpContext.Connection.RemoteIpAddress })) { } } //! CIP001i
    private IDisposable? A26() { var ip = HttpContext.Connection.RemoteIpAddress?.ToString(); return _logger.BeginScope("{Ip}", ip); } //! CIP001i
    private void A27(AuditService audit) => audit.Write("login", HttpContext.Connection.RemoteIpAddress?.ToString()); //! CIP001
    private string? Ip { get { return HttpContext.Connection.RemoteIpAddress?.ToString(); } } //! CIP001
    private string? A28() => (_acc.HttpContext ?? throw new Exception()).Connection.RemoteIpAddress?.ToString(); //! CIP001
    private string? A29() => HttpContext.RequestServices.GetRequiredService<IHttpContextAccessor>().HttpContext!.Connection.RemoteIpAddress!.MapToIPv6().ToString(); //! CIP001
    private void A30(Exception ex) { _logger.LogError(ex, "x {a}", new object?[] { HttpContext.Connection.RemoteIpAddress }); } //! CIP001i
    private void A31() { string msg = $"ip {HttpContext.Connection.RemoteIpAddress}"; if (_logger.IsEnabled(LogLevel.Debug)) { _logger.LogDebug(msg); } } //! CIP001i
}
public record Cmd(string? Ip, string X);
public interface ISender { Task Send(object o); }
public interface ILoggerManager { void LogInfo(string m); }
public interface IAppLogger<T> { void LogWarning(string m, params object[] a); }
public class AuditService { public void Write(string a, string? ip) { _last = ip; } private string? _last; }
public class ChatHub : Hub
{
    public string? B1() => Context.GetHttpContext()?.Connection.RemoteIpAddress?.ToString(); //! CIP001
    public string? B2() => Context.Features.Get<IHttpConnectionFeature>()!.RemoteIpAddress!.ToString(); //! CIP001
}
public class Filter : Microsoft.AspNetCore.Mvc.Filters.IActionFilter, Microsoft.AspNetCore.Mvc.Filters.IAsyncActionFilter
{
    public void OnActionExecuting(Microsoft.AspNetCore.Mvc.Filters.ActionExecutingContext context) { Last = context.HttpContext.Connection.RemoteIpAddress?.ToString(); } //! CIP001
    public void OnActionExecuted(Microsoft.AspNetCore.Mvc.Filters.ActionExecutedContext context) { }
    public Task OnActionExecutionAsync(Microsoft.AspNetCore.Mvc.Filters.ActionExecutingContext context, Microsoft.AspNetCore.Mvc.Filters.ActionExecutionDelegate next) => next();
    public string? Last { get; set; }
}
public class Mw
{
    private readonly RequestDelegate _next; private readonly ILogger _log;
    public Mw(RequestDelegate n, ILogger<Mw> l) { _next = n; _log = l; }
    public async Task InvokeAsync(HttpContext context)
    {
        var remoteIp = context.Connection.RemoteIpAddress; //! CIP001i
        _log.LogDebug("Request from Remote IP address: {RemoteIp}", remoteIp);
        await _next(context);
    }
}
public static class Listener
{
    public static string C1(HttpListenerContext c) => c.Request.RemoteEndPoint.Address.ToString(); //! CIP001
    public static string? C2(HttpListenerRequest r) => r.Headers["X-Forwarded-For"]; //! CIP002
    public static string? C3(HttpListenerRequest r) => r.Headers.Get("X-Real-IP") ?? r.RemoteEndPoint.ToString(); //! CIP001 CIP002
    public static string? C4(HttpListenerRequest r) => r.Headers.GetValues("X-Forwarded-For")?.FirstOrDefault(); //! CIP002
}
