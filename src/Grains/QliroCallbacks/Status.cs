using QliroAdapter.OrderManagement;
using QliroAdapter.Outbox;
using QliroAdapter.Payments;
using QliroAdapter.Qliro;
using QliroAdapter.Reconciliation;
using QliroAdapter.Recurring;

namespace QliroAdapter.QliroCallbacks;

/// <summary>
/// Qliro tells the outcome of a payment transaction. Its admin order is read and only that counts: it moves the open
/// operation, and tells of what others did at Qliro. What is known to be finished is not read again.
/// </summary>
public static class Status
{
    public static async Task<Outcome<Done>> Run(Turn turn, ReceiveStatus message)
    {
        turn.Time.LimitNorce(TurnLimits.PushDelivery);
        var found = await turn.Find();
        if (!found.IsAccepted) return turn.Refuse(found.Error);
        // The reservation's own status can be the first news of a completed purchase, also of a payment that has ended
        // here.
        if (!found.Value.State.IsPurchased() || found.Value.State == PaymentState.Pending
            || found.Value.IsChargeWithoutPurchase())
            await RecordPurchase(turn, found.Value, message.Status);
        else if (!IsFinished(found.Value, message.Status?.PaymentTransactionId))
        {
            var attempt = await ApplyAdminOrder.Read(turn);
            if (turn.Payment.OpenOperation() is { } open)
                turn.Raise(
                    new EntryEnqueued(
                        OutboxKind.AdvanceOperation, turn.Now + Push.ReconcileAfter, Ordinal: open.Ordinal));
            else if (!attempt.IsDone)
                turn.Raise(
                    new EntryEnqueued(OutboxKind.ReconcileWithQliro, turn.Now + Push.ReconcileAfter, attempt.Note));
        }
        await OutboxDispatcher.Run(turn);
        return Done.Yes;
    }

    /// <summary>What a push tells beyond the reservation is in the admin order, which nobody has read yet.</summary>
    private static async Task RecordPurchase(Turn turn, PaymentDocument payment, QliroStatusPush? status)
    {
        await Push.RecordPush(turn, payment, new());
        var isReservation = new[] { TransactionType.Preauthorization, TransactionType.Debit }
            .Contains(status?.PaymentType, StringComparer.OrdinalIgnoreCase);
        if (!isReservation && turn.Payment.State == PaymentState.Reserved)
            turn.Raise(new EntryEnqueued(OutboxKind.ReconcileWithQliro, turn.Now));
    }

    /// <summary>A repeat, or a straggler, about a transaction whose operation has ended.</summary>
    private static bool IsFinished(PaymentDocument payment, long? transactionId) => transactionId is { } id
        && payment.Operations
            .Any(operation => !operation.IsOpen && operation.Parts.Any(part => part.TransactionIds.Contains(id)));
}
