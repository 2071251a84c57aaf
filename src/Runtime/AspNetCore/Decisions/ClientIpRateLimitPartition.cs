using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http;

namespace ClientIpAnalyzers;

/// <summary>
/// Partitions for a rate limiter by <see cref="ClientIp.RateLimitKey"/>: a client that is known by its address, IPv6 by
/// its /64; one that is not known by the outermost address that is vouched for. Requests for which nothing can be
/// vouched share one partition, whose key is <see langword="default"/>.
/// </summary>
public static class ClientIpRateLimitPartition
{
    /// <summary>A partition with a limiter of any kind.</summary>
    /// <param name="context">The request.</param>
    /// <param name="factory">Makes the limiter of a key; called once a key.</param>
    public static RateLimitPartition<Cidr> Get(HttpContext context, Func<Cidr, RateLimiter> factory)
        => RateLimitPartition.Get(KeyOf(context), factory);

    /// <summary>A partition with a fixed window.</summary>
    /// <param name="context">The request.</param>
    /// <param name="factory">Makes the options of a key; called once a key.</param>
    public static RateLimitPartition<Cidr> GetFixedWindowLimiter(
        HttpContext context, Func<Cidr, FixedWindowRateLimiterOptions> factory)
        => RateLimitPartition.GetFixedWindowLimiter(KeyOf(context), factory);

    /// <summary>A partition with a sliding window.</summary>
    /// <param name="context">The request.</param>
    /// <param name="factory">Makes the options of a key; called once a key.</param>
    public static RateLimitPartition<Cidr> GetSlidingWindowLimiter(
        HttpContext context, Func<Cidr, SlidingWindowRateLimiterOptions> factory)
        => RateLimitPartition.GetSlidingWindowLimiter(KeyOf(context), factory);

    /// <summary>A partition with a token bucket.</summary>
    /// <param name="context">The request.</param>
    /// <param name="factory">Makes the options of a key; called once a key.</param>
    public static RateLimitPartition<Cidr> GetTokenBucketLimiter(
        HttpContext context, Func<Cidr, TokenBucketRateLimiterOptions> factory)
        => RateLimitPartition.GetTokenBucketLimiter(KeyOf(context), factory);

    /// <summary>A partition with a limit on requests at the same time.</summary>
    /// <param name="context">The request.</param>
    /// <param name="factory">Makes the options of a key; called once a key.</param>
    public static RateLimitPartition<Cidr> GetConcurrencyLimiter(
        HttpContext context, Func<Cidr, ConcurrencyLimiterOptions> factory)
        => RateLimitPartition.GetConcurrencyLimiter(KeyOf(context), factory);

    private static Cidr KeyOf(HttpContext context) => context.GetClientIp().RateLimitKey ?? default;
}
