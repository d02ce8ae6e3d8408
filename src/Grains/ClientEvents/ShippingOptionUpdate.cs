using QliroAdapter.Norce;
using QliroAdapter.Outbox;
using QliroAdapter.Partners;
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

        NorceOrder? written = null;
        var failure = await NorceWrites.UntilNoCollision(turn, async () =>
        {
            var read = turn.Note(await turn.Services.Norce.GetOrder(turn.Key.Order, turn.Time.Norce));
            if (!read.IsAccepted) return read.Failure;
            if (await Write(turn, read.Value, message.Selected, qliroOrder.Value) is { } problem) return problem;
            var after = turn.Note(await turn.Services.Norce.GetOrder(turn.Key.Order, turn.Time.Norce));
            written = after.Value;
            return after.Failure;
        });
        if (failure is not null) return turn.Refuse(NorceRefusal.Of(failure, NorceResource.Shipping));
        return await CustomerUpdate.InStep(turn, written!);
    }

    private static async Task<PartnerFailure?> Write(
        Turn turn, NorceOrder order, QliroShippingMethodChanged selected, QliroOrder qliroOrder)
    {
        var norce = turn.Services.Norce;
        var known = order.LiveShippings.FirstOrDefault(shipping => shipping.IsOurs);
        if (SnippetShipping.Merge(known, qliroOrder, selected) is not { } wanted) return null;
        if (known is null) return turn.Note(await norce.AddShipping(turn.Key.Order, wanted, turn.Time.Norce)).Failure;
        if (NorceCompare.Same(known, wanted)) return null;
        return turn.Note(await norce.PutShipping(turn.Key.Order, wanted, turn.Time.Norce)).Failure;
    }
}
