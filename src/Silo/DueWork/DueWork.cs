using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using QliroAdapter.Store;

namespace QliroAdapter.Silo;

/// <summary>
/// Scans the store for due work again and again, and sends each due payment or order a <c>Continue</c>. A bounded
/// number run at once; a key is not sent again before it has answered; a key that stays due is sent less and less
/// often.
/// </summary>
internal sealed partial class DueWork(
    IPaymentStore store, IPaymentGrains grains, IOptions<SiloOptions> options, TimeProvider time,
    SiloMetrics metrics, ILogger<DueWork> logger) : BackgroundService
{
    // One scan asks for this many rounds of work, and in addition for as many keys as it will skip, so that skipped
    // keys do not hide others. The second number bounds a scan's answer to some megabytes.
    private const int Rounds = 8;
    private const int ScanRowsMax = 10_000;

    // After failures the scans become less frequent, with at most this wait, because each failure is a line in the log.
    private static readonly TimeSpan longestWait = TimeSpan.FromSeconds(10);

    private readonly DueTries tries = new(time);
    private readonly SemaphoreSlim places = new(options.Value.DueWorkParallelism);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var interval = TimeSpan.FromMilliseconds(options.Value.DueScanMilliseconds);
        var wait = interval;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await Scan(stoppingToken);
                wait = interval;
            }
            catch (Exception failure)
            {
                if (stoppingToken.IsCancellationRequested) return;
                wait = TimeSpan.FromTicks(Math.Max(interval.Ticks, Math.Min(wait.Ticks * 2, longestWait.Ticks)));
                ScanFailed(failure, wait);
            }

            await Task.Delay(wait, time, stoppingToken);
        }
    }

    /// <summary>Ends the scans and waits for turns that were sent, before the silo stops.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        try
        {
            for (var place = 0; place < options.Value.DueWorkParallelism; place++)
                await places.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            // The host's time for stopping is over; work that was not finished stays due.
        }
    }

    /// <summary>One scan of the store. Returns when everything that it found and may send has been sent.</summary>
    internal async Task Scan(CancellationToken stopping)
    {
        var scan = tries.BeginScan();
        var max = Math.Min(ScanRowsMax, (Rounds * options.Value.DueWorkParallelism) + tries.Count);
        var seen = time.GetTimestamp();
        var due = await store.Due(time.GetUtcNow(), max, stopping);
        metrics.DueSeen(due.Count);
        tries.Keep(due, scan);
        foreach (var key in due)
        {
            await places.WaitAsync(stopping);
            // The lease is over, so another silo may have leased the remaining keys. The next scan finds those that are
            // left.
            if (time.GetElapsedTime(seen) >= DueLease.Length)
            {
                places.Release();
                return;
            }

            if (tries.TryBegin(key)) _ = Send(key, seen, stopping);
            else places.Release();
        }
    }

    private async Task Send(string key, long seen, CancellationToken stopping)
    {
        Exception? failure = null;
        try
        {
            metrics.DueWorkSent(time.GetElapsedTime(seen));
            await Continue(key);
        }
        catch (Exception thrown)
        {
            failure = thrown;
        }

        var pause = tries.End(key);
        places.Release();
        if (failure is null || stopping.IsCancellationRequested) return;
        using var scope = logger.BeginScope(new CallScope(key));
        ContinueFailed(failure, key, pause);
    }

    // A payment's key is merchant/channel/orderId/paymentId, and an order's has no paymentId. Parts are escaped, so
    // counting slashes counts parts.
    private Task Continue(string key) => key.Count(letter => letter == '/') == 3
        ? grains.Get(PaymentKey.Parse(key)).Continue(new())
        : grains.Get(OrderKey.Parse(key)).Continue(new());
}
