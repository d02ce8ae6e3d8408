using QliroAdapter.Outbox;
using QliroAdapter.Payments;
using QliroAdapter.Recurring;

namespace QliroAdapter.Checkout;

/// <summary>
/// The order's grain found a payment on the order and asks whether its creation has completed; meanwhile no creation
/// runs on the order. A complete payment is reported as live. A half-made one is finished when a shopper waits for it,
/// and removed otherwise. The message for which the payment was created gets the checkout again.
/// </summary>
public static class EndCreations
{
    public static async Task<Outcome<CreationEnd>> Run(Turn turn, EndCreation message)
    {
        if (turn.Known is null)
        {
            var order = await turn.ReadNorceOrder();
            if (!order.IsAccepted) return turn.Refuse(order.Error);
            if (order.Value.FindPayment(turn.Key.PaymentId) is not { IsLive: true } payment)
                return turn.Refuse(
                    Refusal.PaymentNotFound(turn.Key, "Norce's order does not have it, or not as ours and live"));
            if (!string.IsNullOrEmpty(payment.Reference))
            {
                var found = await turn.Find();
                return found.IsAccepted ? new CreationEnd { IsLive = true } : turn.Refuse(found.Error);
            }
            await turn.Commit(new PaymentBegun(
                await BeginCreation.NewDocument(turn, order.Value, message.Attempt, message.MessageId)));
        }
        if (turn.Payment is { Charge: not null, State: not PaymentState.Removed })
            return await ChargeRecurring.EndCreation(turn, message);
        return turn.Payment.State switch
        {
            PaymentState.Creating when message.Finish => await Finish(turn, message.MessageId),
            PaymentState.Creating or PaymentState.Removed => await Clear(turn),
            _ when BeginCreation.IsWhole(turn.Payment, message.MessageId) => await ShowAgain(turn),
            _ => new CreationEnd { IsLive = true },
        };
    }

    /// <summary>The answer that was lost on its way; a checkout that cannot be read now stays.</summary>
    private static async Task<Outcome<CreationEnd>> ShowAgain(Turn turn)
    {
        var snippet = await BeginCreation.ReadNewSnippet(turn);
        return snippet.IsAccepted
            ? new CreationEnd { IsLive = true, Checkout = snippet.Value }
            : turn.Refuse(snippet.Error);
    }

    private static async Task<Outcome<CreationEnd>> Finish(Turn turn, Guid? messageId)
    {
        if (messageId is { } id && !turn.Payment.WasCreatedFor(id)) turn.Raise(new CreationContinued(id));
        var finished = await BeginCreation.Advance(turn, isResumed: true);
        return finished.IsAccepted
            ? new CreationEnd { IsLive = true, FinishedNow = true, Checkout = finished.Value }
            : await Clear(turn);
    }

    private static async Task<Outcome<CreationEnd>> Clear(Turn turn)
    {
        if (turn.Payment.State == PaymentState.Creating)
            await BeginCreation.Abandon(turn, "it was cut off and nobody waits for it.");
        else turn.Raise(new EntryEnqueued(OutboxKind.ClearCreation, turn.Now));
        await OutboxDispatcher.Run(turn);
        return turn.Payment.PendingEntry(OutboxKind.ClearCreation) is { } pending
            ? turn.Refuse(Refusal.NotDelivered(turn.Key, "Clearing a half-made payment", turn.Payment, pending))
            : new CreationEnd { IsLive = false };
    }
}
