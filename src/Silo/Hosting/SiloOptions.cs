using System.ComponentModel.DataAnnotations;

namespace QliroAdapter.Silo;

/// <summary>Options of the engine in this process. Configuration section <c>Silo</c>.</summary>
public sealed class SiloOptions
{
    /// <summary>The configuration section these are read from.</summary>
    public const string Section = "Silo";

    /// <summary>
    /// How long a payment stays in memory after its last message. Longer saves loads, shorter saves memory. Seconds, 1
    /// to 86400.
    /// </summary>
    /// <value>300</value>
    [Range(1, 86400, ErrorMessage = "Silo:IdleSeconds must be 1 to 86400 seconds.")]
    public int IdleSeconds { get; set; } = 300;

    /// <summary>
    /// The largest number of messages that wait for one payment; further ones are answered "busy". Larger accepts
    /// longer bursts, smaller tells the caller sooner. Messages, 1 to 10000.
    /// </summary>
    /// <value>200</value>
    [Range(1, 10000, ErrorMessage = "Silo:QueueLimit must be 1 to 10000 messages.")]
    public int QueueLimit { get; set; } = 200;

    /// <summary>
    /// Pause between two scans for due work. Shorter starts due work sooner, longer puts less load on the store.
    /// Milliseconds, 10 to 60000.
    /// </summary>
    /// <value>250</value>
    [Range(10, 60000, ErrorMessage = "Silo:DueScanMilliseconds must be 10 to 60000 milliseconds.")]
    public int DueScanMilliseconds { get; set; } = 250;

    /// <summary>
    /// The largest number of payments that do due work at once. More works off a backlog sooner, fewer leaves more of
    /// the partners' capacity to shoppers. Payments, 1 to 1024.
    /// </summary>
    /// <value>32</value>
    [Range(1, 1024, ErrorMessage = "Silo:DueWorkParallelism must be 1 to 1024 payments.")]
    public int DueWorkParallelism { get; set; } = 32;
}
