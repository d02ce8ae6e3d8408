using System.ComponentModel.DataAnnotations;
using QliroAdapter.Settings;

namespace QliroAdapter.Silo;

/// <summary>
/// The rate limit per client address. It is there to stop a runaway client, not to shape traffic: Norce, Qliro and the
/// storefront each call from few addresses. Behind a proxy every caller has the proxy's address, unless
/// <see cref="ProxyOptions"/> names the proxy.
/// Configuration section <c>RateLimit</c>.
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
}
