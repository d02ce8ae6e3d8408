using QliroAdapter.Checkout;
using QliroAdapter.OwedCalls;
using QliroAdapter.Payments;
using QliroAdapter.QliroCallbacks;

namespace QliroAdapter.OrderManagement;

/// <summary>Reads Qliro and sets state and actions right, out-of-band captures and releases included.</summary>
public static class Refresh
{
    public static async Task<Outcome<Done>> Run(Turn turn)
    {
        var found = await turn.Find();
        if (!found.IsAccepted) return turn.Refuse(found.Error);
        if (found.Value.State is PaymentState.Removed or PaymentState.Creating)
            return turn.Refuse(Refusal.PaymentNotFound(turn.Key, $"it is {found.Value.State.Word()}"));
        if (await Look(turn) is { } refusal) return turn.Refuse(refusal);
        // Written even when nothing moved here: Norce may have lost the actions.
        if (turn.Payment.State.IsPurchased() || turn.Payment.State == PaymentState.Declined)
            turn.Happened(new CallOwed(OwedCallKind.SettleNorce, turn.Now));
        await DeliverOwed.Run(turn);
        return turn.Payment.StillOwed(OwedCallKind.SettleNorce) is { } owed
            ? turn.Refuse(Refusal.NotDelivered(turn.Key, "Refresh", owed.Problem))
            : Done.Yes;
    }

    private static async Task<PaymentError?> Look(Turn turn)
    {
        if (turn.Payment.IsChargeWithoutPurchase())
        {
            var looked = await ChargeOutcome.Look(turn);
            if (!looked.IsDone) return Refusal.NotDelivered(turn.Key, "Refresh", looked.Note);
        }
        else if (turn.Payment.State.IsOpen() || turn.Payment.State == PaymentState.Pending)
        {
            var order = await turn.ReadQliroOrder();
            if (!order.IsAccepted) return order.Error;
            Upsells.TakeOver(turn, null, order.Value);
            await turn.Commit();
        }
        if (!turn.Payment.State.IsPurchased() || turn.Payment.State == PaymentState.Pending) return null;
        var books = await turn.ReadBooks();
        if (!books.IsAccepted) return books.Error;
        await Books.TakeOver(turn, books.Value, believeReleases: true);
        return null;
    }
}
