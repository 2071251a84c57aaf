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
        => System.Threading.RateLimiting.RateLimitPartition.GetFixedWindowLimiter(c.Request.Headers["X-Forwarded-For"].ToString(), _ => new()); //! CIP002 CIP202

    public static System.Threading.RateLimiting.RateLimitPartition<string> ByHost(HttpContext c)
        => System.Threading.RateLimiting.RateLimitPartition.GetFixedWindowLimiter(c.Request.Headers.Host.ToString(), _ => new()); //! CIP202

    public static System.Threading.RateLimiting.RateLimitPartition<string> ByUser(HttpContext c)
        => System.Threading.RateLimiting.RateLimitPartition.GetFixedWindowLimiter(c.User.Identity?.Name ?? "", _ => new());
}

// Answers of the application's own, to whom it turns away.
public class OwnAnswers(HashSet<IPAddress> blocked)
{
    public Answer ByType(HttpContext c)
    {
        var peer = c.Connection.RemoteIpAddress;
        if (peer is not null && blocked.Contains(peer)) //! CIP201 CIP306
        {
            return new AccessDeniedAnswer();
        }

        return new Answer();
    }

    public Answer ByMethod(HttpContext c) => blocked.Contains(c.Connection.RemoteIpAddress!) ? Forbidden() : new Answer(); //! CIP201 CIP306

    public Answer ByNothing(HttpContext c) => blocked.Contains(c.Connection.RemoteIpAddress!) ? Counted() : new Answer(); //! CIP306

    private static Answer Forbidden() => new();
    private static Answer Counted() => new();
}

public class Answer;
public class AccessDeniedAnswer : Answer;
