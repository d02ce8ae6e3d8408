using QliroAdapter.Checkout;
using QliroAdapter.Payments;

namespace QliroAdapter.OwedCalls;

/// <summary>What a payment does when its due time has come: end a creation that was cut off, look again, deliver.</summary>
public static class DueWork
{
    public static async Task<Done> Run(Turn turn)
    {
        if (turn.Known is null) return Done.Yes;
        if (turn.Payment is { State: PaymentState.Creating, Charge: null } && turn.Now >= turn.Payment.BegunAt + Waits.CreationTakes)
            await BeginCreation.Abandon(turn, "it was cut off and nobody asked for it again.");
        else if (IsWaitOver(turn.Payment, turn.Now))
            turn.Happened(new CallOwed(OwedCallKind.LookAtQliro, turn.Now));
        await DeliverOwed.Run(turn);
        await turn.Commit();
        return Done.Yes;
    }

    /// <summary>Nothing else made the payment due, so what came due is its wait for Qliro.</summary>
    private static bool IsWaitOver(PaymentDocument payment, DateTimeOffset now)
        => payment.State is not (PaymentState.Creating or PaymentState.Removed)
            && !payment.Owed.Any(call => !call.IsParked && call.DueAt <= now);
}
