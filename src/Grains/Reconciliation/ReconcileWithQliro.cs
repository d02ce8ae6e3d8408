using QliroAdapter.Checkout;
using QliroAdapter.NorceCallbacks;
using QliroAdapter.OrderManagement;
using QliroAdapter.Outbox;
using QliroAdapter.Payments;
using QliroAdapter.Qliro;
using QliroAdapter.QliroCallbacks;
using QliroAdapter.Recurring;
using QliroAdapter.Upselling;

namespace QliroAdapter.Reconciliation;

/// <summary>
/// Reads Qliro again without having been told to, because a push may be lost or wrong, or because a wait is over.
/// </summary>
public static class ReconcileWithQliro
{
    public static async Task<DeliveryAttempt> Deliver(Turn turn)
    {
        if (turn.Payment.IsChargeWithoutPurchase()) return await ReadOnce(turn, await ChargeOutcome.Reconcile(turn));
        if (turn.Payment.State.IsPurchased() && turn.Payment.State != PaymentState.Pending)
            return turn.Payment.Upsell is { NeedsReconciliation: true } ? await Upsells.Reconcile(turn, isLast: true)
                : await Read(turn);
        var order = await turn.ReadQliroOrder();
        if (!order.IsAccepted)
        {
            return order.Error.Code == ErrorCodes.QliroOrderNotFound
                ? DeliveryAttempt.Done("Qliro no longer has the order")
                : DeliveryAttempt.Later(order.Error.Message);
        }
        Upsells.ApplyCheckoutStatus(turn, null, order.Value);
        // Qliro may have lines that Norce has discarded, when a turn was cut off, or lost its commit, after Qliro had
        // accepted them.
        if (turn.Payment.State.IsOpen() && turn.Payment.Amount.Amount > 0 && await HoldsOthers(turn, order.Value))
            turn.Raise(
                new LinesUnknown(), new EntryEnqueued(OutboxKind.ResyncLines, turn.Now, "Qliro has other lines."));
        await turn.Commit();
        return await ReadOnce(turn, DeliveryAttempt.Done());
    }

    /// <summary>
    /// Norce's committed order tells which lines are right; while it cannot be read, an equal sum must do.
    /// </summary>
    private static async Task<bool> HoldsOthers(Turn turn, QliroOrder held)
    {
        // A delivery that was chosen in Qliro's frame and not reported is no line that Norce has discarded.
        if (!turn.Payment.QliroOwnsShipping && !Validate.IsFor(held, turn.Payment.Amount)) return true;
        var (configuration, order) = (await turn.ReadConfiguration(), await turn.ReadNorceOrder());
        if (!configuration.IsAccepted || !order.IsAccepted) return false;
        var lines = OrderLines.From(order.Value, configuration.Value.LinesRulesFor(order.Value));
        // Goods that vouchers cover are not sent, though Qliro's delivery is still to be paid.
        return lines.IsAccepted && lines.Value.Total.Amount > 0
            && LinesAgreement.Difference(lines.Value.Lines, held.OrderItems) is not null;
    }

    /// <summary>
    /// Reads the admin order when the purchase became known only now: its money may have moved already, and the pushes
    /// about that came before the purchase was known here.
    /// </summary>
    private static async Task<DeliveryAttempt> ReadOnce(Turn turn, DeliveryAttempt attempt)
        => attempt.IsDone && turn.Payment.State == PaymentState.Reserved ? await Read(turn) : attempt;

    /// <summary>
    /// Reads the admin order. When Qliro has an open transaction that belongs to no operation here (it was requested in
    /// Qliro's back office, or before our row was lost), the entry stays in the outbox, because the push of its outcome
    /// may be lost.
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
