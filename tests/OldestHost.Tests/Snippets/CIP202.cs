public sealed class Limits
{
    public object Of(HttpContext context)
        => System.Threading.RateLimiting.RateLimitPartition.GetFixedWindowLimiter(
            context.Request.Host.Host, _ => new System.Threading.RateLimiting.FixedWindowRateLimiterOptions());
}

public static class Program
{
    public static void Main()
    {
    }
}
