using QliroAdapter.Norce;
using QliroAdapter.Outbox;
using QliroAdapter.Partners;
using QliroAdapter.Payments;
using QliroAdapter.Qliro;

namespace QliroAdapter.ClientEvents;

/// <summary>
/// Copies what Qliro knows of the customer to Norce, writing only what differs. One address that Norce refuses does not
/// hold the other back, unless it may be the shipping address of the person before: with the buyer's billing address
/// beside it, a repeat could not tell whose it is, and neither could the next checkout. Other adapters' hooks may
/// change the order because of a write, so it is read again after one.
/// </summary>
public static class CopyCustomer
{
    /// <summary>The order after the copy; the same instance when nothing was written.</summary>
    public static async Task<Answer<NorceOrder>> Run(Turn turn, NorceOrder order, QliroOrder qliroOrder)
    {
        // The shipping address first: while Norce still has the person before as the buyer, a repeat sees the change.
        var shipping = await Shipping(turn, order, qliroOrder);
        if (shipping is { IsAccepted: false } && AddressTranslation.MayBeOtherPersons(
                order.Customer?.Shipping, order.Customer?.Billing, qliroOrder))
            return Failed(shipping);
        var billing = await Billing(turn, order, qliroOrder);
        if (shipping is { IsAccepted: false }) return Failed(shipping);
        if (billing is { IsAccepted: false }) return Failed(billing);
        if (billing is null && shipping is null) return new() { Value = order, Call = NothingToCopy };
        return turn.Note(await turn.Services.Norce.GetOrder(turn.Key.Order, turn.Time.Norce));
    }

    /// <summary>Brings the billing address to Qliro's; null when it is there already.</summary>
    internal static async Task<Answer<Done>?> Billing(Turn turn, NorceOrder order, QliroOrder qliroOrder)
    {
        var known = order.Customer?.Billing;
        return AddressTranslation.MergeBilling(known, qliroOrder) is { } wanted && !NorceCompare.Same(known, wanted)
            ? turn.Note(await turn.Services.Norce.PutBillingAddress(turn.Key.Order, wanted, turn.Time.Norce))
            : null;
    }

    /// <summary>Brings the shipping address to Qliro's, before the billing address; null when it is there.</summary>
    /// <param name="turn">The turn.</param>
    /// <param name="order">Norce's order.</param>
    /// <param name="qliroOrder">Qliro's.</param>
    /// <param name="wasOtherPersons">
    /// True when it was of somebody else than buys before the billing address named the buyer, which cannot be seen any
    /// more. Norce may have got the buyer's own since.
    /// </param>
    internal static async Task<Answer<Done>?> Shipping(
        Turn turn, NorceOrder order, QliroOrder qliroOrder, bool wasOtherPersons = false)
    {
        var known = order.Customer?.Shipping;
        var isOtherPerson = AddressTranslation.IsOtherPersons(known, order.Customer?.Billing, qliroOrder)
            || (wasOtherPersons && !AddressTranslation.IsBuyers(known, qliroOrder));
        return AddressTranslation.MergeShipping(known, qliroOrder, isOtherPerson) is { } wanted
            && !NorceCompare.Same(known, wanted)
            ? turn.Note(await turn.Services.Norce.PutShippingAddress(turn.Key.Order, wanted, turn.Time.Norce))
            : null;
    }

    /// <summary>In place of a call when nothing was to be written.</summary>
    internal static readonly PartnerCall NothingToCopy
        = new(NorceApi.Partner, "nothing to copy", null, TimeSpan.Zero, null);

    private static Answer<NorceOrder> Failed(Answer<Done> put) => new() { Failure = put.Failure, Call = put.Call };
}
