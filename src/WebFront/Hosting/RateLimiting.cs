using System.Threading.RateLimiting;
using QliroAdapter.Settings;
using QliroAdapter.Silo;

namespace QliroAdapter.WebFront;

internal static class RateLimiting
{
    /// <summary>One token bucket per client address; health and metrics are not limited.</summary>
    public static void AddRateLimit(this IServiceCollection services, IConfiguration configuration)
    {
        var options = configuration.Read<RateLimitOptions>();
        services.AddRateLimiter(limiter =>
        {
            limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            limiter.OnRejected = (rejected, _) =>
            {
                rejected.HttpContext.Response.Headers.RetryAfter = "1";
                return ValueTask.CompletedTask;
            };
            limiter.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context =>
                RateLimitPartition.GetTokenBucketLimiter(
                    ClientAddress.Of(context), _ => Bucket(options.PerSecond)));
        });
    }

    /// <summary>
    /// Tokens are added about ten times a second. The period is made to fit the number of tokens, because a tenth of
    /// the limit is mostly no whole number.
    /// </summary>
    internal static TokenBucketRateLimiterOptions Bucket(int perSecond)
    {
        var tokens = Math.Max(1, perSecond / 10);
        return new()
        {
            TokensPerPeriod = tokens,
            ReplenishmentPeriod = TimeSpan.FromSeconds((double)tokens / perSecond),
            TokenLimit = 2 * perSecond,
            QueueLimit = 0,
            AutoReplenishment = true,
        };
    }
}
