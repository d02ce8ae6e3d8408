using QliroAdapter.Ops;

namespace QliroAdapter.Silo;

/// <summary>
/// Whether the store takes writes, as it was a moment ago. A probe writes to the disk and anybody may ask for it, so
/// whoever asks while one runs shares it (single-flight), and the next one waits a moment. Thread-safe.
/// </summary>
internal sealed class StoreReadiness(IPaymentRecords store, TimeProvider clock, ILogger<StoreReadiness> logger)
{
    /// <summary>Too short for a database to be stopped and asked about, and long enough to bound the writes.</summary>
    public static readonly TimeSpan GoodFor = TimeSpan.FromMilliseconds(50);

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
