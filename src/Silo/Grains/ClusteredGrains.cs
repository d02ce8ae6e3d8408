using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using QliroAdapter.EmbeddedSilo;
using QliroAdapter.Payments;
using QliroAdapter.Store;

namespace QliroAdapter.Silo;

/// <summary>What every activation of this silo shares. Thread-safe.</summary>
internal sealed class ClusteredGrains(
    PaymentServices services, IOptions<EmbeddedSiloOptions> options, TimeProvider time, SiloMetrics metrics)
{
    private long commits;

    public PaymentServices Services { get; } = services;

    /// <summary>Rides out a database that restarts.</summary>
    public ServerPatience Patience { get; } = new(time);

    /// <summary>A queue for one activation.</summary>
    public TurnQueue Turns() => new(options.Value.QueueLimit, time, metrics);

    /// <summary>By which the database knows a commit again when it comes twice; no other commit has it.</summary>
    public string NextCommitId() => $"{instance}.{Interlocked.Increment(ref commits)}";

    public Task Entered()
    {
        metrics.ActivationEntered();
        return Task.CompletedTask;
    }

    public Task Left()
    {
        metrics.ActivationLeft();
        return Task.CompletedTask;
    }

    // Names this start of this process: random, because no two may be the same and nothing is decided by it.
    private readonly string instance = Convert.ToHexString(RandomNumberGenerator.GetBytes(8));
}
