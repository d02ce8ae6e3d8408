using System.ComponentModel.DataAnnotations;
using QliroAdapter.Settings;

namespace QliroAdapter.Silo;

/// <summary>
/// The rate limits, each of one process. They are there to stop a runaway client, not to shape traffic: Norce, Qliro
/// and the storefront each call from few addresses. Behind a proxy every caller has the proxy's address, unless
/// <see cref="ProxyOptions"/> names the proxy. Configuration section <c>RateLimit</c>.
/// </summary>
[SettingsSection("RateLimit")]
public sealed class RateLimitOptions
{
    /// <summary>
    /// Requests per second and client address; bursts of twice as many are allowed. Further ones are answered 429.
    /// Lower it where addresses are shoppers', raise it where one proxy stands for all callers.
    /// </summary>
    /// <value>5000, more than one node can serve of real work.</value>
    [Range(1, 1_000_000)]
    public int PerSecond { get; set; } = 5000;

    /// <summary>
    /// Calls per second with one bearer token, from whatever address; bursts of twice as many are allowed. Lower it to
    /// keep one caller from taking what others need.
    /// </summary>
    /// <value>5000, more than one node can serve of real work.</value>
    [Range(1, 1_000_000)]
    public int PerCallerPerSecond { get; set; } = 5000;

    /// <summary>
    /// Calls per second about one payment, or one order without a payment yet; bursts of twice as many are allowed. A
    /// page that is reloaded, or a callback in a loop, stays within its own payment.
    /// </summary>
    /// <value>1000: a loop is stopped, a repeat never is. A shopper, Norce and Qliro together make a few.</value>
    [Range(1, 1_000_000)]
    public int PerPaymentPerSecond { get; set; } = 1000;
}
