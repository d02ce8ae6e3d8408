using QliroAdapter.Checkout;
using QliroAdapter.NorceCallbacks;
using QliroAdapter.OrderManagement;
using QliroAdapter.Outbox;
using QliroAdapter.Payments;
using QliroAdapter.QliroCallbacks;
using QliroAdapter.Recurring;
using QliroAdapter.Upselling;

namespace QliroAdapter.Reconciliation;

/// <summary>
/// Reads Qliro again without having been told to: a lost push, a push that said too much, a wait that is over.
/// </summary>
public static class ReconcileWithQliro
{
    public static async Task<DeliveryAttempt> Deliver(Turn turn)
    {
        if (turn.Payment.IsChargeWithoutPurchase()) return await ReadOnce(turn, await ChargeOutcome.Reconcile(turn));
        if (turn.Payment.State.IsPurchased() && turn.Payment.State != PaymentState.Pending)
            return turn.Payment.Upsell is { NeedsReconciliation: true } ? await Upsells.Reconcile(turn)
                : await Read(turn);
        var order = await turn.ReadQliroOrder();
        if (!order.IsAccepted)
        {
            return order.Error.Code == ErrorCodes.QliroOrderNotFound
                ? DeliveryAttempt.Done("Qliro no longer has the order")
                : DeliveryAttempt.Later(order.Error.Message);
        }
        Upsells.ApplyCheckoutStatus(turn, null, order.Value);
        // A turn may have been cut off, or its commit may have failed, after Qliro took lines that Norce then threw
        // away.
        if (turn.Payment.State.IsOpen()
            && turn.Payment.Amount.Amount > 0 && !Validate.IsFor(order.Value, turn.Payment.Amount))
            turn.Raise(
                new LinesUnknown(), new EntryEnqueued(OutboxKind.ResyncLines, turn.Now, "Qliro has other lines."));
        await turn.Commit();
        return await ReadOnce(turn, DeliveryAttempt.Done());
    }

    /// <summary>
    /// A purchase that is known only now: its money may have moved, and the push that told so found nobody who knew it.
    /// </summary>
    private static async Task<DeliveryAttempt> ReadOnce(Turn turn, DeliveryAttempt attempt)
        => attempt.IsDone && turn.Payment.State == PaymentState.Reserved ? await Read(turn) : attempt;

    /// <summary>
    /// What Qliro works on and no operation here stands for (asked for in Qliro's own back office, or before our row
    /// was lost) is waited for: its push finds nobody who knows it, and may be lost.
    /// </summary>
    private static async Task<DeliveryAttempt> Read(Turn turn)
    {
        var adminOrder = await turn.ReadAdminOrder();
        if (!adminOrder.IsAccepted) return DeliveryAttempt.Later(adminOrder.Error.Message);
        await ApplyAdminOrder.Run(turn, adminOrder.Value);
        return turn.Payment.OpenOperation() is null
            && adminOrder.Value.PaymentTransactions?.FirstOrDefault(one => !one.IsFinal) is { } open
            ? DeliveryAttempt.Later($"Qliro's {open.Type} {open.PaymentTransactionId} is {open.Status}.",
                TimeSpan.FromSeconds(turn.Services.Reconciliation.IntervalSeconds))
            : DeliveryAttempt.Done();
    }
}
