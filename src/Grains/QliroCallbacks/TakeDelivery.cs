using QliroAdapter.Checkout;
using QliroAdapter.ClientEvents;
using QliroAdapter.Norce;
using QliroAdapter.Outbox;
using QliroAdapter.Partners;
using QliroAdapter.Payments;
using QliroAdapter.Qliro;

namespace QliroAdapter.QliroCallbacks;

/// <summary>
/// Takes over the delivery that the shopper pays for, as Qliro names it before the purchase. The page may have reported
/// another one, late or never. Norce's order and the payment's amount follow, so that both sides are compared with the
/// same delivery.
/// </summary>
internal static class TakeDelivery
{
    /// <summary>The order with the delivery, or why the purchase is declined.</summary>
    public sealed record Taken(NorceOrder? Order, Declined? Declined);

    public static async Task<Taken> Run(
        Turn turn, ChannelConfiguration configuration, NorceOrder order, QliroOrder body)
    {
        if (Decide(configuration, order, body) is { } declined) return new(null, declined);
        var isSoldWithout = IsLeftOut(configuration, order, body);
        var failure = await NorceWrites.UntilNoCollision(turn, async () =>
        {
            var put = isSoldWithout
                ? await OurShippings.Remove(turn, OurShippings.On(order))
                : await CopyDelivery.Choose(turn, order, body);
            if (put is null) return await Cover(turn, configuration, order, body);
            // After a collision, too, the next round decides by what Norce has then.
            var read = turn.Note(await turn.Services.Norce.GetOrder(turn.Key.Order, turn.Time.Norce));
            if (read.IsAccepted) order = read.Value;
            return put.Failure ?? read.Failure ?? await Cover(turn, configuration, order, body);
        });
        return failure is null
            ? new(order, null)
            : new(null, Validate.Failed(failure, "the delivery could not be copied to Norce"));
    }

    /// <summary>
    /// In guard order: nothing chosen although a provider has to deliver the goods; nothing chosen although Norce's
    /// order has a delivery of ours; a method or a price of our own options that is not offered for this order and its
    /// address.
    /// </summary>
    internal static Declined? Decide(ChannelConfiguration configuration, NorceOrder order, QliroOrder body)
    {
        var options = configuration.MethodsFor(order);
        if (IsLeftOut(configuration, order, body))
        {
            return configuration.ShippingProviderOf(order) is { Required: true } provider
                ? new(DeclineCause.DeliveryMissing,
                    $"Qliro has no delivery, though the goods need one; {provider.Provider.Name()} may not be enabled "
                    + $"for the account or not answer, and the fallback has {options.Count} methods.")
                : null;
        }
        if (SnippetShipping.MethodOf(body, options) is not { } method)
        {
            return order.LiveShippings.Any(shipping => shipping.IsOurs)
                ? new(DeclineCause.DeliveryMissing, "Qliro has no delivery, Norce's order has one.")
                : null;
        }
        if (!configuration.QliroAsksForShipping) return null;
        var line = SnippetShipping.ChosenLine(body);
        var fee = Money.Round((line?.Quantity ?? 1) * (line?.PricePerItemIncVat ?? 0m));
        return ShippingMethods.Fitting(options, Parcel.Of(order, body))
            .Any(option => option.Reference == method && ShippingFees.IsOffered(option, fee))
            ? null
            : new(DeclineCause.Changed, $"{method} for {fee:0.00} is no delivery that is offered for this order.");
    }

    /// <summary>A provider was to offer deliveries, and Qliro sells without any.</summary>
    private static bool IsLeftOut(ChannelConfiguration configuration, NorceOrder order, QliroOrder body)
        => configuration.IntegratedShipping is not null
            && SnippetShipping.MethodOf(body, configuration.MethodsFor(order)) is null
            && (body.OrderItems ?? []).All(item => item.Type != OrderItemType.Shipping);

    /// <summary>Qliro holds the goods of this order already, so the payment covers it with its delivery.</summary>
    private static async Task<PartnerFailure?> Cover(
        Turn turn, ChannelConfiguration configuration, NorceOrder order, QliroOrder body)
    {
        var lines = OrderLines.From(order, configuration.LinesRulesFor(order));
        if (!lines.IsAccepted || Validate.DecideLines(body, lines) is not null
            || order.Remaining == turn.Payment.Amount.Amount
            || order.FindPayment(turn.Key.PaymentId) is not { IsLive: true } payment)
            return null;
        // Whether Qliro still holds the goods of the body, or others of an update since, stays as unknown as it was.
        // The body does not show what a provider was told.
        var hash = turn.Payment.LinesHash == lines.Value.Hash ? lines.Value.Hash : null;
        turn.Raise(new LinesSent(SentLines.Of(lines.Value) with { Hash = hash, ToldHash = turn.Payment.ToldHash }));
        return await NorceWrites.PutPayment(turn, payment, payment with { Amount = order.Remaining });
    }
}
