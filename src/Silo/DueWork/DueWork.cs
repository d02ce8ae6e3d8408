using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using QliroAdapter.Store;

namespace QliroAdapter.Silo;

/// <summary>
/// Looks in the store for what is due, again and again, and tells each payment or order to continue: a bounded number
/// at once, never one that has not answered the last time, and a broken one ever more seldom.
/// </summary>
internal sealed partial class DueWork(
    IPaymentStore store, IPaymentGrains grains, IOptions<SiloOptions> options, TimeProvider time,
    SiloMetrics metrics, ILogger<DueWork> logger) : BackgroundService
{
    // One look asks for this many rounds of work, and on top for those it will skip, so that they hide nobody behind
    // them; up to a bound that keeps a look's answer small (some megabytes).
    private const int Rounds = 8;
    private const int ScanRowsMax = 10_000;

    // A store that fails is asked ever more seldom, down to this, or every failed look would be a line in the log.
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(10);

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
                wait = TimeSpan.FromTicks(Math.Max(interval.Ticks, Math.Min(wait.Ticks * 2, LongestWait.Ticks)));
                ScanFailed(failure, wait);
            }

            await Task.Delay(wait, time, stoppingToken);
        }
    }

    /// <summary>Looks no more, and waits for what was sent: the silo stops after this.</summary>
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
            // The host waits no longer; what was not finished stays due.
        }
    }

    /// <summary>One look at the store; returns when everything it found and may be sent is on its way.</summary>
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
            // From then on another silo may have leased what is left; the next look says.
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
        if (failure is not null && !stopping.IsCancellationRequested) ContinueFailed(failure, key, pause);
    }

    // merchant/channel/orderId/paymentId, or without the last: each part is escaped, so slashes count parts.
    private Task Continue(string key) => key.Count(letter => letter == '/') == 3
        ? grains.Get(PaymentKey.Parse(key)).Continue(new())
        : grains.Get(OrderKey.Parse(key)).Continue(new());
}
