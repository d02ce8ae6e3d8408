using Microsoft.Extensions.Hosting;

namespace QliroAdapter.Silo;

/// <summary>
/// Gives back the memory that the start needed, and what little is allocated while there are no callers: without them
/// no collection comes for many minutes (the first generation may grow to 64 MiB), and an idle process would keep 8 MB
/// of the start and grow by 3 MB a minute.
/// </summary>
/// <param name="lifetime">Of the process: its start ends the first stretch.</param>
/// <param name="time">The clock.</param>
/// <param name="allocated">Bytes allocated so far; the process's own when absent.</param>
/// <param name="collect">What gives memory back; the process's own collector when absent.</param>
internal sealed class QuietMemory(
    IHostApplicationLifetime lifetime, TimeProvider time, Func<long>? allocated = null, Action? collect = null)
    : BackgroundService
{
    /// <summary>How long little must have been allocated.</summary>
    internal static readonly TimeSpan Stretch = TimeSpan.FromSeconds(15);

    // An idle process allocates 50 kB a second, a push 100 kB or more. Collecting stops everything for 5 to 10 ms.
    internal const long LittleFrom = 512 << 10;
    internal const long LittleTo = 3 << 20;

    // A larger heap, such as that of a node with many payments in memory, would be stopped for too long.
    private const long SmallHeap = 64 << 20;

    private readonly Func<long> allocated = allocated ?? (() => GC.GetTotalAllocatedBytes());

    private readonly Action collect = collect ?? CollectSmallHeap;

    private long begin;
    private long collected;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await Started(stoppingToken);
            Begin();
            using var timer = new PeriodicTimer(Stretch, time);
            while (await timer.WaitForNextTickAsync(stoppingToken)) EndStretch();
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host is stopping.
        }
    }

    /// <summary>Ends the start, and begins the first stretch.</summary>
    internal void Begin() => begin = Collect();

    /// <summary>Ends a stretch, and begins the next one.</summary>
    internal void EndStretch()
    {
        var now = allocated();
        if (now - begin <= LittleTo && now - collected >= LittleFrom) now = Collect();
        begin = now;
    }

    private long Collect()
    {
        collect();
        return collected = allocated();
    }

    private static void CollectSmallHeap()
    {
        if (GC.GetTotalMemory(false) <= SmallHeap)
            GC.Collect(2, GCCollectionMode.Aggressive, blocking: true, compacting: true);
    }

    private async Task Started(CancellationToken stopping)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var registration = lifetime.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(stopping);
    }
}
