using QliroAdapter.Norce;
using QliroAdapter.Partners;
using QliroAdapter.Payments;

namespace QliroAdapter.Checkout;

/// <summary>Our deliveries on a Norce order.</summary>
internal static class OurShippings
{
    /// <summary>Those that were not removed, in Norce's order.</summary>
    public static IReadOnlyList<NorceShipping> On(NorceOrder order)
        => [.. order.LiveShippings.Where(shipping => shipping.IsOurs)];

    /// <summary>Takes them off the order. Stops at the first failure; null when there was none to take off.</summary>
    public static async Task<Answer<Done>?> Remove(Turn turn, IEnumerable<NorceShipping> shippings)
    {
        Answer<Done>? last = null;
        foreach (var shipping in shippings.TakeWhile(_ => last is not { IsAccepted: false }))
        {
            last = turn.Note(await turn.Services.Norce.PutShipping(
                turn.Key.Order, shipping with { State = NorceShippingState.Removed }, turn.Time.Norce));
        }
        return last;
    }
}
