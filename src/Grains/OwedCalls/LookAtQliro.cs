using QliroAdapter.Checkout;
using QliroAdapter.OrderManagement;
using QliroAdapter.Payments;
using QliroAdapter.QliroCallbacks;

namespace QliroAdapter.OwedCalls;

/// <summary>
/// Reads Qliro again without having been told to: a lost push, a push that said too much, a wait that is over.
/// </summary>
public static class LookAtQliro
{
    public static async Task<Delivery> Deliver(Turn turn)
    {
        if (turn.Payment.IsChargeWithoutPurchase()) return await ReadOnce(turn, await ChargeOutcome.Look(turn));
        if (turn.Payment.State.IsPurchased() && turn.Payment.State != PaymentState.Pending)
            return turn.Payment.Upsell is { NeedsLook: true } ? await Upsells.Look(turn) : await Read(turn);
        var order = await turn.ReadQliroOrder();
        if (!order.IsAccepted)
        {
            return order.Error.Code == ErrorCodes.QliroOrderNotFound
                ? Delivery.Done("Qliro no longer has the order")
                : Delivery.Later(order.Error.Message);
        }
        Upsells.TakeOver(turn, null, order.Value);
        // A turn may have been cut off, or its commit may have failed, after Qliro took lines that Norce then threw
        // away.
        if (turn.Payment.State.IsOpen()
            && turn.Payment.Amount.Amount > 0 && !Validate.IsFor(order.Value, turn.Payment.Amount))
            turn.Happened(
                new LinesUnknown(), new CallOwed(OwedCallKind.ResyncLines, turn.Now, "Qliro has other lines."));
        await turn.Commit();
        return await ReadOnce(turn, Delivery.Done());
    }

    /// <summary>
    /// A purchase heard of only now: its money may have moved, and the push that told so found nobody who knew it.
    /// </summary>
    private static async Task<Delivery> ReadOnce(Turn turn, Delivery looked)
        => looked.IsDone && turn.Payment.State == PaymentState.Reserved ? await Read(turn) : looked;

    /// <summary>
    /// What Qliro works on and no operation here stands for (asked for in Qliro's own back office, or before our row
    /// was lost) is waited for: its push finds nobody who knows it, and may be lost.
    /// </summary>
    private static async Task<Delivery> Read(Turn turn)
    {
        var books = await turn.ReadBooks();
        if (!books.IsAccepted) return Delivery.Later(books.Error.Message);
        await Books.TakeOver(turn, books.Value);
        return turn.Payment.OpenOperation() is null
            && books.Value.PaymentTransactions?.FirstOrDefault(one => !one.IsFinal) is { } open
            ? Delivery.Later($"Qliro's {open.Type} {open.PaymentTransactionId} is {open.Status}.",
                TimeSpan.FromSeconds(turn.Services.Reconciliation.IntervalSeconds))
            : Delivery.Done();
    }
}
