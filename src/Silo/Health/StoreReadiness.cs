using QliroAdapter.Ops;

namespace QliroAdapter.Silo;

/// <summary>
/// Whether the store takes writes, as it was at most a second ago. A probe writes to the disk and anybody may ask for
/// it, so whoever asks while one runs shares it (single-flight), and the next one waits for its second. Thread-safe.
/// </summary>
internal sealed class StoreReadiness(IPaymentRecords store, TimeProvider clock, ILogger<StoreReadiness> logger)
{
    /// <summary>Load balancers ask every few seconds, so that they see the state of their own time.</summary>
    public static readonly TimeSpan GoodFor = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan probeTimeout = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan logPause = TimeSpan.FromMinutes(1);

    private readonly Lock gate = new();
    private Task<bool>? probe;
    private long endedAt;
    private long? loggedAt;

    public Task<bool> CanWrite()
    {
        lock (gate)
        {
            var isGood = probe is { IsCompleted: false }
                || (probe is not null && clock.GetElapsedTime(Volatile.Read(ref endedAt)) < GoodFor);
            return isGood ? probe! : probe = Probe();
        }
    }

    private async Task<bool> Probe()
    {
        using var limit = new CancellationTokenSource(probeTimeout);
        try
        {
            await store.Probe(limit.Token).WaitAsync(probeTimeout);
            loggedAt = null;
            return true;
        }
        catch (Exception failure)
        {
            // The first of an outage, and then one a minute.
            if (loggedAt is not { } last || clock.GetElapsedTime(last) >= logPause)
            {
                HealthLog.StoreNotReady(logger, failure);
                loggedAt = clock.GetTimestamp();
            }
            return false;
        }
        finally
        {
            Volatile.Write(ref endedAt, clock.GetTimestamp());
        }
    }
}
