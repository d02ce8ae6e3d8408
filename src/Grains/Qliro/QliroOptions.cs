using System.ComponentModel.DataAnnotations;
using QliroAdapter.Settings;

namespace QliroAdapter.Qliro;

/// <summary>
/// Settings under <c>Qliro</c>. Credentials are not here: they come with each channel's configuration document.
/// </summary>
[SettingsSection("Qliro")]
public sealed class QliroOptions
{
    /// <summary>
    /// Limit of one call, its repeats included, in seconds, 1 to 60. Longer tolerates a slower Qliro, but the
    /// storefront waits as long. <value>10</value>
    /// </summary>
    [Range(1, 60)]
    public int TimeoutSeconds { get; set; } = 10;

    /// <summary>
    /// Lets the <c>apiUrl</c> of a channel's document name a host at a private or loopback address. Without it, whoever
    /// may write such a document cannot make the adapter call what only its own network reaches. Needed only where
    /// Qliro is simulated and Norce is not: it is taken as set where the settings have Norce at such an address.
    /// <value>false</value>
    /// </summary>
    public bool AllowPrivateAddresses { get; set; }

    /// <summary><see cref="TimeoutSeconds"/> as a <see cref="TimeSpan"/>.</summary>
    public TimeSpan Timeout => TimeSpan.FromSeconds(TimeoutSeconds);
}
