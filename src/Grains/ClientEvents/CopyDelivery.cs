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
        var shippings = Ours(order);
        var wanted = SnippetShipping.Merge(
            shippings[0], qliroOrder, selected, turn.Facts.Configuration!.MethodsFor(order));
        var last = wanted is null ? null : await Put(turn, shippings[0], wanted);
        for (var index = 1; index < shippings.Count && last is not { IsAccepted: false }; index++)
            last = await Put(turn, shippings[index], Removed(shippings[index]!)) ?? last;
        return last;
    }

    /// <summary>
    /// With the purchase: the choice is final, and every delivery of ours that no provider has reported on is
    /// confirmed. The first failure; null when nothing was to be written.
    /// </summary>
    public static async Task<Answer<Done>?> Confirm(Turn turn, NorceOrder order, QliroOrder qliroOrder)
    {
        var configuration = turn.Facts.Configuration!;
        var shippings = Ours(order);
        Answer<Done>? last = null;
        for (var index = 0; index < shippings.Count && last is not { IsAccepted: false }; index++)
        {
            var known = shippings[index];
            var wanted = (configuration.QliroOwnsShipping, index) switch
            {
                (true, 0) => Confirmed(
                    SnippetShipping.Merge(known, qliroOrder, null, configuration.MethodsFor(order))),
                (true, _) => Removed(known!),
                _ => Confirmed(known),
            };
            if (wanted is not null) last = await Put(turn, known, wanted) ?? last;
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
            if (known is not null) last = await Put(turn, known, Removed(known));
        return last;
    }

    /// <summary>In Norce's order; one that is absent when there is none.</summary>
    private static IReadOnlyList<NorceShipping?> Ours(NorceOrder order)
        => [.. order.LiveShippings.Where(shipping => shipping.IsOurs).DefaultIfEmpty<NorceShipping?>(null)];

    /// <summary>
    /// Also for a second delivery of ours, which was added by a call that was given up, or by another node.
    /// </summary>
    private static NorceShipping Removed(NorceShipping shipping)
        => shipping with { State = NorceShippingState.Removed };

    private static NorceShipping? Confirmed(NorceShipping? shipping)
        => shipping is null or { State: NorceShippingState.Failed } ? shipping
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
