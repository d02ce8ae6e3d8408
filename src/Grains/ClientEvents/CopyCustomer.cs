using QliroAdapter.Norce;
using QliroAdapter.Outbox;
using QliroAdapter.Partners;
using QliroAdapter.Payments;
using QliroAdapter.Qliro;

namespace QliroAdapter.ClientEvents;

/// <summary>
/// Copies what Qliro knows of the customer and of the chosen delivery to Norce, writing only what differs. Other
/// adapters' hooks may change the order because of it, so it is read again after a write.
/// </summary>
public static class CopyCustomer
{
    /// <summary>The order after the copy; the same instance when nothing was written.</summary>
    public static async Task<Answer<NorceOrder>> Run(Turn turn, NorceOrder order, QliroOrder qliroOrder)
    {
        var wrote = false;
        var billing = AddressTranslation.MergeBilling(order.Customer?.Billing, qliroOrder);
        if (billing is not null && !NorceCompare.Same(order.Customer?.Billing, billing))
        {
            var put = turn.Note(await turn.Services.Norce.PutBillingAddress(turn.Key.Order, billing, turn.Time.Norce));
            if (!put.IsAccepted) return Failed(put);
            wrote = true;
        }
        var shipping = AddressTranslation.MergeShipping(order.Customer?.Shipping, qliroOrder);
        if (shipping is not null && !NorceCompare.Same(order.Customer?.Shipping, shipping))
        {
            var put = turn.Note(
                await turn.Services.Norce.PutShippingAddress(turn.Key.Order, shipping, turn.Time.Norce));
            if (!put.IsAccepted) return Failed(put);
            wrote = true;
        }
        if (!wrote) return new() { Value = order, Call = unspoken };
        return turn.Note(await turn.Services.Norce.GetOrder(turn.Key.Order, turn.Time.Norce));
    }

    private static readonly PartnerCall unspoken = new("Norce", "nothing to copy", null, TimeSpan.Zero, null);

    private static Answer<NorceOrder> Failed<T>(Answer<T> put) => new() { Failure = put.Failure, Call = put.Call };
}
