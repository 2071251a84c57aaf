namespace CarelessApp;

/// <summary>The helper that every team has copied once.</summary>
internal static class VisitorAddress
{
    public static string? Of(HttpContext context)
    {
        if (context.Request.Headers.TryGetValue("Ali-Cdn-Real-Ip", out var fromCdn))
        {
            return fromCdn.ToString();
        }

        if (context.Request.Headers.TryGetValue("X-Real-IP", out var fromProxy))
        {
            return fromProxy.ToString();
        }

        return context.Request.Headers["X-Forwarded-For"].FirstOrDefault()
            ?? context.Connection.RemoteIpAddress?.ToString();
    }
}
