using QliroAdapter.Norce;
using QliroAdapter.Outbox;
using QliroAdapter.Partners;
using QliroAdapter.Payments;
using QliroAdapter.Qliro;

namespace QliroAdapter.ClientEvents;

/// <summary>
/// Brings our shipping at Norce to the delivery that was chosen in Qliro's frame, writing only what differs. Qliro's
/// order is what the shopper pays for, whether or not the page reported it.
/// </summary>
internal static class CopyDelivery
{
    /// <summary>While the shopper is in Qliro's frame; null when nothing was to be written.</summary>
    public static async Task<Answer<Done>?> Choose(
        Turn turn, NorceOrder order, QliroOrder qliroOrder, QliroShippingMethodChanged? selected = null)
    {
        var known = Ours(order).FirstOrDefault();
        var wanted = SnippetShipping.Merge(
            known, qliroOrder, selected, turn.Facts.Configuration!.MethodsFor(order));
        return wanted is null ? null : await Put(turn, known, wanted);
    }

    /// <summary>
    /// With the purchase: the choice is final, and every delivery of ours that no provider has reported on is
    /// confirmed. The first failure; null when nothing was to be written.
    /// </summary>
    public static async Task<Answer<Done>?> Confirm(Turn turn, NorceOrder order, QliroOrder qliroOrder)
    {
        var configuration = turn.Facts.Configuration!;
        var shippings = Ours(order).ToList<NorceShipping?>();
        if (shippings.Count == 0) shippings.Add(null);
        Answer<Done>? last = null;
        for (var index = 0; index < shippings.Count && last is not { IsAccepted: false }; index++)
        {
            var known = shippings[index];
            var wanted = index == 0 && configuration.QliroOwnsShipping
                ? SnippetShipping.Merge(known, qliroOrder, null, configuration.MethodsFor(order))
                : known;
            if (wanted is not null) last = await Put(turn, known, Confirmed(wanted)) ?? last;
        }
        return last;
    }

    /// <summary>
    /// Takes our deliveries off an order that is sold without one. The first failure; null when there was none to take
    /// off.
    /// </summary>
    public static async Task<Answer<Done>?> Drop(Turn turn, NorceOrder order)
    {
        Answer<Done>? last = null;
        foreach (var known in Ours(order).TakeWhile(_ => last is not { IsAccepted: false }))
            last = await Put(turn, known, known with { State = NorceShippingState.Removed });
        return last;
    }

    private static IEnumerable<NorceShipping> Ours(NorceOrder order)
        => order.LiveShippings.Where(shipping => shipping.IsOurs);

    private static NorceShipping Confirmed(NorceShipping shipping)
        => shipping.State is NorceShippingState.Failed ? shipping
            : shipping with { State = NorceShippingState.Confirmed };

    private static async Task<Answer<Done>?> Put(Turn turn, NorceShipping? known, NorceShipping wanted)
    {
        var norce = turn.Services.Norce;
        if (known is null)
        {
            var added = turn.Note(await norce.AddShipping(turn.Key.Order, wanted, turn.Time.Norce));
            return new() { Value = added.IsAccepted ? Done.Yes : null, Failure = added.Failure, Call = added.Call };
        }
        return NorceCompare.Same(known, wanted)
            ? null
            : turn.Note(await norce.PutShipping(turn.Key.Order, wanted, turn.Time.Norce));
    }
}
