using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;
using QliroAdapter.NorceCallbacks;
using QliroAdapter.Ops;
using QliroAdapter.Silo;

namespace QliroAdapter.WebFront;

/// <summary>
/// How often a proven caller may call, and how often a payment may be called about, so that a hot one cannot starve the
/// others. Limits of what nobody uses any more are forgotten after seconds. One per process; thread-safe.
/// </summary>
internal sealed class CallLimits(IOptions<RateLimitOptions> options) : IDisposable
{
    private readonly PartitionedRateLimiter<string> callers = Limiter(options.Value.PerCallerPerSecond);
    private readonly PartitionedRateLimiter<string> payments = Limiter(options.Value.PerPaymentPerSecond);

    /// <summary>True when the call may go on.</summary>
    /// <param name="caller">The name of its token; absent for Qliro, which has one for each payment.</param>
    /// <param name="payment">What it is about.</param>
    public bool LetsIn(string? caller, string payment)
    {
        if (caller is not null && IsOver(callers, caller)) return Limited("caller");
        return !IsOver(payments, payment) || Limited("payment");
    }

    /// <summary>The answer to a call over the limit; a hook is told "not now", which Norce understands.</summary>
    public static IResult Refusal(HttpContext context)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<HookRoute>() is not null) return Faults.NotNow();
        context.Response.Headers.RetryAfter = "1";
        return TypedResults.StatusCode(StatusCodes.Status429TooManyRequests);
    }

    public void Dispose()
    {
        callers.Dispose();
        payments.Dispose();
    }

    private static bool Limited(string by)
    {
        AdapterMetrics.CallLimited(by);
        return false;
    }

    private static bool IsOver(PartitionedRateLimiter<string> limiter, string whose)
    {
        using var lease = limiter.AttemptAcquire(whose);
        return !lease.IsAcquired;
    }

    private static PartitionedRateLimiter<string> Limiter(int perSecond)
        => PartitionedRateLimiter.Create<string, string>(whose =>
            RateLimitPartition.GetTokenBucketLimiter(whose, _ => RateLimiting.Bucket(perSecond)));
}
