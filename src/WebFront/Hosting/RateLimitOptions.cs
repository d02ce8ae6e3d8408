namespace QliroAdapter.WebFront;

/// <summary>
/// The limit per client address, there to stop a runaway client and not to shape traffic: Norce, Qliro and the
/// storefront each come from few addresses. Behind a proxy every caller has the proxy's address, unless
/// <c>ASPNETCORE_FORWARDEDHEADERS_ENABLED=true</c> tells the process to believe its <c>X-Forwarded-For</c>.
/// </summary>
public sealed class RateLimitOptions
{
    /// <summary>The setting that holds <see cref="PerSecond"/>.</summary>
    public const string PerSecondKey = "RateLimit:PerSecond";

    /// <summary>More than any process serves; so that the arithmetic stays small.</summary>
    public const int PerSecondMax = 1_000_000;

    /// <summary>
    /// Requests per second and client address; twice as many may come at once. More are answered 429.
    /// Lower it where addresses are shoppers', raise it where one proxy stands for all. 1 to 1000000.
    /// </summary>
    /// <value>5000, above what one node can serve of real work.</value>
    public int PerSecond { get; init; } = 5000;
}
