using QliroAdapter.OrderManagement;
using QliroAdapter.OwedCalls;
using QliroAdapter.Payments;
using QliroAdapter.Qliro;

namespace QliroAdapter.QliroCallbacks;

/// <summary>
/// Goods added after the purchase. A push is only heard; Qliro's books say whether the goods are paid for, and its
/// order says what the payment covers now. A transaction that replaces the original is in those books, too, so nothing
/// of ours refers to the old one.
/// </summary>
public static class Upsells
{
    /// <summary>
    /// Takes over a checkout status. When the purchase completed by it, what was saved for later charges is kept at
    /// once, for Qliro's order is not read again once its money is captured, and the window for goods opens.
    /// </summary>
    public static void TakeOver(Turn turn, QliroPush? push, QliroOrder order)
    {
        var events = Push.Decide(turn.Payment, push, order, turn.Now);
        turn.Happened(events);
        if (!events.OfType<PurchaseCompleted>().Any() || turn.Facts.Configuration is not { } channel) return;
        if (SaveRecurring.FromPurchase(turn.Payment, order, channel) is { } saved) turn.Happened(saved);
        if (channel.UseUpsell)
            turn.Happened(UpsellDecision.Open(turn.Payment, channel.UpsellTimeoutSeconds, order, turn.Now));
    }

    /// <summary>
    /// An upsell push: heard and stored; the books are read at once, and again when they do not show it yet.
    /// </summary>
    public static async Task Hear(Turn turn, QliroPush push)
    {
        turn.Happened(UpsellDecision.Hear(turn.Payment, push, turn.Now));
        await turn.Commit();
        if (turn.Payment.Upsell is not { NeedsLook: true }) return;
        var looked = await Look(turn);
        if (!looked.IsDone)
            turn.Happened(new CallOwed(OwedCallKind.LookAtQliro, turn.Now + Push.LookAgainAfter, looked.Note));
    }

    /// <summary>
    /// Done when no attempt is left that books do not show. First the books, then the total, which is then no older.
    /// </summary>
    public static async Task<Delivery> Look(Turn turn)
    {
        var books = await turn.ReadBooks();
        if (!books.IsAccepted) return Delivery.Later(books.Error.Message);
        turn.Facts.QliroOrder = null;
        var order = await turn.ReadQliroOrder();
        if (!order.IsAccepted) return Delivery.Later(order.Error.Message);
        turn.Happened(UpsellDecision.Find(turn.Payment, books.Value, order.Value.Total, turn.Now));
        if (turn.Payment.Upsell is { IsUnread: true }) turn.Happened(new UpsellWindowRead());
        await Books.TakeOver(turn, books.Value);
        return turn.Payment.Upsell?.Attempts
            .FirstOrDefault(attempt => attempt.State == UpsellState.Created) is { } awaited
            ? Delivery.Later($"Qliro's books do not show upsell {awaited.Id} yet.")
            : Delivery.Done();
    }
}
