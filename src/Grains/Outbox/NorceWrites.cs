using QliroAdapter.Norce;
using QliroAdapter.Partners;
using QliroAdapter.Payments;

namespace QliroAdapter.Outbox;

/// <summary>
/// Writing to an order that others write too: read, compare, write what differs; on a collision (409) start again.
/// </summary>
public static class NorceWrites
{
    /// <summary>Norce's own advice for collisions is to read again; three times before it counts as busy.</summary>
    public const int RoundsMax = 3;

    /// <summary>Runs the steps until none collides. A step answers its failure, or null when it is done.</summary>
    public static async Task<PartnerFailure?> UntilNoCollision(Turn turn, Func<Task<PartnerFailure?>> steps)
    {
        PartnerFailure? failure = null;
        for (var round = 1; round <= RoundsMax; round++)
        {
            failure = await steps();
            if (failure is not { Status: 409 } || turn.Time.Norce.IsCancellationRequested) return failure;
            await Pause(turn, round);
        }
        return failure;
    }

    /// <summary>PUTs our payment changed, if the change changes anything.</summary>
    public static async Task<PartnerFailure?> PutPayment(Turn turn, NorcePayment payment, NorcePayment changed)
    {
        if (NorceCompare.Same(payment, changed)) return null;
        return turn.Note(await turn.Services.Norce.PutPayment(turn.Key.Order, changed, turn.Time.Norce)).Failure;
    }

    /// <summary>A few tens of milliseconds, random, so that two writers part ways.</summary>
    private static async Task Pause(Turn turn, int round)
    {
        try
        {
            await Task.Delay(
                TimeSpan.FromMilliseconds(20 * round * (1 + turn.Services.Jitter())), turn.Services.Clock,
                turn.Time.Norce);
        }
        catch (OperationCanceledException)
        {
            // The turn's time for Norce ran out: the caller sees the collision and enqueues the rest.
        }
    }
}
