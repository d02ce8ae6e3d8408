using QliroAdapter.Ops;
using QliroAdapter.Partners;

namespace QliroAdapter.Silo;

/// <summary>
/// Redacts and stores what the <see cref="BodyJournal"/> took, a second's calls together, and deletes what is old once
/// an hour. A store in trouble loses bodies and nothing else.
/// </summary>
internal sealed partial class BodyKeeper(
    BodyJournal journal, ICallBodies bodies, TimeProvider clock, ILogger<BodyKeeper> logger) : BackgroundService
{
    private static readonly TimeSpan pause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan cleaning = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (journal.Kept == TimeSpan.Zero) return;
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
                if (Taken() is { Count: > 0 } taken) await bodies.Add(taken, stoppingToken);
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

    private List<CallBody> Taken()
    {
        var taken = new List<CallBody>();
        while (journal.Waiting.TryRead(out var call)) taken.Add(call.Redacted());
        return taken;
    }
}
