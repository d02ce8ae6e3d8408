using QliroAdapter.Outbox;
using QliroAdapter.Payments;

namespace QliroAdapter.Recurring;

/// <summary>
/// Writes what later charges need to the Norce payment, and leaves the rest of it as it is, in any state.
/// </summary>
public static class WriteRecurring
{
    public static async Task<DeliveryAttempt> Deliver(Turn turn)
    {
        if (turn.Payment.Recurring is not { } details) return DeliveryAttempt.Done();
        string? why = null;
        var failure = await NorceWrites.UntilNoCollision(turn, async () =>
        {
            var read = turn.Note(await turn.Services.Norce.GetOrder(turn.Key.Order, turn.Time.Norce));
            if (!read.IsAccepted) return read.Failure;
            if (read.Value.FindPayment(turn.Key.PaymentId) is { IsLive: true } payment)
                return await NorceWrites.PutPayment(
                    turn, payment, payment with { Recurring = details.Over(payment.Recurring) });
            why = "Norce no longer has the payment";
            return null;
        });
        return failure is null ? DeliveryAttempt.Done(why) : DeliveryAttempt.After(failure);
    }
}
