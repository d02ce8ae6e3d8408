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
        var copied = await Write(turn, order, qliroOrder);
        return copied.IsAccepted && !ReferenceEquals(copied.Value, order) ? await ReadAgain(turn) : copied;
    }

    /// <summary>
    /// The same for an order that is paid: only our payment and the status are written next, and without a hook of
    /// another adapter nobody has reacted to the copy. The order is then known without another call.
    /// </summary>
    public static async Task<Answer<NorceOrder>> RunPaid(Turn turn, NorceOrder order, QliroOrder qliroOrder)
        => HasOnlyOurHooks(order)
            ? await Write(turn, order, qliroOrder)
            : await Run(turn, order, qliroOrder);

    private static bool HasOnlyOurHooks(NorceOrder order)
        => order.Hooks is { } hooks && hooks.All(hook => NorceAdapter.IsOurs(hook.AdapterId));

    private static async Task<Answer<NorceOrder>> ReadAgain(Turn turn)
        => turn.Note(await turn.Services.Norce.GetOrder(turn.Key.Order, turn.Time.Norce));

    /// <summary>The order with what was written; the same instance when nothing was.</summary>
    private static async Task<Answer<NorceOrder>> Write(Turn turn, NorceOrder order, QliroOrder qliroOrder)
    {
        var before = order.Customer ?? new();
        var customer = before;
        var billing = AddressTranslation.MergeBilling(order.Customer?.Billing, qliroOrder);
        if (billing is not null && !NorceCompare.Same(order.Customer?.Billing, billing))
        {
            var put = turn.Note(await turn.Services.Norce.PutBillingAddress(turn.Key.Order, billing, turn.Time.Norce));
            if (!put.IsAccepted) return Failed(put);
            customer = customer with { Billing = billing };
        }
        var shipping = AddressTranslation.MergeShipping(order.Customer?.Shipping, qliroOrder);
        if (shipping is not null && !NorceCompare.Same(order.Customer?.Shipping, shipping))
        {
            var put = turn.Note(
                await turn.Services.Norce.PutShippingAddress(turn.Key.Order, shipping, turn.Time.Norce));
            if (!put.IsAccepted) return Failed(put);
            customer = customer with { Shipping = shipping };
        }
        return new()
        {
            Value = ReferenceEquals(customer, before) ? order : order with { Customer = customer },
            Call = unspoken,
        };
    }

    private static readonly PartnerCall unspoken = new("Norce", "nothing to copy", null, TimeSpan.Zero, null);

    private static Answer<NorceOrder> Failed<T>(Answer<T> put) => new() { Failure = put.Failure, Call = put.Call };
}
