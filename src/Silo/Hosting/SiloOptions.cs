using System.ComponentModel.DataAnnotations;

namespace QliroAdapter.Silo;

/// <summary>The engine inside this process. Configuration section <c>Silo</c>.</summary>
public sealed class SiloOptions
{
    /// <summary>The configuration section these are read from.</summary>
    public const string Section = "Silo";

    /// <summary>
    /// How long a payment that nobody writes to stays in memory. Longer saves loads, shorter saves memory.
    /// Seconds, 1 to 86400.
    /// </summary>
    /// <value>300</value>
    [Range(1, 86400, ErrorMessage = "Silo:IdleSeconds must be 1 to 86400 seconds.")]
    public int IdleSeconds { get; set; } = 300;

    /// <summary>
    /// Most messages that wait for one payment; one more is answered "busy". Larger rides out longer bursts, smaller
    /// tells the caller sooner. Messages, 1 to 10000.
    /// </summary>
    /// <value>200</value>
    [Range(1, 10000, ErrorMessage = "Silo:QueueLimit must be 1 to 10000 messages.")]
    public int QueueLimit { get; set; } = 200;

    /// <summary>
    /// Wait between two looks for payments whose time has come. Shorter starts due work sooner, longer spares the
    /// store. Milliseconds, 10 to 60000.
    /// </summary>
    /// <value>250</value>
    [Range(10, 60000, ErrorMessage = "Silo:DueScanMilliseconds must be 10 to 60000 milliseconds.")]
    public int DueScanMilliseconds { get; set; } = 250;

    /// <summary>
    /// Most payments that do due work at once. More clears a backlog sooner, fewer leaves the partners more room for
    /// shoppers. Payments, 1 to 1024.
    /// </summary>
    /// <value>32</value>
    [Range(1, 1024, ErrorMessage = "Silo:DueWorkParallelism must be 1 to 1024 payments.")]
    public int DueWorkParallelism { get; set; } = 32;
}
