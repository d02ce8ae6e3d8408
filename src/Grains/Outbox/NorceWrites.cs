using QliroAdapter.Norce;
using QliroAdapter.Partners;
using QliroAdapter.Payments;

namespace QliroAdapter.Outbox;

/// <summary>
/// Writes to an order that others write as well: read, compare, write what differs, and start again on a collision
/// (409).
/// </summary>
public static class NorceWrites
{
    /// <summary>Norce's advice for a collision is to read again; after three rounds the order counts as busy.</summary>
    public const int RoundsMax = 3;

    /// <summary>Runs the steps until none collides. A step returns its failure, or null when it is done.</summary>
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

    /// <summary>Puts the changed payment, if the change changes anything.</summary>
    public static async Task<PartnerFailure?> PutPayment(Turn turn, NorcePayment payment, NorcePayment changed)
    {
        if (NorceCompare.Same(payment, changed)) return null;
        return turn.Note(await turn.Services.Norce.PutPayment(turn.Key.Order, changed, turn.Time.Norce)).Failure;
    }

    /// <summary>A random pause of some tens of milliseconds, so that two writers do not collide again.</summary>
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
            // The turn's time for Norce is over: the caller gets the collision and enqueues the rest.
        }
    }
}
