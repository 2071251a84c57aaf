// Decisions about access, keys of limiters, and questions whether a request is local.
public class AllowList(RequestDelegate next, HashSet<IPAddress> allowed)
{
    public async Task Invoke(HttpContext context)
    {
        var peer = context.Connection.RemoteIpAddress;
        if (peer is null || !allowed.Contains(peer)) //! CIP201
        {
            context.Response.StatusCode = 403;
            return;
        }

        await next(context);
    }
}

public class BlockList(RequestDelegate next, List<string> blocked)
{
    public async Task Invoke(HttpContext context)
    {
        var ip = context.Request.Headers["X-Forwarded-For"].ToString(); //! CIP002
        if (blocked.Contains(ip)) //! CIP201 CIP302 CIP306
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return;
        }

        await next(context);
    }
}

public class LocalOnly(RequestDelegate next)
{
    public Task Invoke(HttpContext context)
    {
        if (!IPAddress.IsLoopback(context.Connection.RemoteIpAddress!)) //! CIP204
        {
            context.Response.StatusCode = 404;
            return Task.CompletedTask;
        }

        return next(context);
    }
}

public class Questions(ILogger<Questions> logger)
{
    bool ByLoopback(HttpContext c) => IPAddress.IsLoopback(c.Connection.RemoteIpAddress!); //! CIP204i
    bool BySame(HttpContext c) => c.Connection.RemoteIpAddress!.Equals(c.Connection.LocalIpAddress); //! CIP204i
    bool ByHost(HttpContext c) => c.Request.Host.Host == "localhost"; //! CIP204i
    void Logged(HttpContext c) => logger.LogInformation("{Host}", c.Request.Host.Host);
}

public static class Limits
{
    public static System.Threading.RateLimiting.RateLimitPartition<string> ByHeader(HttpContext c)
        => System.Threading.RateLimiting.RateLimitPartition.GetNoLimiter(c.Request.Headers["X-Forwarded-For"].ToString()); //! CIP202

    public static System.Threading.RateLimiting.RateLimitPartition<string> ByHost(HttpContext c)
        => System.Threading.RateLimiting.RateLimitPartition.GetNoLimiter(c.Request.Headers.Host.ToString()); //! CIP202

    public static System.Threading.RateLimiting.RateLimitPartition<string> ByUser(HttpContext c)
        => System.Threading.RateLimiting.RateLimitPartition.GetNoLimiter(c.User.Identity?.Name ?? "");
}
