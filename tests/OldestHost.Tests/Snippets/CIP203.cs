public sealed class Limits
{
    public object Of(HttpContext context)
#pragma warning disable CIP001
        => System.Threading.RateLimiting.RateLimitPartition.GetFixedWindowLimiter(
            context.Connection.RemoteIpAddress, _ => new System.Threading.RateLimiting.FixedWindowRateLimiterOptions());
}

public static class Program
{
    public static void Main()
    {
    }
}
