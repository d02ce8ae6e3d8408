using System.ComponentModel.DataAnnotations;

namespace QliroAdapter.Qliro;

/// <summary>
/// Settings under <c>Qliro</c>. Credentials are not here: they come with each channel's configuration document.
/// </summary>
public sealed class QliroOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Qliro";

    /// <summary>
    /// Limit of one call, its repeats included, in seconds, 1 to 60. Longer tolerates a slower Qliro, but the
    /// storefront waits as long. <value>10</value>
    /// </summary>
    [Range(1, 60)]
    public int TimeoutSeconds { get; set; } = 10;

    /// <summary>
    /// How old an approval must be, in seconds, 1 to 3600, before an order whose payment is not under way may go back
    /// to checkout. Shorter lets the shopper continue sooner after a refusal; too short reopens the order while the
    /// bank is still deciding. <value>15</value>
    /// </summary>
    [Range(1, 3600)]
    public int ReopenAfterSeconds { get; set; } = 15;

    /// <summary><see cref="TimeoutSeconds"/> as a <see cref="TimeSpan"/>.</summary>
    public TimeSpan Timeout => TimeSpan.FromSeconds(TimeoutSeconds);
}
