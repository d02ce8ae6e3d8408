using System.ComponentModel.DataAnnotations;
using QliroAdapter.Settings;

namespace QliroAdapter.Silo;

/// <summary>
/// Who may read <c>/metrics</c>. It holds no names and no ids, but tells how much is sold and when partners are down.
/// Configuration section <c>Metrics</c>.
/// </summary>
[SettingsSection("Metrics")]
public sealed class MetricsOptions
{
    /// <summary>Bearer tokens that a scraper must send; as those of <see cref="AccessTokenOptions"/>.</summary>
    /// <value>None: everybody may read them who reaches the port.</value>
    [AccessToken]
    public IReadOnlyList<string> AccessTokens { get; set; } = [];

    /// <summary>
    /// Seconds after which the store is asked again how much waits, by one node for all. Longer spares the database
    /// three short reads; shorter shows sooner what needs a person.
    /// </summary>
    /// <value>15.</value>
    [Range(1, 300)]
    public int StoreSeconds { get; set; } = 15;
}
