using QliroAdapter.OrderManagement;
using QliroAdapter.Outbox;
using QliroAdapter.Payments;
using QliroAdapter.Qliro;
using QliroAdapter.Reconciliation;
using QliroAdapter.Recurring;

namespace QliroAdapter.QliroCallbacks;

/// <summary>
/// Qliro reports the outcome of a payment transaction. Its admin order is read, and only what was read counts: it
/// advances the open operation, and shows what others did at Qliro. A transaction that is known to be finished is not
/// read again.
/// </summary>
public static class Status
{
    public static async Task<Outcome<Done>> Run(Turn turn, ReceiveStatus message)
    {
        // What an operator does has a row of its own, although it changes nothing.
        if (message.Replayed is null) turn.CountedAs = message.DescribeRepeat;
        turn.Time.LimitNorce(TurnLimits.PushDelivery);
        var found = await turn.Find();
        if (!found.IsAccepted) return turn.Refuse(found.Error);
        // The reservation's own status can be the first report of a completed purchase, also of a payment that has
        // ended here.
        if (!found.Value.State.IsPurchased() || found.Value.State == PaymentState.Pending
            || found.Value.IsChargeWithoutPurchase())
            await RecordPurchase(turn, found.Value, message.Status);
        else if (!IsFinished(found.Value, message.Status?.PaymentTransactionId))
        {
            var attempt = await ApplyAdminOrder.Read(turn);
            if (!attempt.IsDone) ReadLater.Enqueue(turn, attempt.Note);
            else if (turn.Payment.OpenOperation() is { } open
                && !ReadLater.IsDueSoon(turn.Payment, turn.Now, OutboxKind.AdvanceOperation))
                turn.Raise(
                    new EntryEnqueued(OutboxKind.AdvanceOperation, turn.Now + ReadLater.After, Ordinal: open.Ordinal));
        }
        await OutboxDispatcher.Run(turn);
        return Done.Yes;
    }

    /// <summary>
    /// What the push reports beyond the reservation is in the admin order, which has not been read yet.
    /// </summary>
    private static async Task RecordPurchase(Turn turn, PaymentDocument payment, QliroStatusPush? status)
    {
        await Push.RecordPush(turn, payment, new());
        var isReservation = new[] { TransactionType.Preauthorization, TransactionType.Debit }
            .Contains(status?.PaymentType, StringComparer.OrdinalIgnoreCase);
        if (!isReservation && turn.Payment.State == PaymentState.Reserved)
            turn.Raise(new EntryEnqueued(OutboxKind.ReconcileWithQliro, turn.Now));
    }

    /// <summary>True for a repeat, or a late push, about a transaction whose operation has ended.</summary>
    private static bool IsFinished(PaymentDocument payment, long? transactionId) => transactionId is { } id
        && payment.Operations
            .Any(operation => !operation.IsOpen && operation.Parts.Any(part => part.TransactionIds.Contains(id)));
}
