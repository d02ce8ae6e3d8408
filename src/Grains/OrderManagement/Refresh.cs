using QliroAdapter.NorceSync;
using QliroAdapter.Outbox;
using QliroAdapter.Payments;
using QliroAdapter.QliroCallbacks;
using QliroAdapter.Reconciliation;
using QliroAdapter.Recurring;
using QliroAdapter.Upselling;

namespace QliroAdapter.OrderManagement;

/// <summary>
/// Reads Qliro and corrects state and actions, including captures and releases that were made at Qliro.
/// </summary>
public static class Refresh
{
    public static async Task<Outcome<Done>> Run(Turn turn)
    {
        var found = await turn.Find();
        if (!found.IsAccepted) return turn.Refuse(found.Error);
        if (found.Value.State is PaymentState.Removed or PaymentState.Creating)
            return turn.Refuse(Refusal.PaymentNotFound(turn.Key, $"it is {found.Value.State.Name()}"));
        if (await ReadQliro(turn) is { } refusal) return turn.Refuse(refusal);
        // Written even when nothing changed here, because Norce may have lost the actions.
        if (turn.Payment.State.IsPurchased() || turn.Payment.State == PaymentState.Declined)
            turn.Raise(new EntryEnqueued(OutboxKind.SyncNorce, turn.Now));
        await OutboxDispatcher.Run(turn);
        return turn.Payment.PendingEntry(OutboxKind.SyncNorce) is { } pending
            ? turn.Refuse(Refusal.NotDelivered(turn.Key, "Refresh", turn.Payment, pending))
            : Done.Yes;
    }

    /// <summary>Applies what Qliro has of the payment, releases that nobody here asked for too.</summary>
    internal static async Task<PaymentError?> ReadQliro(Turn turn)
    {
        if (turn.Payment.IsChargeWithoutPurchase())
        {
            var attempt = await ChargeOutcome.Reconcile(turn);
            if (!attempt.IsDone) return Refusal.NotDelivered(turn.Key, "Refresh", attempt.Note);
        }
        else if (turn.Payment.State.IsOpen() || turn.Payment.State == PaymentState.Pending)
        {
            var order = await turn.ReadQliroOrder();
            if (!order.IsAccepted) return order.Error;
            Upsells.ApplyCheckoutStatus(turn, null, order.Value);
            await turn.Commit();
        }
        if (!turn.Payment.State.IsPurchased() || turn.Payment.State == PaymentState.Pending) return null;
        var adminOrder = await turn.ReadAdminOrder();
        if (!adminOrder.IsAccepted) return adminOrder.Error;
        await ApplyAdminOrder.Run(turn, adminOrder.Value, believeReleases: true);
        return null;
    }
}
