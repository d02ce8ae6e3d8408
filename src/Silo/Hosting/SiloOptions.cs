using System.ComponentModel.DataAnnotations;
using QliroAdapter.Settings;

namespace QliroAdapter.Silo;

/// <summary>The engine inside this process. Configuration section <c>Silo</c>.</summary>
[SettingsSection("Silo")]
public sealed class SiloOptions
{
    /// <summary>
    /// How long a payment that nobody writes to stays in memory. Longer saves loads, shorter saves memory.
    /// Seconds, 1 to 86400.
    /// </summary>
    /// <value>300</value>
    [Range(1, 86400)]
    public int IdleSeconds { get; set; } = 300;

    /// <summary>
    /// Most messages that wait for one payment; one more is answered "busy". Larger rides out longer bursts, smaller
    /// tells the caller sooner. Messages, 1 to 10000.
    /// </summary>
    /// <value>200</value>
    [Range(1, 10000)]
    public int QueueLimit { get; set; } = 200;

    /// <summary>
    /// Wait between two looks for payments whose time has come. Shorter starts due work sooner, longer spares the
    /// store. Milliseconds, 10 to 60000.
    /// </summary>
    /// <value>250</value>
    [Range(10, 60000)]
    public int DueScanMilliseconds { get; set; } = 250;

    /// <summary>
    /// Most payments that do due work at once. More clears a backlog sooner, fewer leaves the partners more room for
    /// shoppers. Payments, 1 to 1024.
    /// </summary>
    /// <value>32</value>
    [Range(1, 1024)]
    public int DueWorkParallelism { get; set; } = 32;
}
