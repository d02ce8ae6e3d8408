using QliroAdapter.Checkout;
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
    public static Task<Answer<Done>?> Choose(
        Turn turn, NorceOrder order, QliroOrder qliroOrder, QliroShippingMethodChanged? selected = null)
        => KeepOne(turn, OurShippings.On(order), known => Merge(turn, order, known, qliroOrder, selected));

    /// <summary>
    /// With the purchase: the choice is final. A delivery of ours that Qliro did not sell goes, every other that no
    /// provider has reported on is confirmed. The first failure; null when nothing was to be written.
    /// </summary>
    public static async Task<Answer<Done>?> Confirm(Turn turn, NorceOrder order, QliroOrder qliroOrder)
    {
        var configuration = turn.Facts.Configuration!;
        if (!configuration.QliroOwnsShipping) return await ConfirmAll(turn, order);
        var isChosen = SnippetShipping.MethodOf(qliroOrder, configuration.MethodsFor(order)) is not null;
        // One without a fee is not always told by Qliro's order.
        var soldNone = SoldNone(configuration, order, qliroOrder);
        bool IsSold(NorceShipping shipping) => isChosen
            || !(DeliveryFrame.IsEarlier(turn.Payment, shipping) || (soldNone && shipping.Total?.IncludingVat > 0m));
        var ours = OurShippings.On(order);
        var unsold = ours.Where(shipping => !IsSold(shipping)).ToList();
        if (unsold.Count > 0)
            turn.Note(TimelineKind.Decision, "Qliro sold no delivery; the one that Norce has of ours is taken off.");
        var removed = await OurShippings.Remove(turn, unsold);
        if (removed is { IsAccepted: false }) return removed;
        return await KeepOne(turn, [.. ours.Where(IsSold)],
            known => Confirmed(Merge(turn, order, known, qliroOrder, null))) ?? removed;
    }

    /// <summary>
    /// After the purchase was told to Norce, when the delivery is Norce's: only takes off a second one, which another
    /// node added too late.
    /// </summary>
    public static Task<Answer<Done>?> KeepFirst(Turn turn, NorceOrder order)
        => KeepOne(turn, OurShippings.On(order), known => known);

    /// <summary>
    /// True when Qliro was given methods and its order has none of them. A provider's choices are not told by Qliro's
    /// order.
    /// </summary>
    public static bool SoldNone(ChannelConfiguration configuration, NorceOrder order, QliroOrder qliroOrder)
        => configuration.IntegratedShipping is null
            && configuration.MethodsFor(order) is { Count: > 0 } given
            && SnippetShipping.MethodOf(qliroOrder, given) is null;

    /// <summary>The known delivery with what was chosen in Qliro's frame, if anything was.</summary>
    private static NorceShipping? Merge(
        Turn turn, NorceOrder order, NorceShipping? known, QliroOrder qliroOrder, QliroShippingMethodChanged? selected)
    {
        var options = turn.Facts.Configuration!.MethodsFor(order);
        var merged = SnippetShipping.Merge(known, qliroOrder, selected, options);
        // What only the page reports may be a choice in the frame before.
        return merged is not null && SnippetShipping.MethodOf(qliroOrder, options) is not null
            ? DeliveryFrame.Marked(turn.Payment, merged)
            : merged;
    }

    /// <summary>
    /// Brings the first of these deliveries to the wanted one. A second was added by a call that was given up, or by
    /// another node, and goes.
    /// </summary>
    private static async Task<Answer<Done>?> KeepOne(
        Turn turn, IReadOnlyList<NorceShipping> shippings, Func<NorceShipping?, NorceShipping?> want)
    {
        var known = shippings is [var one, ..] ? one : null;
        var first = want(known) is { } wanted ? await Put(turn, known, wanted) : null;
        return first is { IsAccepted: false } ? first : await OurShippings.Remove(turn, shippings.Skip(1)) ?? first;
    }

    /// <summary>Stops at the first failure.</summary>
    private static async Task<Answer<Done>?> ConfirmAll(Turn turn, NorceOrder order)
    {
        Answer<Done>? last = null;
        foreach (var known in OurShippings.On(order).TakeWhile(_ => last is not { IsAccepted: false }))
            last = await Put(turn, known, Confirmed(known)!) ?? last;
        return last;
    }

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
