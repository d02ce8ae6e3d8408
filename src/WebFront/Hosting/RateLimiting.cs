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
                    context.Connection.RemoteIpAddress?.ToString() ?? "",
                    _ => new()
                    {
                        TokensPerPeriod = Math.Max(1, options.PerSecond / 10),
                        ReplenishmentPeriod = TimeSpan.FromMilliseconds(100),
                        TokenLimit = 2 * options.PerSecond,
                        QueueLimit = 0,
                        AutoReplenishment = true,
                    }));
        });
    }
}
