using QliroAdapter.Checkout;
using QliroAdapter.Norce;
using QliroAdapter.Outbox;
using QliroAdapter.Payments;
using QliroAdapter.Qliro;

namespace QliroAdapter.ClientEvents;

/// <summary>
/// A delivery was chosen in Qliro's frame: one shipping of ours at Norce follows it, and so does the payment's amount.
/// Names come from the browser, amounts from Qliro's order. Nothing happens without Qliro's own shipping, or when the
/// order has another adapter's shipping.
/// </summary>
public static class ShippingOptionUpdate
{
    public static async Task<Outcome<Done>> Run(Turn turn, UpdateShippingOption message)
    {
        var found = await turn.Find();
        if (!found.IsAccepted) return turn.Refuse(found.Error);
        if (found.Value.State == PaymentState.Removed)
            return turn.Refuse(Refusal.PaymentNotFound(turn.Key, "it was removed"));
        if (!found.Value.State.IsOpen()) return Done.Yes;
        var configuration = await turn.ReadConfiguration();
        if (!configuration.IsAccepted) return turn.Refuse(configuration.Error);
        if (!configuration.Value.QliroOwnsShipping) return Done.Yes;
        var qliroOrder = await turn.ReadQliroOrder();
        if (!qliroOrder.IsAccepted) return turn.Refuse(qliroOrder.Error);

        var (written, error) = await FrameWrites.Run(turn, NorceResource.Shipping, async order =>
        {
            if (IsTooLate(turn, order, qliroOrder.Value)) return (null, null);
            var put = await CopyDelivery.Choose(turn, order, qliroOrder.Value, message.Selected);
            if (put is { IsAccepted: false }) return (null, put.Failure);
            var after = turn.Note(await turn.Services.Norce.GetOrder(turn.Key.Order, turn.Time.Norce));
            return (after.Value, after.Failure);
        });
        if (error is not null) return error;
        return written is null ? Done.Yes : await CustomerUpdate.InStep(turn, written);
    }

    /// <summary>
    /// True for a choice that the page reports after the purchase was approved without a delivery: Qliro dropped it
    /// before, or it would be among those that Qliro was given.
    /// </summary>
    private static bool IsTooLate(Turn turn, NorceOrder order, QliroOrder qliroOrder)
        => turn.Payment.State == PaymentState.Processing && OurShippings.On(order).Count == 0
            && turn.Facts.Configuration is { } configuration
            && CopyDelivery.SoldNone(configuration, order, qliroOrder);
}
