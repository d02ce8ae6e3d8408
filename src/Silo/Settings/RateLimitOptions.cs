using System.ComponentModel.DataAnnotations;
using QliroAdapter.Settings;

namespace QliroAdapter.Silo;

/// <summary>
/// The limit per client address, there to stop a runaway client and not to shape traffic: Norce, Qliro and the
/// storefront each come from few addresses. Behind a proxy every caller has the proxy's address, unless
/// <c>ASPNETCORE_FORWARDEDHEADERS_ENABLED=true</c> tells the process to believe its <c>X-Forwarded-For</c>.
/// Configuration section <c>RateLimit</c>.
/// </summary>
[SettingsSection("RateLimit")]
public sealed class RateLimitOptions
{
    /// <summary>
    /// Requests per second and client address; twice as many may come at once. More are answered 429.
    /// Lower it where addresses are shoppers', raise it where one proxy stands for all. 1 to 1000000, more than any
    /// process serves.
    /// </summary>
    /// <value>5000, above what one node can serve of real work.</value>
    [Range(1, 1_000_000)]
    public int PerSecond { get; set; } = 5000;
}
