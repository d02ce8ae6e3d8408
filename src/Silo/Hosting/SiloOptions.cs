using System.ComponentModel.DataAnnotations;
using QliroAdapter.Settings;

namespace QliroAdapter.Silo;

/// <summary>Options of the engine in this process. Configuration section <c>Silo</c>.</summary>
[SettingsSection("Silo")]
public sealed class SiloOptions
{
    /// <summary>
    /// How long a payment stays in memory after its last message. Longer saves loads, shorter saves memory. Seconds.
    /// </summary>
    /// <value>300</value>
    [Range(1, 86400)]
    public int IdleSeconds { get; set; } = 300;

    /// <summary>
    /// The largest number of messages that wait for one payment; further ones are answered "busy". Larger accepts
    /// longer bursts, smaller tells the caller sooner.
    /// </summary>
    /// <value>200</value>
    [Range(1, 10000)]
    public int QueueLimit { get; set; } = 200;

    /// <summary>
    /// Pause between two scans for due work. Shorter starts due work sooner, longer puts less load on the store.
    /// Milliseconds.
    /// </summary>
    /// <value>250</value>
    [Range(10, 60000)]
    public int DueScanMilliseconds { get; set; } = 250;

    /// <summary>
    /// The largest number of payments that do due work at once. More works off a backlog sooner, fewer leaves more of
    /// the partners' capacity to shoppers.
    /// </summary>
    /// <value>32</value>
    [Range(1, 1024)]
    public int DueWorkParallelism { get; set; } = 32;
}
