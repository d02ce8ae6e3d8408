namespace QliroAdapter.WebFront;

/// <summary>
/// The rate limit per client address. It is there to stop a runaway client, not to shape traffic: Norce, Qliro and the
/// storefront each call from few addresses. Behind a proxy every caller has the proxy's address, unless
/// <c>ASPNETCORE_FORWARDEDHEADERS_ENABLED=true</c> tells the process to trust <c>X-Forwarded-For</c>.
/// </summary>
public sealed class RateLimitOptions
{
    /// <summary>The setting that holds <see cref="PerSecond"/>.</summary>
    public const string PerSecondKey = "RateLimit:PerSecond";

    /// <summary>More than any process can serve; it keeps the arithmetic within range.</summary>
    public const int PerSecondMax = 1_000_000;

    /// <summary>
    /// Requests per second and client address; bursts of twice as many are allowed. Further ones are answered 429.
    /// Lower it where addresses are shoppers', raise it where one proxy stands for all callers. 1 to 1000000.
    /// </summary>
    /// <value>5000, more than one node can serve of real work.</value>
    public int PerSecond { get; init; } = 5000;
}
