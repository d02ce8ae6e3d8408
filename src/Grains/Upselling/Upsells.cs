using QliroAdapter.OrderManagement;
using QliroAdapter.Outbox;
using QliroAdapter.Payments;
using QliroAdapter.Qliro;
using QliroAdapter.QliroCallbacks;
using QliroAdapter.Reconciliation;
using QliroAdapter.Recurring;

namespace QliroAdapter.Upselling;

/// <summary>
/// Goods added after the purchase. A push is only recorded: Qliro's admin order tells whether the goods are paid for,
/// and its order tells what the payment covers now. A transaction that replaces the original is in the admin order as
/// well, so nothing here refers to the old one.
/// </summary>
public static class Upsells
{
    /// <summary>
    /// Applies a checkout status. When the purchase completes by it, what was saved for later charges is stored at
    /// once, because Qliro's order is not read again once its money is captured, and the window for goods opens.
    /// </summary>
    public static void ApplyCheckoutStatus(Turn turn, QliroPush? push, QliroOrder order)
    {
        var events = Push.Decide(turn.Payment, push, order, turn.Now);
        turn.Raise(events);
        if (!events.OfType<PurchaseCompleted>().Any() || turn.Facts.Configuration is not { } channel) return;
        if (SaveRecurring.FromPurchase(turn.Payment, order, channel) is { } saved) turn.Raise(saved);
        if (channel.UseUpsell)
            turn.Raise(UpsellDecision.Open(turn.Payment, channel.UpsellTimeoutSeconds, order, turn.Now));
    }

    /// <summary>
    /// Handles an upsell push: it is recorded, and the admin order is read at once, and again when it does not show the
    /// upsell yet.
    /// </summary>
    public static async Task RecordPush(Turn turn, QliroPush push)
    {
        IReadOnlyList<PaymentEvent> news = [.. UpsellDecision.RecordPush(turn.Payment, push, turn.Now)];
        if (news.Count > 0) await turn.Commit(news);
        if (turn.Payment.Upsell is not { NeedsReconciliation: true }) return;
        var attempt = await Reconcile(turn, isLast: false);
        if (attempt.IsDone) return;
        if (news.Count > 0) turn.Raise(ReadLater.Entry(turn.Now, attempt.Note));
        else ReadLater.Enqueue(turn, attempt.Note);
    }

    /// <summary>
    /// Done when the admin order shows every attempt. The admin order is read first and the total after it, so that the
    /// total is not older.
    /// </summary>
    /// <param name="turn">The turn.</param>
    /// <param name="isLast">True for the search after the window has closed.</param>
    public static async Task<DeliveryAttempt> Reconcile(Turn turn, bool isLast)
    {
        var adminOrder = await turn.ReadAdminOrder();
        if (!adminOrder.IsAccepted) return DeliveryAttempt.Later(adminOrder.Error.Message);
        turn.Facts.QliroOrder = null;
        var order = await turn.ReadQliroOrder();
        if (!order.IsAccepted) return DeliveryAttempt.Later(order.Error.Message);
        turn.Raise(UpsellDecision.Find(turn.Payment, adminOrder.Value, order.Value.Total, turn.Now));
        if (isLast && turn.Payment.Upsell is { IsOpen: false, IsUnread: true }) turn.Raise(new UpsellWindowRead());
        await ApplyAdminOrder.Run(turn, adminOrder.Value);
        return turn.Payment.Upsell?.Attempts
            .FirstOrDefault(attempt => attempt.State == UpsellState.Created) is { } awaited
            ? DeliveryAttempt.Later($"Qliro's admin order does not show upsell {awaited.Id} yet.")
            : DeliveryAttempt.Done();
    }
}
