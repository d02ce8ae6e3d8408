using QliroAdapter.Ops;
using QliroAdapter.Partners;

namespace QliroAdapter.Silo;

/// <summary>
/// Redacts and stores what the <see cref="BodyJournal"/> took, a second's calls together, and deletes what is old once
/// an hour. What the store does not take, because its payment is not stored yet or is being written, waits for
/// <see cref="WaitingMax"/> at most, and is lost then; so is all of a payment that is erased. A store in trouble loses
/// bodies and nothing else. When nothing is kept any more, what was kept before is deleted.
/// </summary>
internal sealed partial class BodyKeeper(
    BodyJournal journal, ICallBodies bodies, TimeProvider clock, ILogger<BodyKeeper> logger) : BackgroundService
{
    private static readonly TimeSpan pause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan cleaning = TimeSpan.FromHours(1);

    /// <summary>Longer than the longest turn, which may call partners before it stores a new payment.</summary>
    public static readonly TimeSpan WaitingMax = TimeSpan.FromMinutes(1);

    private readonly List<CallBody> waiting = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var cleanedAt = clock.GetUtcNow() - cleaning;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await Task.Delay(pause, clock, stoppingToken);
                if (clock.GetUtcNow() - cleanedAt >= cleaning)
                {
                    cleanedAt = clock.GetUtcNow();
                    await bodies.DeleteBefore(cleanedAt - journal.Kept, stoppingToken);
                }
                await Keep(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                // The process stops; what waits is lost.
            }
            catch (Exception failure)
            {
                NotKept(failure);
            }
        }
    }

    private async Task Keep(CancellationToken stop)
    {
        var oldest = clock.GetUtcNow() - WaitingMax;
        List<CallBody> taken = [.. waiting.Where(body => body.At >= oldest), .. Taken()];
        // What the store fails at is not tried again.
        waiting.Clear();
        if (taken.Count == 0) return;
        var stored = await bodies.Add(taken, stop);
        waiting.AddRange(taken.Where(body => !stored.Contains(body.Key)).TakeLast(BodyJournal.WaitingMax));
    }

    private IEnumerable<CallBody> Taken()
    {
        while (journal.Waiting.TryRead(out var call)) yield return call.Redacted();
    }
}
